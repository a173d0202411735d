package dev.latchkey.http.server;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import dev.latchkey.http.bounds.Bound;
import dev.latchkey.http.bounds.BoundCounters;
import dev.latchkey.http.bounds.Bounds;
import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of a server, counted as they are accepted, before anything is done for them. If there are as many as there may be, a new
 * one takes the place of idle ones, of the address that has most and of those the ones that have been idle longest: so those who hold
 * connections take them from themselves and not from others.
 * Safe for use by many threads.
 */
final class Connections implements Pacing {

    private static final Logger LOGGER = LoggerFactory.getLogger(Connections.class);

    /** Of as many connections one makes room when there are too many, at least. */
    private static final int EVICTED_SHARE = 64;

    /** As many requests at a time has a client that keeps to what it is told; and some more, told in the meantime. */
    static final int MOST_REQUESTS = 100;

    private final Bounds bounds;
    private final Predicate<InetAddress> exempt;
    private final BoundCounters counters;
    private final Map<Ends, OpenConnection> open = new ConcurrentHashMap<>();
    private final Map<HttpConnection, OpenConnection> speaking = new ConcurrentHashMap<>();

    /** How many connections each listener and each address has, and which they are. */
    private final Multiset<Object> counts = HashMultiset.create();

    private final Set<OpenConnection> counted = new HashSet<>();

    /** Ports at which one address may have any number. */
    private final Set<Integer> exemptPorts = ConcurrentHashMap.newKeySet();

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

    /** Lets an address have any number of connections to a port: those who connect there are few, and all ours. */
    void exempt(int port) {
        exemptPorts.add(port);
    }

    /** Takes in a connection that a listener has accepted; false if there is no room for it, and it is to be closed. */
    synchronized boolean accept(Channel channel) {
        if (!(channel.remoteAddress() instanceof InetSocketAddress remote)
                || !(channel.localAddress() instanceof InetSocketAddress local)) {
            return false; // closed already
        }
        OpenConnection connection = new OpenConnection(channel, key(remote.getAddress()));
        if (!exempt.test(remote.getAddress())
                && !exemptPorts.contains(local.getPort())
                && !hasRoom(
                        connection,
                        connection.address(),
                        bounds.connectionsOfAddress(),
                        Bound.CONNECTIONS_OF_ADDRESS)) {
            return false;
        }
        if (!hasRoom(connection, connection.listener(), bounds.connections(), Bound.CONNECTIONS)) {
            return false;
        }
        counts.add(connection.address());
        counts.add(connection.listener());
        counted.add(connection);
        Ends ends = Ends.of(remote, local);
        open.put(ends, connection);
        channel.pipeline().addFirst(connection);
        channel.closeFuture().addListener(closed -> {
            open.remove(ends, connection);
            uncount(connection);
        });
        return true;
    }

    /** Whether a listener or an address may have one more connection, perhaps in the place of others of its own. */
    private boolean hasRoom(OpenConnection asking, Object owner, int most, Bound bound) {
        if (counts.count(owner) < most) {
            return true;
        }
        // Some at once, as all of them have to be looked at for it.
        List<OpenConnection> victims = counted.stream()
                .filter(connection -> connection.isOf(owner) && mayMakeRoom(connection, asking))
                .sorted(Comparator.comparing(OpenConnection::isIdle)
                        .thenComparingInt(connection -> counts.count(connection.address()))
                        .reversed()
                        .thenComparingLong(OpenConnection::since))
                .limit(Math.max(1, most / EVICTED_SHARE))
                .toList();
        for (OpenConnection victim : victims) {
            counters.refused(bound);
            uncount(victim);
            victim.cut();
        }
        if (victims.isEmpty()) {
            counters.refused(bound);
        }
        return !victims.isEmpty();
    }

    /** An idle one may; one with a request in progress only if its address has more of them than the one that asks. */
    private boolean mayMakeRoom(OpenConnection connection, OpenConnection asking) {
        return connection.isRegistered()
                && (connection.isIdle()
                        || counts.count(connection.address()) > counts.count(asking.address()) + EVICTED_SHARE);
    }

    private synchronized void uncount(OpenConnection connection) {
        if (counted.remove(connection)) {
            counts.remove(connection.address());
            counts.remove(connection.listener());
        }
    }

    /** Notes that a connection has been opened as one of HTTP: TLS is agreed on. */
    void speaks(HttpConnection http) {
        http.exceptionHandler(Connections::failed);
        OpenConnection connection = open.get(Ends.of(http));
        if (connection != null) {
            speaking.put(http, connection);
            http.closeHandler(closed -> speaking.remove(http));
        }
    }

    /** What fails on a connection is its client's, and would be logged as an error of ours; but for an Error. */
    static void failed(Throwable e) {
        if (e instanceof Error) {
            LOGGER.error("a connection failed", e);
        } else {
            LOGGER.debug("a connection failed", e);
        }
    }

    /** Notes that a request has come in, until its response is ended. */
    void begins(HttpServerRequest request) {
        OpenConnection connection = speaking.get(request.connection());
        if (connection != null) {
            OpenConnection.InProgress inProgress = connection.begins();
            request.response().endHandler(inProgress).closeHandler(inProgress);
            if (connection.requests()
                    > MOST_REQUESTS) { // of HTTP/2, whose client has not acknowledged how many there may be
                connection.cut();
            }
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
    public boolean standsStill(HttpConnection http, Duration time) {
        OpenConnection connection = speaking.get(http);
        return connection != null
                && (!connection.hasRoom() || System.nanoTime() - connection.since() > time.toNanos() / 2);
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

    /** Closes those at once that have been idle for longer than they may, or whose last answer is not read. */
    void cutIdle() {
        for (OpenConnection connection : all()) {
            if (connection.isIdle()) {
                long idle = System.nanoTime() - connection.since();
                Duration most = connection.hasSpoken() ? bounds.keepAliveTime() : bounds.requestTime();
                if (connection.hasUnwritten() && idle > bounds.answerTime().toNanos()) {
                    counters.refused(Bound.ANSWER_TIME);
                    connection.cut();
                } else if (idle > most.toNanos()) {
                    connection.cut();
                }
            }
        }
    }

    /** Closes all of them at once. */
    void cutAll() {
        all().forEach(OpenConnection::cut);
    }

    private synchronized List<OpenConnection> all() {
        return List.copyOf(counted);
    }

    /** How many there are. */
    synchronized int count() {
        return counted.size();
    }

    /** What counts as one address: a network of 64 bits in IPv6, as one machine has all of it. */
    private static Object key(InetAddress address) {
        return address instanceof Inet6Address
                ? List.of(ByteBuffer.wrap(address.getAddress()).getLong())
                : address;
    }
}
