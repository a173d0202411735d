package dev.latchkey.http.address;

import com.google.common.base.CharMatcher;
import com.google.common.net.InetAddresses;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * An IP address, of version 4 or 6. Its text is one: for version 6 that of RFC 5952, so that an address is found and counted
 * however it was written. An address of version 4 that is mapped into version 6 (RFC 4291, 2.5.5.2) is of version 4, which it
 * is reached by. Zones (RFC 4007, 11) are cut: they mean something on one machine alone.
 */
public final class IpAddress {

    private static final int MAX_LENGTH = 45;

    private final InetAddress address;

    private IpAddress(InetAddress address) {
        this.address = address;
    }

    /** The address that {@code text} is, or nothing if it is none. Names are none: nothing is looked up. */
    public static Optional<IpAddress> parse(String text) {
        int zone = text.indexOf('%');
        if (zone >= 0 && text.indexOf(':') < 0) {
            return Optional.empty(); // only version 6 has zones
        }
        String literal = zone < 0 ? text : text.substring(0, zone);
        // Guava takes digits of every script, too
        return literal.length() <= MAX_LENGTH
                        && CharMatcher.ascii().matchesAllOf(literal)
                        && InetAddresses.isInetAddress(literal)
                ? Optional.of(new IpAddress(InetAddresses.forString(literal)))
                : Optional.empty();
    }

    /** @param bytes 4 or 16, the most significant first */
    static IpAddress of(byte[] bytes) {
        try {
            return new IpAddress(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("bytes are no address: " + bytes.length, e);
        }
    }

    /** An address as it is shown and kept; any other text as it is. */
    static String shown(String text) {
        return text.indexOf(':') < 0
                ? text
                : parse(text).map(IpAddress::toString).orElse(text);
    }

    /** Its 4 or 16 bytes, the most significant first. */
    byte[] bytes() {
        return address.getAddress();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpAddress that && address.equals(that.address);
    }

    @Override
    public int hashCode() {
        return address.hashCode();
    }

    /** As RFC 5952 writes it, without brackets. */
    @Override
    public String toString() {
        return InetAddresses.toAddrString(address);
    }
}
