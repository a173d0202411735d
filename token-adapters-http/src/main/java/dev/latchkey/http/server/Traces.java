package dev.latchkey.http.server;

import dev.latchkey.http.TraceParent;
import dev.latchkey.http.TraceScope;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Has what is logged while a request is worked on tell the trace that its header {@code traceparent} names. */
enum Traces {
    /** Does nothing of that. */
    NONE,
    /** As the {@link TraceScope} of the thread that works on it. */
    LOGGED;

    private static final String HEADER = "traceparent";

    /** Works on a request in this thread. */
    void run(HttpServerRequest request, Runnable work) {
        String trace = trace(request);
        if (trace.isEmpty()) {
            work.run();
            return;
        }
        try (TraceScope unused = TraceScope.of(trace)) {
            work.run();
        }
    }

    /** The same with a result. */
    <T> T get(HttpServerRequest request, Supplier<T> work) {
        String trace = trace(request);
        if (trace.isEmpty()) {
            return work.get();
        }
        try (TraceScope unused = TraceScope.of(trace)) {
            return work.get();
        }
    }

    /** The same work, wherever it is done. */
    <T> Callable<T> of(HttpServerRequest request, Callable<T> work) {
        String trace = trace(request);
        if (trace.isEmpty()) {
            return work;
        }
        return () -> {
            try (TraceScope unused = TraceScope.of(trace)) {
                return work.call();
            }
        };
    }

    private String trace(HttpServerRequest request) {
        if (this == NONE) {
            return "";
        }
        String header = request.getHeader(HEADER);
        return header == null ? "" : TraceParent.traceId(header).orElse("");
    }
}
