package dev.latchkey.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strangers send all of a body but its end, so that the server holds it: in all more than its memory. */
final class HeldBodiesIT {

    private static final int BODY = 1 << 20;
    private static final int HELD_BACK = 100;
    private static final int BODIES = 400;
    private static final byte[] ALMOST_ALL = "x".repeat(BODY - HELD_BACK).getBytes(US_ASCII);
    private static final String[] BOUND = {"--max-body-bytes-in-flight", "33554432"};

    /** How many of the bodies fit into that bound, and those whose refusal was lost as they were still being sent. */
    private static final int NOT_REFUSED = 60;

    private static final Duration PATIENCE = Duration.ofSeconds(25);

    @TempDir
    private Path directory;

    @Test
    void bodiesHeldBack_onConnectionsOfTheirOwn_areRefusedBeyondTheBound() throws Exception {
        try (AttackedServer server = AttackedServer.start(directory, "192m", BOUND)) {
            List<RawConnection> attackers = new ArrayList<>();
            for (int i = 0; i < BODIES; i++) {
                attackers.add(server.attack(server.http())
                        .send(RawHttp.postHead(RawHttp.SIGN_IN, RawHttp.FORM, BODY))
                        .send(ALMOST_ALL));
            }
            Awaitility.await("refusals")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(closed(attackers))
                            .as("closed, of %d of which %d were told why", BODIES, told(attackers))
                            .isGreaterThanOrEqualTo(BODIES - NOT_REFUSED));
            server.assertServes();
            assertThat(told(attackers)).as("told that it is too much").isPositive();
            server.assertUnharmed();
        }
    }

    private static long closed(List<RawConnection> attackers) {
        return attackers.stream().filter(RawConnection::isClosed).count();
    }

    private static long told(List<RawConnection> attackers) {
        return attackers.stream()
                .filter(attacker -> attacker.received().startsWith("HTTP/1.1 503 "))
                .count();
    }

    @Test
    void bodiesHeldBack_onStreamsOfFewConnections_areRefusedBeyondTheBound() throws Exception {
        try (AttackedServer server = AttackedServer.start(directory, "192m", BOUND)) {
            List<Http2Client> attackers = new ArrayList<>();
            for (int i = 0; i < BODIES / 100; i++) {
                Http2Client attacker = server.attackByHttp2(65_535);
                for (int stream = 1; stream < 200; stream += 2) {
                    attacker.post(stream, RawHttp.SIGN_IN, RawHttp.FORM, BODY).body(stream, ALMOST_ALL);
                }
                attackers.add(attacker);
            }
            Awaitility.await("refusals")
                    .atMost(PATIENCE)
                    .until(() -> attackers.stream().allMatch(Http2Client::isEnded)
                            || attackers.stream().mapToLong(Http2Client::done).sum() >= BODIES - NOT_REFUSED);
            server.assertServes();
            assertThat(attackers.stream()
                            .mapToLong(attacker -> attacker.answered(503))
                            .sum())
                    .as("told that it is too much")
                    .isGreaterThan(0);
            server.assertUnharmed();
        }
    }
}
