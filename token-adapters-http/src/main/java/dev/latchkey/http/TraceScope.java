package dev.latchkey.http;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says for a while that this thread works on a request of a trace, so that lines which are logged meanwhile can tell it. Not SLF4J's MDC:
 * some of its kinds are inherited by threads that are started meanwhile, which would tell that trace for ever. To be closed by the same
 * thread.
 */
public final class TraceScope implements AutoCloseable {

    private static final ThreadLocal<@Nullable String> CURRENT = new ThreadLocal<>();

    private final @Nullable String before;

    private TraceScope(@Nullable String before) {
        this.before = before;
    }

    /** Begins; until it is closed, this is the id of the thread's trace. */
    public static TraceScope of(String traceId) {
        TraceScope scope = new TraceScope(CURRENT.get());
        CURRENT.set(requireNonNull(traceId, "traceId"));
        return scope;
    }

    /** The id of the trace that this thread works for; empty if it works for none that is known. */
    public static Optional<String> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** Ends it. */
    @Override
    public void close() {
        if (before == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(before);
        }
    }
}
