package dev.latchkey.http.address;

import com.google.common.collect.ImmutableList;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The proxies whose word for the client's address is taken. Each adds to the header X-Forwarded-For, or to Forwarded (RFC 7239),
 * from whom it got the request; what stands left of that came from there, and is anybody's invention. So the headers are read
 * from the right, past proxies that are trusted, to the first address that is none of them: the client's. Immutable.
 */
public final class TrustedProxies {

    /** Nobody: headers are never believed. */
    public static final TrustedProxies NONE = new TrustedProxies(ImmutableList.of());

    /** So many addresses are looked at: no request comes by more proxies. */
    private static final int MAX_HOPS = 64;

    private static final Pattern PORT = Pattern.compile("(?::(?:[0-9]{1,5}|_[A-Za-z0-9._-]{1,64}))?"); // RFC 7239, 6

    private final ImmutableList<Cidr> blocks;

    private TrustedProxies(ImmutableList<Cidr> blocks) {
        this.blocks = blocks;
    }

    /**
     * The proxies in these blocks of addresses: {@code 10.0.0.0/8}, {@code 2001:db8::/32}, {@code 192.0.2.7}.
     *
     * @throws IllegalArgumentException if one is no block; the message names it
     */
    public static TrustedProxies in(List<String> blocks) {
        return blocks.isEmpty()
                ? NONE
                : new TrustedProxies(blocks.stream()
                        .map(block -> Cidr.parse(block.strip()))
                        .collect(ImmutableList.toImmutableList()));
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return blocks.isEmpty();
    }

    /**
     * The client's address, as RFC 5952 writes it. It is that of the connection unless that is a trusted proxy's. Where the
     * headers stop making sense, as at {@code unknown} or at what is no address, it is that of the last trusted proxy before.
     * So it is, too, if all are trusted. Two headers that lead to different addresses are not believed, as one of them may be
     * the client's own, passed on: it is that of the connection then.
     *
     * @param connected the address that the connection comes from
     * @param forwardedFor the lines of X-Forwarded-For, in their order
     * @param forwarded the lines of Forwarded, in their order
     */
    public String client(String connected, List<String> forwardedFor, List<String> forwarded) {
        Optional<IpAddress> peer = blocks.isEmpty() ? Optional.empty() : IpAddress.parse(connected);
        if (peer.isEmpty() || !trusts(peer.get())) {
            return IpAddress.shown(connected);
        }
        Optional<IpAddress> one = walked(peer.get(), forwardedFor, TrustedProxies::walkCommas);
        Optional<IpAddress> other = walked(peer.get(), forwarded, TrustedProxies::walkForwarded);
        boolean differ = one.isPresent() && other.isPresent() && !one.equals(other);
        return (differ ? peer.get() : one.or(() -> other).orElse(peer.get())).toString();
    }

    /** Where a header leads; nothing if it is not there. */
    private Optional<IpAddress> walked(IpAddress peer, List<String> lines, LineWalk lineWalk) {
        if (lines.stream().allMatch(String::isBlank)) {
            return Optional.empty();
        }
        Walk walk = new Walk(peer);
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (!lineWalk.walk(lines.get(i), walk::past)) {
                break;
            }
        }
        return Optional.of(walk.reached);
    }

    private static boolean walkCommas(String line, Predicate<String> past) {
        int end = line.length();
        while (end >= 0) {
            int comma = line.lastIndexOf(',', end - 1);
            if (!past.test(line.substring(comma + 1, end).strip())) {
                return false;
            }
            end = comma;
        }
        return true;
    }

    private static boolean walkForwarded(String line, Predicate<String> past) {
        return ForwardedHeader.nodes(line)
                .map(nodes -> nodes.reverse().stream().allMatch(node -> past.test(node.isEmpty() ? "unknown" : node)))
                .orElse(false);
    }

    /** The address of a node, which may come with a port: {@code 192.0.2.7:4711}, {@code [2001:db8::1]:4711}. */
    private static Optional<IpAddress> address(String node) {
        int bracket = node.startsWith("[") ? node.indexOf(']') : -1;
        boolean plain = bracket < 0 && node.indexOf(':') != node.lastIndexOf(':'); // version 6 without brackets
        int colon = bracket < 0 ? node.indexOf(':') : bracket + 1;
        int end = plain || colon < 0 ? node.length() : colon;
        if (!PORT.matcher(node.substring(end)).matches()) {
            return Optional.empty();
        }
        if (bracket < 0) {
            return IpAddress.parse(node.substring(0, end));
        }
        String inner = node.substring(1, bracket);
        return inner.indexOf(':') < 0 ? Optional.empty() : IpAddress.parse(inner);
    }

    /** Whether an address is a trusted proxy's. */
    public boolean trusts(InetAddress address) {
        return !blocks.isEmpty()
                && IpAddress.parse(address.getHostAddress())
                        .filter(this::trusts)
                        .isPresent();
    }

    private boolean trusts(IpAddress address) {
        for (Cidr block : blocks) {
            if (block.contains(address)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return "TrustedProxies" + blocks;
    }

    /** Goes through the addresses of a line, from the right, as long as it may. */
    @FunctionalInterface
    private interface LineWalk {

        boolean walk(String line, Predicate<String> past);
    }

    /** The way from a connection back to the client. */
    private final class Walk {

        private IpAddress reached;
        private int hops;

        Walk(IpAddress peer) {
            this.reached = peer;
        }

        /** Goes to a node; returns whether it is a trusted proxy, which may have got the request from somebody else. */
        boolean past(String node) {
            if (++hops > MAX_HOPS) {
                return false;
            }
            if (node.isEmpty()) {
                return true; // lists may have empty elements: RFC 9110, 5.6.1
            }
            Optional<IpAddress> address = address(node);
            address.ifPresent(there -> reached = there);
            return address.isPresent() && trusts(reached);
        }
    }
}
