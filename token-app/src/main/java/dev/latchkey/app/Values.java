package dev.latchkey.app;

import java.util.function.Supplier;

/** Checks of options' values. Each error names the option that is wrong. */
final class Values {

    private Values() {}

    /** What {@code value} gives; what it throws is told of the option. */
    static <T> T valid(String option, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(option + ": " + e.getMessage(), e);
        }
    }

    static void requireAtLeast(long least, String option, long value) {
        if (value < least) {
            throw new UserErrorException(option + " must be " + least + " or more: " + value);
        }
    }

    static void requireAtMost(long most, String mostOption, String option, long value) {
        if (value > most) {
            throw new UserErrorException(
                    option + " must not be more than " + mostOption + ", which is " + most + ": " + value);
        }
    }
}
