package dev.latchkey.http;

import java.util.List;

/**
 * The header Host (RFC 9110, 7.2) and HTTP/2's {@code :authority} (RFC 9113, 8.3.1): whether a request names one host. Programs on
 * its way that take different ones of several, or read a broken one differently, can be played off against each other.
 */
final class HostHeader {

    private static final int MAX_HOST = 255;
    private static final int MAX_PORT = 65_535;
    private static final String REG_NAME_PUNCTUATION = "-._~!$&'()*+,;="; // RFC 3986, 3.2.2

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
        int bracket = text.startsWith("[") ? text.indexOf(']') : -1;
        int colon = text.indexOf(':', Math.max(bracket, 0));
        String host = colon < 0 ? text : text.substring(0, colon);
        return host.length() <= MAX_HOST
                && (colon < 0 || isPort(text.substring(colon + 1)))
                && (text.startsWith("[") ? isBracketed(host) : isRegName(host));
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

    private static boolean isRegName(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c == '%' && i + 2 < host.length() && isHex(host.charAt(i + 1)) && isHex(host.charAt(i + 2))) {
                i += 2;
            } else if (!isDigit(c) && !isLetter(c) && REG_NAME_PUNCTUATION.indexOf(c) < 0) {
                return false;
            }
        }
        return !host.isEmpty(); // http and https have no empty one: RFC 9110, 4.2.1
    }

    /** May be empty (RFC 3986, 3.2.3). */
    private static boolean isPort(String port) {
        return port.length() <= 5
                && port.chars().allMatch(HostHeader::isDigit)
                && (port.isEmpty() || Integer.parseInt(port) <= MAX_PORT);
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isHex(int c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
