package dev.latchkey.http;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of a server, counted as they are accepted, before anything is done for them. If there are as many as there may be, a new
 * one takes the place of the one that has been idle longest: so those who hold connections take them from themselves and not from others.
 * Safe for use by many threads.
 */
final class Connections implements Pacing {

    private static final Logger LOGGER = LoggerFactory.getLogger(Connections.class);

    private final Bounds bounds;
    private final Predicate<InetAddress> exempt;
    private final BoundCounters counters;
    private final Map<Ends, OpenConnection> open = new ConcurrentHashMap<>();
    private final Map<HttpConnection, OpenConnection> speaking = new ConcurrentHashMap<>();

    /** How many connections each listener and each address has. */
    private final Multiset<Object> counts = HashMultiset.create();

    /** @param exempt addresses that may have any number, as those of proxies */
    Connections(Bounds bounds, Predicate<InetAddress> exempt, BoundCounters counters) {
        this.bounds = bounds;
        this.exempt = exempt;
        this.counters = counters;
    }

    /** Both ends of a connection, which tell it from all others. */
    private record Ends(String host, int port, String ownHost, int ownPort) {

        static Ends of(InetSocketAddress remote, InetSocketAddress local) {
            return new Ends(
                    remote.getAddress().getHostAddress(),
                    remote.getPort(),
                    local.getAddress().getHostAddress(),
                    local.getPort());
        }

        static Ends of(HttpConnection connection) {
            return new Ends(
                    connection.remoteAddress().hostAddress(),
                    connection.remoteAddress().port(),
                    connection.localAddress().hostAddress(),
                    connection.localAddress().port());
        }
    }

    /** Takes in a connection that a listener has accepted; false if there is no room for it, and it is to be closed. */
    synchronized boolean accept(Channel channel) {
        if (!(channel.remoteAddress() instanceof InetSocketAddress remote)
                || !(channel.localAddress() instanceof InetSocketAddress local)) {
            return false; // closed already
        }
        OpenConnection connection = new OpenConnection(channel, key(remote.getAddress()));
        if (!exempt.test(remote.getAddress())
                && !hasRoom(connection.address(), bounds.connectionsOfAddress(), Bound.CONNECTIONS_OF_ADDRESS)) {
            return false;
        }
        if (!hasRoom(connection.listener(), bounds.connections(), Bound.CONNECTIONS)) {
            return false;
        }
        counts.add(connection.address());
        counts.add(connection.listener());
        Ends ends = Ends.of(remote, local);
        open.put(ends, connection);
        channel.pipeline().addFirst(connection);
        channel.closeFuture().addListener(closed -> remove(ends, connection));
        return true;
    }

    /** Whether a listener or an address may have one more connection, perhaps in the place of an idle one of its own. */
    private boolean hasRoom(Object owner, int most, Bound bound) {
        if (counts.count(owner) < most) {
            return true;
        }
        counters.refused(bound);
        Optional<Map.Entry<Ends, OpenConnection>> idlest = open.entrySet().stream()
                .filter(entry ->
                        entry.getValue().isOf(owner) && entry.getValue().isIdle())
                .min(Comparator.comparingLong(entry -> entry.getValue().since()));
        idlest.ifPresent(entry -> {
            remove(entry.getKey(), entry.getValue());
            entry.getValue().cut();
        });
        return idlest.isPresent();
    }

    private synchronized void remove(Ends ends, OpenConnection connection) {
        if (open.remove(ends, connection)) {
            counts.remove(connection.address());
            counts.remove(connection.listener());
        }
    }

    /** Notes that a connection has been opened as one of HTTP: TLS is agreed on. */
    void speaks(HttpConnection http) {
        http.exceptionHandler(e -> LOGGER.debug("a connection failed", e)); // it would be logged as an error of ours
        OpenConnection connection = open.get(Ends.of(http));
        if (connection != null) {
            speaking.put(http, connection);
            http.closeHandler(closed -> speaking.remove(http));
        }
    }

    /** Notes that a request has come in, until its response is ended. */
    void begins(HttpServerRequest request) {
        OpenConnection connection = speaking.get(request.connection());
        if (connection != null) {
            OpenConnection.InProgress inProgress = connection.begins();
            request.response().endHandler(inProgress).closeHandler(inProgress);
        }
    }

    @Override
    public boolean hasRoom(HttpServerRequest request) {
        OpenConnection connection = speaking.get(request.connection());
        return (connection == null || connection.hasRoom()) && OF_VERTX.hasRoom(request);
    }

    @Override
    public void whenRoom(HttpServerRequest request, Runnable then) {
        OpenConnection connection = speaking.get(request.connection());
        if (connection != null && !connection.hasRoom()) {
            connection.whenRoom(then);
        } else {
            OF_VERTX.whenRoom(request, then);
        }
    }

    @Override
    public boolean lags(HttpConnection http) {
        OpenConnection connection = speaking.get(http);
        return connection != null && !connection.hasRoom();
    }

    @Override
    public void cut(HttpConnection http) {
        OpenConnection connection = speaking.get(http);
        if (connection != null) {
            connection.cut();
        } else {
            OF_VERTX.cut(http);
        }
    }

    /** Closes those at once that have been idle for longer than they may. */
    void cutIdle() {
        for (OpenConnection connection : open.values()) {
            Duration most = connection.hasSpoken() ? bounds.keepAliveTime() : bounds.requestTime();
            if (connection.isIdle() && System.nanoTime() - connection.since() > most.toNanos()) {
                connection.cut();
            }
        }
    }

    /** Closes all of them at once. */
    void cutAll() {
        open.values().forEach(OpenConnection::cut);
    }

    /** How many there are. */
    int count() {
        return open.size();
    }

    /** What counts as one address: a network of 64 bits in IPv6, as one machine has all of it. */
    private static Object key(InetAddress address) {
        return address instanceof Inet6Address
                ? List.of(ByteBuffer.wrap(address.getAddress()).getLong())
                : address;
    }
}
