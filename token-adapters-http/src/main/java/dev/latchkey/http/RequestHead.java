package dev.latchkey.http;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What a request says of itself beside its parameters, whichever server it came through. An implementation for a web framework reads
 * them from the framework's request. Used by one thread at a time, and not after its call was answered.
 */
public interface RequestHead {

    /** That of a call that no request brought: by POST, without headers, and with empty addresses. */
    RequestHead NONE = new RequestHead() {

        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String scheme() {
            return "http";
        }

        @Override
        public String authority() {
            return "";
        }

        @Override
        public List<String> headers(String name) {
            return List.of();
        }

        @Override
        public void forEachHeader(BiConsumer<String, String> header) {}

        @Override
        public String remoteAddress() {
            return "";
        }
    };

    /** The method of HTTP, in capitals: {@code GET}. */
    String method();

    /** {@code http} or {@code https}, as the connection is. */
    String scheme();

    /** The host and perhaps port that it was sent to, as {@code Host} or {@code :authority} have them; empty if it names none. */
    String authority();

    /** The values of a header, whose name is matched in any case, in the order in which they came; empty if it has none. */
    List<String> headers(String name);

    /** Tells the name, in whatever case it was sent, and the value of each header. */
    void forEachHeader(BiConsumer<String, String> header);

    /** The address of the other end of the connection: IPv4 or IPv6, without a port. */
    String remoteAddress();

    /** The first value of a header, or empty if it has none. */
    default Optional<String> header(String name) {
        List<String> values = headers(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }
}
