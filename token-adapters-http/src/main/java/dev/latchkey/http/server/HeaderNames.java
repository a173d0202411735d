package dev.latchkey.http.server;

import io.vertx.core.http.HttpHeaders;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Names of headers in the form that takes the least to send, each of which is made once: replies have few. Safe for use by many threads. */
final class HeaderNames {

    private static final int MOST = 100;

    private final Map<String, CharSequence> prepared = new ConcurrentHashMap<>();

    /** The same name; as it is, if there are too many. */
    CharSequence of(String name) {
        CharSequence known = prepared.get(name);
        if (known != null) {
            return known;
        }
        return prepared.size() < MOST ? prepared.computeIfAbsent(name, HttpHeaders::createOptimized) : name;
    }
}
