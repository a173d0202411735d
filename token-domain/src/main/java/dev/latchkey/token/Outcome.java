package dev.latchkey.token;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;

/**
 * What came of a request: the thing asked for, or the reason why not. A refusal is expected and therefore returned;
 * exceptions are left to broken infrastructure ({@link StorageException}) and to mistakes of the calling program.
 */
public sealed interface Outcome<T> {

    /** It was done. */
    record Done<T>(T value) implements Outcome<T> {
        public Done {
            requireNonNull(value, "value");
        }
    }

    /**
     * It was refused, and nothing was changed.
     *
     * @param detail what was wrong and what to give in its place, in words for the caller; never a secret
     */
    record Refused<T>(RefusalReason reason, String detail) implements Outcome<T> {
        public Refused {
            requireNonNull(reason, "reason");
            requireNonNull(detail, "detail");
        }
    }

    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Outcome<T> refused(RefusalReason reason, String detail) {
        return new Refused<>(reason, detail);
    }

    /** The outcome of going on with {@code next}, or this refusal. */
    default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
        requireNonNull(next, "next");
        if (this instanceof Done<T> done) {
            return next.apply(done.value());
        }
        Refused<T> refused = (Refused<T>) this;
        return refused(refused.reason(), refused.detail());
    }

    /**
     * The value, where the caller knows that it was done.
     *
     * @throws IllegalStateException if it was refused; the detail is its message
     */
    default T orThrow() {
        if (this instanceof Done<T> done) {
            return done.value();
        }
        throw new IllegalStateException(((Refused<T>) this).detail());
    }
}
