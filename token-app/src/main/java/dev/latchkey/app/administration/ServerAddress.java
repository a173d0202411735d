package dev.latchkey.app.administration;

import static java.util.Objects.requireNonNull;

import com.google.common.net.InetAddresses;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** The address of a server to which passwords may be sent: with TLS, or on this machine. */
public final class ServerAddress {

    private final URI uri;

    private ServerAddress(URI uri) {
        this.uri = uri;
    }

    /**
     * The address that {@code text} is: {@code https://tokens.example.com}, {@code http://127.0.0.1:8080}.
     *
     * @throws AdministrationException if it is no such address, or the way there is not encrypted and leads to another machine
     */
    public static ServerAddress parse(String text) {
        URI uri = uri(text);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        boolean plain = scheme.equals("http");
        if ((!plain && !scheme.equals("https")) || uri.getHost() == null || !hasNothingElse(uri)) {
            throw wrong();
        }
        if (plain && !isLoopback(uri.getHost())) {
            throw new AdministrationException("--server: http:// to " + uri.getHost()
                    + " would send passwords unencrypted: use https://, or http:// on the server's own machine");
        }
        return new ServerAddress(URI.create(scheme + "://" + uri.getRawAuthority()));
    }

    private static URI uri(String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException e) {
            throw wrong();
        }
    }

    private static boolean hasNothingElse(URI uri) {
        return uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && requireNonNull(uri.getRawPath()).matches("/?");
    }

    /** It does not show what was given: there may be a password in it. */
    private static AdministrationException wrong() {
        return new AdministrationException(
                "--server: give scheme, host and port, as in https://tokens.example.com:8443, and nothing else");
    }

    private static boolean isLoopback(String host) {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return bare.equalsIgnoreCase("localhost")
                || (InetAddresses.isInetAddress(bare)
                        && InetAddresses.forString(bare).isLoopbackAddress());
    }

    /** The address of a method, {@code users.authentication.Signin}. */
    URI of(String method) {
        int dot = method.lastIndexOf('.');
        return uri.resolve("/1.0/" + method.substring(0, dot).replace('.', '/') + "/rest/" + method.substring(dot + 1));
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
