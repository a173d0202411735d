package dev.latchkey.token;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
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
     * @param retryAfter how long to wait before asking again, as {@code detail} tells too; zero if there is no need to wait
     */
    record Refused<T>(RefusalReason reason, String detail, Duration retryAfter) implements Outcome<T> {
        public Refused {
            requireNonNull(reason, "reason");
            requireNonNull(detail, "detail");
            requireNonNull(retryAfter, "retryAfter");
        }
    }

    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Outcome<T> refused(RefusalReason reason, String detail) {
        return refused(reason, detail, Duration.ZERO);
    }

    static <T> Outcome<T> refused(RefusalReason reason, String detail, Duration retryAfter) {
        return new Refused<>(reason, detail, retryAfter);
    }

    /** The outcome of going on with {@code next}, or this refusal. */
    default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
        requireNonNull(next, "next");
        if (this instanceof Done<T> done) {
            return next.apply(done.value());
        }
        Refused<T> refused = (Refused<T>) this;
        return refused(refused.reason(), refused.detail(), refused.retryAfter());
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
