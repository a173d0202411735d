package dev.latchkey.demo.environment;

import java.util.Locale;
import java.util.stream.Stream;

/** What an environment can be doing, as far as this platform gets. */
public enum EnvironmentStatus {
    RUNNING(1),
    DOWN(2),
    LAUNCHING(3),
    SLEEPING(4),
    CREATING(6),
    CLONING(7),
    BROKEN(11),
    UPDATING(12),
    STOPPING(13),
    GOING_TO_SLEEP(14);

    private final int number;

    EnvironmentStatus(int number) {
        this.number = number;
    }

    /** What the protocol numbers it by. */
    public int number() {
        return number;
    }

    static EnvironmentStatus ofNumber(int number) {
        return Stream.of(values())
                .filter(status -> status.number == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("number of no status: " + number));
    }

    /** For people: {@code going to sleep}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
