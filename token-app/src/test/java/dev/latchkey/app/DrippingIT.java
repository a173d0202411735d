package dev.latchkey.app;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strangers keep requests from ever coming to their end, in each place where that can be: never idle, and never done. */
final class DrippingIT {

    private static final int CONNECTIONS = 50;
    private static final Duration PACE = Duration.ofMillis(500);
    private static final Duration CLOSED = Duration.ofSeconds(20);
    private static final String[] BOUNDS = {"--request-timeout", "3", "--keep-alive-timeout", "3"};
    private static final byte[] DROP = {'x'};

    /** The start of a ClientHello of 512 bytes (RFC 8446, 5.1 and 4.1.2). */
    private static final String START_OF_HANDSHAKE =
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003";

    @TempDir
    private Path directory;

    private final ScheduledExecutorService dripping = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, List<RawConnection>> attackers = new LinkedHashMap<>();

    @AfterEach
    void stop() {
        dripping.shutdownNow();
    }

    @Test
    void requestsThatNeverEnd_areGivenUp() throws Exception {
        try (AttackedServer server = AttackedServer.start(directory, "128m", BOUNDS)) {
            RawTarget tcpToTls = RawTarget.of(
                    URI.create("http://127.0.0.1:" + server.https().server().getPort()));
            attack("handshakes", () -> server.attack(tcpToTls).send(START_OF_HANDSHAKE), "\u0000");
            attack("headers", start(server, "GET /health HTTP/1.1\r\nHost: localhost\r\n"), "X: y\r\n");
            attack("bodies", start(server, RawHttp.postHead(RawHttp.SIGN_IN, RawHttp.FORM, 100_000)), "x");
            attack("parts", start(server, RawHttp.postHead(RawHttp.SIGN_IN, RawHttp.MULTIPART, 100_000)), "x");
            attack("chunks", start(server, RawHttp.chunkedHead(RawHttp.SIGN_IN, RawHttp.FORM)), "1\r\nx\r\n");
            attack("streams", () -> streams(server), "");
            attack("none", start(server, ""), "");
            attack("no second", () -> answered(server), "");

            attackers.forEach((what, connections) -> server.awaitHeld(what, connections, CLOSED));
            server.assertUnharmed();
        }
    }

    private static Supplier<RawConnection> start(AttackedServer server, String request) {
        return () -> server.attack(server.http()).send(request);
    }

    private static RawConnection answered(AttackedServer server) {
        RawConnection connection = server.attack(server.http());
        connection.exchange(RawHttp.get("/health"));
        return connection;
    }

    /** Its bodies drip until they are given up; whether the connection is closed then, or later as it is idle, is the server's. */
    private RawConnection streams(AttackedServer server) {
        Http2Client client = server.attackByHttp2(65_535);
        client.post(1, RawHttp.SIGN_IN, RawHttp.FORM, 100_000).post(3, RawHttp.SIGN_IN, RawHttp.MULTIPART, 100_000);
        repeat(() -> List.of(1, 3).stream()
                .filter(stream -> !client.outcome(stream).done())
                .forEach(stream -> client.send(Http2Frames.data(stream, DROP, false))));
        return client.connection();
    }

    private void attack(String what, Supplier<RawConnection> open, String drop) {
        List<RawConnection> connections = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            connections.add(open.get());
        }
        attackers.put(what, connections);
        if (!drop.isEmpty()) {
            repeat(() -> connections.forEach(connection -> connection.send(drop)));
        }
    }

    private void repeat(Runnable drip) {
        var unused = dripping.scheduleWithFixedDelay(drip, PACE.toMillis(), PACE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
