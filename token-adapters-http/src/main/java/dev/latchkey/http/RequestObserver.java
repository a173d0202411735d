package dev.latchkey.http;

/** Is told of every request that was answered, to count and time them. It must not block, and is called by many threads. */
@FunctionalInterface
public interface RequestObserver {

    /** Ignores all. */
    RequestObserver NONE = (route, httpMethod, status, nanos) -> {};

    /**
     * The last of an answer is about to be sent.
     *
     * @param route what was asked for, of a few: the name of a method, the path of a resource, {@code page}, or {@code unknown}
     * @param httpMethod as it came, which may be anything
     * @param nanos how long it took since the head of the request was read
     */
    void answered(String route, String httpMethod, int status, long nanos);
}
