package dev.latchkey.http;

import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Something that a server has at an address of its own, beside the methods of the wire protocol and the pages, and that answers in the words of
 * HTTP: what gateways, services and monitoring ask. Any web framework can serve it. Safe for use by many threads.
 */
public interface Resource {

    /**
     * A request to a resource.
     *
     * @param target the path and perhaps a query, as they came over the wire
     * @param form names and values of the form in the body, decoded, in their order; empty if there was none or it is not read
     */
    record Request(RequestHead head, String target, List<Map.Entry<String, String>> form) {

        /** A request without a form. */
        public static Request of(RequestHead head, String target) {
            return new Request(head, target, List.of());
        }

        /** The target without the query. */
        public String path() {
            int query = target.indexOf('?');
            return query < 0 ? target : target.substring(0, query);
        }

        /** The method of HTTP and the path alone, as all else may be a secret. */
        @Override
        public String toString() {
            return "Request[" + head.method() + " " + path() + "]";
        }
    }

    /** The methods of HTTP that it is called by; empty if by any. */
    ImmutableSet<String> httpMethods();

    /** Whether it reads the body of a POST, which has to be a form. Of what it does not read, nothing is waited for. */
    boolean readsForm();

    /** The reply if it can be told at once; empty if that has to wait. Must not block. */
    Optional<HttpReply> answerAtOnce(Request request);

    /** The reply. It may wait. */
    HttpReply answer(Request request);

    /**
     * How it tells an error that the server found before it asked for an answer.
     *
     * @param status 400, 405, 408, 413, 415, or 503 if the server is too busy
     * @param detail what was wrong and what to do, in words for the caller
     */
    HttpReply refused(int status, String detail);

    /**
     * The address of the client for which a request is made, if it is not the one that makes it. No more than half of those that wait are for one
     * address.
     */
    default Optional<String> askedFor(Request request) {
        return Optional.empty();
    }
}
