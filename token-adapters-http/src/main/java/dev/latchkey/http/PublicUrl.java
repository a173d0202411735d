package dev.latchkey.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** The address by which people reach a server that stands behind something else: a proxy that ends TLS, say. Immutable. */
public final class PublicUrl {

    private static final int MAX_PORT = 65_535;

    private final String scheme;
    private final String host;
    private final int port;

    private PublicUrl(String scheme, String host, int port) {
        this.scheme = scheme;
        this.host = host;
        this.port = port;
    }

    /**
     * The address that {@code url} is: scheme, host and perhaps a port, and nothing behind them but a slash.
     *
     * @throws IllegalArgumentException if it is none; the message says what is wrong with it
     */
    public static PublicUrl parse(String url) {
        URI uri = uri(url);
        String scheme = lowered(uri.getScheme());
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw wrong(url, "begin it with http:// or https://");
        }
        if (uri.getHost() == null || uri.getPort() > MAX_PORT || uri.getPort() == 0) {
            throw wrong(url, "give a host, and perhaps a port, behind " + scheme + "://");
        }
        if (uri.getRawUserInfo() != null) {
            throw wrong(url, "leave the user out");
        }
        String path = uri.getRawPath();
        if (!(path.isEmpty() || path.equals("/")) || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw wrong(url, "leave out what comes behind host and port: the server is at the root");
        }
        return new PublicUrl(scheme, lowered(uri.getHost()), uri.getPort() < 0 ? defaultPort(scheme) : uri.getPort());
    }

    /** What browsers call the origin of its pages (RFC 6454, 6.2): without the port where that is the scheme's own. */
    public String origin() {
        return scheme + "://" + host + (port == defaultPort(scheme) ? "" : ":" + port);
    }

    /** The host in lower case: a name, or an address, that of version 6 without its brackets. */
    public String host() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Whether a request with this host and port, -1 for none, in its header was sent to this address. */
    boolean isAt(String otherHost, int otherPort) {
        return host.equals(lowered(otherHost)) && (otherPort < 0 ? defaultPort(scheme) : otherPort) == port;
    }

    @Override
    public String toString() {
        return origin();
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw wrong(url, "give one like https://tokens.example.com");
        }
    }

    private static String lowered(String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    private static int defaultPort(String scheme) {
        return scheme.equals("https") ? 443 : 80;
    }

    private static IllegalArgumentException wrong(String url, String what) {
        return new IllegalArgumentException("url is no address of a server, " + what + ": " + url);
    }
}
