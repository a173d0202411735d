package dev.latchkey.http.server;

import com.google.common.base.CharMatcher;
import dev.latchkey.http.address.IpAddress;
import java.util.List;

/**
 * The header Host (RFC 9110, 7.2) and HTTP/2's {@code :authority} (RFC 9113, 8.3.1): whether a request names one host. Programs on
 * its way that take different ones of several, or read a broken one differently, can be played off against each other.
 */
final class HostHeader {

    private static final int MAX_HOST = 255;
    private static final int MAX_PORT = 65_535;
    private static final int MAX_PORT_DIGITS = 5;
    private static final CharMatcher DIGIT = CharMatcher.inRange('0', '9');

    /** What a name is made of, beside percent escapes (RFC 3986, 3.2.2). */
    private static final CharMatcher REG_NAME = DIGIT.or(CharMatcher.inRange('a', 'z'))
            .or(CharMatcher.inRange('A', 'Z'))
            .or(CharMatcher.anyOf("-._~!$&'()*+,;="))
            .precomputed();

    private HostHeader() {}

    /**
     * Whether a request of HTTP/1.1 has one header Host, and that is a host (RFC 9112, 3.2). To one that is not so, the answer
     * is 400.
     *
     * @param hosts the header's lines
     */
    static boolean isValid(List<String> hosts) {
        return hosts.size() == 1 && isHost(hosts.get(0));
    }

    /** The same of HTTP/1.0, which wants no Host. */
    static boolean isValidOrMissing(List<String> hosts) {
        return hosts.isEmpty() || isValid(hosts);
    }

    /**
     * The same of HTTP/2: {@code :authority} or Host is there, and if both are, they are the same (RFC 9113, 8.3.1).
     *
     * @param authority as it is sent; empty if it is not
     */
    static boolean isValidWithAuthority(String authority, List<String> hosts) {
        if (authority.isEmpty()) {
            return isValid(hosts);
        }
        return isHost(authority)
                && (hosts.isEmpty() || (hosts.size() == 1 && hosts.get(0).equalsIgnoreCase(authority)));
    }

    /** Whether {@code text} is a host, perhaps with a port: a name, an address of version 4, or one of version 6 in brackets. */
    static boolean isHost(String text) {
        boolean bracketed = text.startsWith("[");
        int colon = text.indexOf(':', bracketed ? Math.max(text.indexOf(']'), 0) : 0);
        int end = colon < 0 ? text.length() : colon;
        return end <= MAX_HOST
                && (colon < 0 || isPort(text, colon + 1))
                && (bracketed ? isBracketed(text.substring(0, end)) : isRegName(text, end));
    }

    private static boolean isBracketed(String host) {
        int last = host.length() - 1;
        if (last < 1 || host.charAt(last) != ']') {
            return false;
        }
        String inner = host.substring(1, last);
        return inner.indexOf(':') >= 0
                && inner.indexOf('%') < 0
                && IpAddress.parse(inner).isPresent();
    }

    private static boolean isRegName(String text, int end) {
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '%' && i + 2 < end && isHex(text.charAt(i + 1)) && isHex(text.charAt(i + 2))) {
                i += 2;
            } else if (!REG_NAME.matches(c)) {
                return false;
            }
        }
        return end > 0; // http and https have no empty one: RFC 9110, 4.2.1
    }

    /** May be empty (RFC 3986, 3.2.3). */
    private static boolean isPort(String text, int start) {
        int port = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!DIGIT.matches(c) || i - start >= MAX_PORT_DIGITS) {
                return false;
            }
            port = port * 10 + c - '0';
        }
        return port <= MAX_PORT;
    }

    private static boolean isHex(char c) {
        return DIGIT.matches(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
