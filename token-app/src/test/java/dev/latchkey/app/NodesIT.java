package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.demo.DemoAccount;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Servers on one PostgreSQL with a standby, of which one fails: a call that starts after a revoke was acknowledged is granted by none. These are some of the faults,
 * once each; {@link NodeFaultsCampaign} has all, and shows that each guard is needed.
 */
final class NodesIT {

    private static final Duration LEASE = Duration.ofSeconds(1);

    /** What a busy machine may add to a lease. */
    private static final Duration SLACK = Duration.ofSeconds(3);

    @TempDir
    private static Path directory;

    private static Cluster cluster;
    private static ApiClient owner;

    @BeforeAll
    static void start() throws Exception {
        cluster = Cluster.start(directory, ClusterSetup.of(LEASE));
        owner = ApiClient.signIn(cluster.a().server().address(), DemoAccount.LOGIN, DemoAccount.PASSWORD);
    }

    @AfterAll
    static void close() throws Exception {
        cluster.close();
    }

    static Stream<NodeFault> faults() {
        return Stream.of(
                        "none",
                        "node-killed",
                        "node-stopped-2s",
                        "backend-stopped",
                        "commits-out-of-order",
                        "repeated-revoke",
                        "cut",
                        "primary-killed")
                .map(NodeFault::named);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void underAFault_noCallIsGranted_thatStartedAfterTheAcknowledgement(NodeFault fault) throws Exception {
        cluster.awaitNodes();
        RevocationFigures figures;
        try (RevocationLoad load = RevocationLoad.on(cluster, owner)) {
            figures = load.figures();
            fault.action().on(cluster, load);
        }
        System.out.println("Revokes, " + fault + ": " + figures);
        assertThat(figures.grantedAfterAcknowledgement()).isEmpty();
        assertThat(figures.unexpected()).isEmpty();
        assertThat(figures.revokes()).isGreaterThan(5);
        assertThat(figures.granted()).isGreaterThan(20);
        assertThat(figures.refusedDead()).isGreaterThan(20);
        requireTimely(fault, figures);
    }

    private static void requireTimely(NodeFault fault, RevocationFigures figures) {
        if (!fault.losesAnswers()) {
            assertThat(figures.unknown()).isZero();
            assertThat(figures.quantile(1)).isLessThan(LEASE.plus(SLACK));
        }
        if (fault.name().equals("none")) {
            assertThat(figures.quantile(0.5)).as("waits for no lease").isLessThan(LEASE);
        }
        if (fault.name().equals("node-killed")) {
            assertThat(figures.quantile(1)).as("waits for the lease").isGreaterThan(LEASE.dividedBy(2));
        }
    }
}
