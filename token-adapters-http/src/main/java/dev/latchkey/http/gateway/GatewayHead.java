package dev.latchkey.http.gateway;

import dev.latchkey.http.RequestHead;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * The head of a gateway's question, with its headers at hand. A question has few headers, of which many are looked at: to walk them once and
 * compare names is quicker than to look for each in a table.
 */
final class GatewayHead implements RequestHead {

    private final RequestHead head;

    /** Names and values in turn. */
    private final List<String> headers = new ArrayList<>(24);

    private GatewayHead(RequestHead head) {
        this.head = head;
    }

    static GatewayHead of(RequestHead head) {
        GatewayHead read = new GatewayHead(head);
        head.forEachHeader((name, value) -> {
            read.headers.add(name);
            read.headers.add(value);
        });
        return read;
    }

    /** Whether the name of some header passes a test; names come in whatever case they were sent. */
    boolean hasHeader(Predicate<String> name) {
        for (int i = 0; i < headers.size(); i += 2) {
            if (name.test(headers.get(i))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Optional<String> header(String name) {
        int first = next(name, 0);
        return first < 0 ? Optional.empty() : Optional.of(headers.get(first + 1));
    }

    @Override
    public List<String> headers(String name) {
        int first = next(name, 0);
        if (first < 0) {
            return List.of();
        }
        int second = next(name, first + 2);
        if (second < 0) {
            return List.of(headers.get(first + 1));
        }
        List<String> values = new ArrayList<>();
        for (int i = first; i >= 0; i = next(name, i + 2)) {
            values.add(headers.get(i + 1));
        }
        return values;
    }

    /** The next place of a name from {@code start} on; negative if there is none. */
    private int next(String name, int start) {
        for (int i = start; i < headers.size(); i += 2) {
            if (headers.get(i).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public String method() {
        return head.method();
    }

    @Override
    public String scheme() {
        return head.scheme();
    }

    @Override
    public String authority() {
        return head.authority();
    }

    @Override
    public void forEachHeader(BiConsumer<String, String> header) {
        head.forEachHeader(header);
    }

    @Override
    public String remoteAddress() {
        return head.remoteAddress();
    }

    @Override
    public String toString() {
        return head.toString();
    }
}
