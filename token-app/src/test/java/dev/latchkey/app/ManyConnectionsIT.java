package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Strangers open connections and do nothing with them. With {@code -Dlatchkey.attacks=long} it is 20,000 against the bounds
 * that a server has by default; that takes a process that may open as many files.
 */
final class ManyConnectionsIT {

    private static final boolean LONG =
            System.getProperty("latchkey.attacks", "short").equals("long");
    private static final int CONNECTIONS = LONG ? 20_000 : 3_000;
    private static final int OF_LISTENER = LONG ? 10_000 : 1_000;
    private static final int OF_ADDRESS = LONG ? 1_000 : 100;
    private static final Duration CLOSED = Duration.ofSeconds(30);
    private static final String[] BOUNDS = {
        "--max-connections",
        Integer.toString(OF_LISTENER),
        "--max-connections-per-address",
        Integer.toString(OF_ADDRESS)
    };

    @TempDir
    private Path directory;

    @Test
    void connectionsOfOneAddress_areClosedBeyondTheBound_andOthersAreServed() throws Exception {
        try (AttackedServer server = AttackedServer.start(directory, "128m", BOUNDS)) {
            for (int i = 0; i < OF_LISTENER + OF_ADDRESS; i++) {
                server.attack(server.http());
            }
            server.awaitHeld(OF_ADDRESS, CLOSED);
            assertThat(server.held()).isBetween(OF_ADDRESS * 9L / 10, (long) OF_ADDRESS); // some at once make room
            server.assertUnharmed();
        }
    }

    @Test
    void connectionsOfManyAddresses_areClosedBeyondTheBound_andThoseThatAreOpenAreServed() throws Exception {
        try (AttackedServer server = AttackedServer.start(directory, "192m", BOUNDS);
                RawConnection early = RawConnection.open(server.http().from("127.0.0.201"))) {
            for (int i = 0; i < CONNECTIONS; i++) {
                server.attack(server.http().from("127.0.1." + (1 + i % 50)));
            }
            server.awaitHeld(OF_LISTENER, CLOSED);
            assertThat(server.held()).isGreaterThan(OF_LISTENER * 9L / 10);
            assertThat(early.exchange(RawHttp.get("/health")).status()).isEqualTo(200);
            try (RawConnection byTls = RawConnection.open(server.https().from("127.0.0.201"))) {
                assertThat(byTls.exchange(RawHttp.get("/health")).status()).isEqualTo(200);
            }
            server.endAttack();
            server.bystander().forget();
            server.assertUnharmed();
        }
    }
}
