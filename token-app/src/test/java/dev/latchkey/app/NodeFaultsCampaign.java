package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.common.base.Splitter;
import dev.latchkey.demo.DemoAccount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every fault many times, and every guard taken out: {@code mvn verify -Pnode-faults}. Calls that start after a revoke was acknowledged are granted by none
 * but the controls. A part of the build is NodesIT.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 1, unit = TimeUnit.HOURS)
final class NodeFaultsCampaign {

    private static final int REPETITIONS = Integer.getInteger("latchkey.repetitions", 20);
    private static final String CHOSEN = System.getProperty("latchkey.faults", "");
    private static final ClusterSetup PLAIN =
            ClusterSetup.of(Duration.ofSeconds(Integer.getInteger("latchkey.lease", 1)));

    /** How often a control is tried. */
    private static final int ATTEMPTS = 15;

    @TempDir
    private static Path directory;

    private final FaultReport report = new FaultReport();
    private Optional<Faketime> faketime = Optional.empty();
    private Optional<Cluster> running = Optional.empty();
    private int clusters;

    @BeforeAll
    void look() throws InterruptedException {
        faketime = Faketime.find();
        assertThat(faults().count() + controls().count())
                .as("the faults called " + CHOSEN)
                .isPositive();
    }

    @AfterAll
    void end() throws Exception {
        endCluster();
        report.write(Path.of("target", "node-faults.md"));
    }

    static Stream<NodeFault> faults() {
        return NodeFault.all().filter(fault -> isChosen(fault.name()));
    }

    static Stream<NodeControl> controls() {
        return NodeControl.all(PLAIN).filter(control -> isChosen("controls") || isChosen(control.toString()));
    }

    private static boolean isChosen(String name) {
        return CHOSEN.isEmpty()
                || Splitter.on(',').trimResults().splitToList(CHOSEN).contains(name);
    }

    /** The cluster that runs, if it is as it must be, or another one in its place. */
    private Cluster cluster(ClusterSetup setup) throws Exception {
        if (running.isEmpty() || !running.get().setup().equals(setup)) {
            endCluster();
            clusters++;
            running = Optional.of(
                    Cluster.start(Files.createDirectories(directory.resolve("cluster-" + clusters)), setup));
        }
        return running.get();
    }

    private void endCluster() throws Exception {
        Optional<Cluster> last = running;
        running = Optional.empty();
        if (last.isPresent()) {
            last.get().end();
        }
    }

    @Order(1)
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("faults")
    void underAFault_noCallIsGranted_thatStartedAfterTheAcknowledgement(NodeFault fault) throws Exception {
        requireTestable(fault);
        int repetitions = Math.min(REPETITIONS, fault.repetitions());
        RevocationFigures figures = figures(fault, setup(fault.setup()), repetitions);
        report.add(fault.name(), repetitions, figures);

        assertThat(figures.grantedAfterAcknowledgement()).isEmpty();
        assertThat(figures.unexpected()).isEmpty();
        assertThat(fault.losesAnswers() ? 0 : figures.unknown())
                .as("revokes of which it is not known")
                .isZero();
        assertThat(figures.revokes()).isPositive();
        assertThat(figures.granted()).isPositive();
        assertThat(figures.refusedDead()).isPositive();
    }

    /** A cluster that is not whole afterwards is not used again. */
    private RevocationFigures figures(NodeFault fault, ClusterSetup setup, int repetitions) throws Exception {
        Cluster cluster = cluster(setup);
        boolean whole = false;
        try {
            RevocationFigures figures = figures(fault, cluster, repetitions);
            whole = true;
            return figures;
        } finally {
            if (!whole) {
                endCluster();
            }
        }
    }

    private static RevocationFigures figures(NodeFault fault, Cluster cluster, int repetitions) throws Exception {
        cluster.awaitNodes();
        RevocationFigures figures;
        try (RevocationLoad load = RevocationLoad.on(cluster, owner(cluster))) {
            figures = load.figures();
            for (int i = 0; i < repetitions; i++) {
                fault.action().on(cluster, load);
                cluster.awaitNodes();
            }
        }
        return figures;
    }

    private static ApiClient owner(Cluster cluster) {
        return ApiClient.signIn(cluster.a().server().address(), DemoAccount.LOGIN, DemoAccount.PASSWORD);
    }

    /** A fault that this machine can't make is named, and fails where it must be there. */
    private void requireTestable(NodeFault fault) {
        if (fault.setup() != NodeFault.Setup.PLAIN && faketime.isEmpty()) {
            report.untested(fault.name(), "there is no faketime here");
            if (Boolean.parseBoolean(System.getenv("CI")) || Boolean.getBoolean("latchkey.requireFaketime")) {
                fail("there is no faketime here: install it, or do without the fault " + fault.name());
            }
            Assumptions.abort("there is no faketime here");
        }
    }

    private ClusterSetup setup(NodeFault.Setup needed) throws Exception {
        return switch (needed) {
            case PLAIN -> PLAIN;
            case CLOCKS ->
                PLAIN.environmentOfB(faketime.orElseThrow().settable(directory.resolve("clock-of-b")))
                        .environmentOfDatabase(faketime.orElseThrow().settable(directory.resolve("clock-of-database")));
            case SLOW_CLOCK -> PLAIN.environmentOfB(faketime.orElseThrow().rate(ClockFaults.BEARABLE_RATE));
        };
    }

    @Order(2)
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("controls")
    void withoutAGuard_someAre(NodeControl control) throws Exception {
        requireShown(control);
    }

    /** The clock of a node is slower than the others reckon with. A longer lease is used too long for longer. */
    @Order(3)
    @Test
    void withTooSlowAClock_someAre() throws Exception {
        NodeFault slow = ClockFaults.all()
                .filter(fault -> fault.setup() == NodeFault.Setup.SLOW_CLOCK)
                .findAny()
                .orElseThrow();
        Assumptions.assumeTrue(isChosen("controls") || isChosen("control-slow-clock"));
        requireTestable(slow);
        requireShown(new NodeControl(
                "a clock at " + ClockFaults.UNBEARABLE_RATE + " of the rate",
                slow,
                ClusterSetup.of(PLAIN.lease().multipliedBy(4))
                        .environmentOfB(faketime.orElseThrow().rate(ClockFaults.UNBEARABLE_RATE))));
    }

    private void requireShown(NodeControl control) throws Exception {
        RevocationFigures figures = figures(control.fault(), control.setup(), 1);
        int attempts = 1;
        while (figures.grantedAfterAcknowledgement().isEmpty() && attempts < ATTEMPTS) {
            figures = figures(control.fault(), control.setup(), 1);
            attempts++;
        }
        report.add(control.toString(), attempts, figures);
        assertThat(figures.grantedAfterAcknowledgement()).isNotEmpty();
    }
}
