package dev.latchkey.demo.environment;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.demo.environment.Environments.Cloned;
import dev.latchkey.demo.environment.NewEnvironment.NewNode;
import dev.latchkey.demo.environment.Variables.Changed;
import dev.latchkey.demo.storage.DemoTables;
import dev.latchkey.persistence.Database;
import dev.latchkey.token.AccountId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What environments and variables do on every database. */
abstract class EnvironmentsContract {

    private static final EnvironmentName NAME = new EnvironmentName("my-env");
    private static final EnvironmentName COPY = new EnvironmentName("my-copy");
    private static final Instant LATER = NOW.plusSeconds(5);
    private static final NodeType TOMCAT = NodeType.find("tomcat").orElseThrow();

    /** A database with the platform's tables, the same for all tests. */
    abstract Database database();

    private final Environments environments = new Environments(new DemoTables(database()));
    private final Variables variables = new Variables(new DemoTables(database()));

    @AfterEach
    void deleteEverything() {
        new DemoTables(database()).transaction(handle -> handle.execute("DELETE FROM demo.environments"));
    }

    private static NewEnvironment newEnvironment(AccountId owner, EnvironmentName name) {
        NewNode node = new NewNode(
                "cp", TOMCAT, 1, 4, Optional.of(new DockerImage("acme/app", "v1")), ImmutableMap.of("A", "1"));
        return new NewEnvironment(
                owner, name, "Mine 🚀", Region.byDefault(), ImmutableSet.of("b", "a"), ImmutableList.of(node, node));
    }

    private static Phase settled(EnvironmentStatus status) {
        return new Phase(status, status, NOW);
    }

    private Environment running(AccountId owner, EnvironmentName name) {
        assertThat(environments
                        .add(newEnvironment(owner, name), NOW, settled(EnvironmentStatus.RUNNING))
                        .isPresent())
                .isTrue();
        return environments.find(name.text()).orElseThrow();
    }

    private Environment runningUntil(Instant settlesAt) {
        Phase phase = new Phase(EnvironmentStatus.STOPPING, EnvironmentStatus.RUNNING, settlesAt);
        assertThat(environments.add(newEnvironment(ALICE, NAME), NOW, phase)).isPresent();
        return environments.find(NAME.text()).orElseThrow();
    }

    private ImmutableList<Node> nodes(Environment environment) {
        return environments
                .info(environment.owner(), environment.name())
                .orElseThrow()
                .nodes();
    }

    @Test
    void add_ofANewName_isFoundAsGiven() {
        Environment environment = running(ALICE, NAME);

        assertThat(environment.appid()).matches("[0-9a-f]{32}");
        assertThat(environment.owner()).isEqualTo(ALICE);
        assertThat(environment.displayName()).isEqualTo("Mine 🚀");
        assertThat(environment.createdAt()).isEqualTo(NOW.truncatedTo(ChronoUnit.MICROS));
        assertThat(environment.phase().settled()).isEqualTo(EnvironmentStatus.RUNNING);
        assertThat(environments.find(environment.appid())).contains(environment);
        assertThat(environments.find(environment.id())).contains(environment);
    }

    @Test
    void add_ofATakenName_addsNothing() {
        running(ALICE, NAME);

        assertThat(environments
                        .add(newEnvironment(BOB, NAME), NOW, settled(EnvironmentStatus.RUNNING))
                        .isPresent())
                .isFalse();
        assertThat(environments.ownedBy(BOB)).isEmpty();
        assertThat(environments.ownedBy(ALICE)).hasSize(1);
    }

    @Test
    void add_ofOneNameByManyAtOnce_succeedsOnce() throws Exception {
        List<Boolean> added = atOnce(
                8,
                () -> environments
                        .add(newEnvironment(ALICE, NAME), NOW, settled(EnvironmentStatus.DOWN))
                        .isPresent());

        assertThat(added).containsOnlyOnce(true);
        assertThat(environments.ownedBy(ALICE)).hasSize(1);
        assertThat(nodes(environments.find(NAME.text()).orElseThrow())).hasSize(2);
    }

    @Test
    void find_ofWhatIsNoKey_findsNothing() {
        running(ALICE, NAME);

        for (String key : List.of("", "other", "MY-ENV", "my-env ", "my\u0000env", "\ud800", "x".repeat(10_000))) {
            assertThat(environments.find(key)).as(key).isEmpty();
        }
    }

    @Test
    void ownedBy_givesOnesOwnInOrder() {
        running(ALICE, NAME);
        running(BOB, new EnvironmentName("bobs"));
        running(ALICE, COPY);

        assertThat(environments.ownedBy(ALICE))
                .extracting(info -> info.environment().name())
                .containsExactly(NAME, COPY);
        assertThat(environments.ownedBy(ALICE)).allSatisfy(info -> {
            assertThat(info.groups()).containsExactly("a", "b");
            assertThat(info.nodes()).extracting(Node::group).containsExactly("cp", "cp");
            assertThat(info.nodes())
                    .extracting(Node::environment)
                    .containsOnly(info.environment().id());
        });
    }

    @Test
    void info_bySomebodyElse_findsNothing() {
        running(ALICE, NAME);

        assertThat(environments.info(ALICE, NAME)).isPresent();
        assertThat(environments.info(BOB, NAME)).isEmpty();
    }

    @Test
    void transit_ofASettledOne_changesItUntilItSettles() {
        Environment environment = running(ALICE, NAME);

        assertThat(environments.transit(ALICE, environment, Transition.STOP, NOW, LATER))
                .isTrue();
        Phase phase = environments.find(environment.id()).orElseThrow().phase();
        assertThat(phase.statusAt(LATER.minusNanos(1_000))).isEqualTo(EnvironmentStatus.STOPPING);
        assertThat(phase.statusAt(LATER)).isEqualTo(EnvironmentStatus.DOWN);
    }

    @Test
    void transit_fromAnotherStatus_changesNothing() {
        Environment environment = running(ALICE, NAME);

        assertThat(environments.transit(ALICE, environment, Transition.START, NOW, LATER))
                .isFalse();
        assertThat(environments.find(environment.id())).contains(environment);
    }

    @Test
    void transit_whileInTransition_changesNothingUntilThatIsOver() {
        Environment environment = runningUntil(LATER);

        assertThat(environments.transit(ALICE, environment, Transition.STOP, LATER.minusNanos(1_000), LATER))
                .isFalse();
        assertThat(environments.transit(ALICE, environment, Transition.STOP, LATER, LATER))
                .isTrue();
    }

    @Test
    void transit_byManyAtOnce_succeedsOnce() throws Exception {
        Environment environment = running(ALICE, NAME);

        assertThat(atOnce(8, () -> environments.transit(ALICE, environment, Transition.STOP, NOW, LATER)))
                .containsOnlyOnce(true);
    }

    @Test
    void anyChange_ofAnEnvironmentThatIsNotOnesOwn_changesNothing() {
        Environment environment = running(ALICE, NAME);

        assertThat(environments.transit(BOB, environment, Transition.STOP, NOW, LATER))
                .isFalse();
        assertThat(environments.clone(BOB, environment, COPY, NOW, LATER).outcome())
                .isEqualTo(Cloned.OUTRUN);
        assertThat(environments.rename(BOB, environment, "Bob's")).isFalse();
        assertThat(environments.remove(BOB, environment, NOW)).isFalse();
        assertThat(variables.change(
                        BOB, environment, nodes(environment), VariableChange.adding(ImmutableMap.of("B", "2"))))
                .isEqualTo(Changed.NO_SUCH_ENVIRONMENT);
        assertThat(environments.find(environment.id())).contains(environment);
        assertThat(variables.of(nodes(environment).get(0))).containsOnlyKeys("A");
    }

    @Test
    void clone_ofASettledOne_copiesAllAndSettlesBothAsItWas() {
        Environment source = running(ALICE, NAME);
        variables.change(ALICE, source, nodes(source), VariableChange.adding(ImmutableMap.of("B", "2")));

        assertThat(environments.clone(ALICE, source, COPY, NOW, LATER).outcome())
                .isEqualTo(Cloned.DONE);

        Environment copy = environments.find(COPY.text()).orElseThrow();
        Phase cloning =
                new Phase(EnvironmentStatus.CLONING, EnvironmentStatus.RUNNING, LATER.truncatedTo(ChronoUnit.MICROS));
        assertThat(copy.phase()).isEqualTo(cloning);
        assertThat(environments.find(source.id()).orElseThrow().phase()).isEqualTo(cloning);
        assertThat(copy.appid()).isNotEqualTo(source.appid());
        assertThat(environments.info(ALICE, COPY).orElseThrow().groups()).containsExactly("a", "b");
        assertThat(nodes(copy)).hasSize(2).doesNotContainAnyElementsOf(nodes(source));
        assertThat(variables.of(nodes(copy).get(1))).isEqualTo(ImmutableMap.of("A", "1", "B", "2"));
    }

    @Test
    void clone_toATakenName_changesNeither() {
        Environment source = running(ALICE, NAME);
        Environment taken = running(BOB, COPY);

        assertThat(environments.clone(ALICE, source, COPY, NOW, LATER).outcome())
                .isEqualTo(Cloned.NAME_TAKEN);
        assertThat(environments.find(source.id())).contains(source);
        assertThat(environments.find(COPY.text())).contains(taken);
    }

    @Test
    void clone_whileInTransition_isOutrun() {
        assertThat(environments
                        .clone(ALICE, runningUntil(LATER), COPY, NOW, LATER)
                        .outcome())
                .isEqualTo(Cloned.OUTRUN);
        assertThat(environments.find(COPY.text())).isEmpty();
    }

    @Test
    void remove_ofASettledOne_takesAllThatBelongsToItAlone() {
        Environment environment = running(ALICE, NAME);
        Environment other = running(ALICE, COPY);
        Node node = nodes(environment).get(0);

        assertThat(environments.remove(ALICE, environment, NOW)).isTrue();
        assertThat(environments.find(NAME.text())).isEmpty();
        assertThat(variables.of(node)).isEmpty();
        assertThat(nodes(other)).hasSize(2);
        assertThat(environments.remove(ALICE, environment, NOW)).isFalse();
    }

    @Test
    void remove_whileInTransition_removesNothing() {
        Environment environment = runningUntil(LATER);

        assertThat(environments.remove(ALICE, environment, LATER.minusNanos(1_000)))
                .isFalse();
        assertThat(environments.find(NAME.text())).isPresent();
        assertThat(environments.remove(ALICE, environment, LATER)).isTrue();
    }

    @Test
    void rename_ofOnesOwn_changesTheDisplayName() {
        Environment environment = running(ALICE, NAME);

        assertThat(environments.rename(ALICE, environment, "é".repeat(200))).isTrue();
        assertThat(environments.find(environment.id()).orElseThrow().displayName())
                .isEqualTo("é".repeat(200));
    }

    @Test
    void change_adding_keepsOthersAndReplacesValues() {
        Environment environment = running(ALICE, NAME);
        ImmutableMap<String, String> added = ImmutableMap.of("A", "new", "B", "", "C", "x".repeat(4096), "a", "🚀\n");

        assertThat(variables.change(ALICE, environment, nodes(environment), VariableChange.adding(added)))
                .isEqualTo(Changed.DONE);
        for (Node node : nodes(environment)) {
            assertThat(variables.of(node)).isEqualTo(added);
        }
    }

    @Test
    void change_replacing_leavesOtherNodesAlone() {
        Environment environment = running(ALICE, NAME);
        ImmutableList<Node> nodes = nodes(environment);

        variables.change(ALICE, environment, nodes.subList(0, 1), VariableChange.replacing(ImmutableMap.of("Z", "26")));

        assertThat(variables.of(nodes.get(0))).isEqualTo(ImmutableMap.of("Z", "26"));
        assertThat(variables.of(nodes.get(1))).isEqualTo(ImmutableMap.of("A", "1"));
    }

    @Test
    void change_removing_takesThoseThatAreThere() {
        Environment environment = running(ALICE, NAME);

        assertThat(variables.change(
                        ALICE,
                        environment,
                        nodes(environment),
                        VariableChange.removing(ImmutableSet.of("A", "MISSING"))))
                .isEqualTo(Changed.DONE);
        assertThat(variables.of(nodes(environment).get(0))).isEmpty();
        assertThat(variables.change(ALICE, environment, nodes(environment), VariableChange.removing(ImmutableSet.of())))
                .isEqualTo(Changed.DONE);
    }

    @Test
    void change_toMoreThanANodeCanHave_changesNothing() {
        Environment environment = running(ALICE, NAME);
        ImmutableMap<String, String> many = IntStream.range(0, VariableChange.MAX_VARIABLES)
                .boxed()
                .collect(ImmutableMap.toImmutableMap(i -> "V" + i, i -> "v"));

        assertThat(variables.change(ALICE, environment, nodes(environment), VariableChange.adding(many)))
                .isEqualTo(Changed.TOO_MANY);
        assertThat(variables.of(nodes(environment).get(0))).isEqualTo(ImmutableMap.of("A", "1"));
        assertThat(variables.change(ALICE, environment, nodes(environment), VariableChange.replacing(many)))
                .isEqualTo(Changed.DONE);
    }

    @Test
    void change_byManyAtOnce_leavesOneOfTheirValues() throws Exception {
        Environment environment = running(ALICE, NAME);
        ImmutableList<Node> nodes = nodes(environment);

        List<Changed> changed = atOnce(
                8, () -> variables.change(ALICE, environment, nodes, VariableChange.adding(ImmutableMap.of("A", "2"))));

        assertThat(changed).containsOnly(Changed.DONE);
        assertThat(variables.of(nodes.get(0))).isEqualTo(ImmutableMap.of("A", "2"));
    }

    private static <T> List<T> atOnce(int times, Callable<T> action) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(times);
        try {
            List<Callable<T>> actions =
                    IntStream.range(0, times).mapToObj(i -> action).toList();
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(actions)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }
}
