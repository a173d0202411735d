package dev.latchkey.demo.marketplace;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.demo.archive.Archive;
import dev.latchkey.demo.archive.Archives;
import dev.latchkey.demo.deployment.Deployments;
import dev.latchkey.demo.environment.Deployment;
import dev.latchkey.demo.environment.DockerImage;
import dev.latchkey.demo.environment.Environment;
import dev.latchkey.demo.environment.EnvironmentInfo;
import dev.latchkey.demo.environment.EnvironmentName;
import dev.latchkey.demo.environment.EnvironmentStatus;
import dev.latchkey.demo.environment.Environments;
import dev.latchkey.demo.environment.NewEnvironment;
import dev.latchkey.demo.environment.NewEnvironment.NewNode;
import dev.latchkey.demo.environment.Node;
import dev.latchkey.demo.environment.NodeType;
import dev.latchkey.demo.environment.Phase;
import dev.latchkey.demo.environment.Region;
import dev.latchkey.demo.storage.DemoTables;
import dev.latchkey.demo.tracking.Action;
import dev.latchkey.demo.tracking.Actions;
import dev.latchkey.demo.tracking.NodeLogs;
import dev.latchkey.http.Upload;
import dev.latchkey.persistence.Database;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.Caller;
import dev.latchkey.token.TokenId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What archives, deployments, installations, actions and logs do on every database. */
abstract class StoresContract {

    private static final Instant LATER = NOW.plusSeconds(5);
    private static final Instant STORED = Instant.parse("2026-11-24T10:15:30.123456Z");
    private static final Caller BY_TOKEN = new Caller(ALICE, Optional.of(new TokenId(7)));
    private static final Phase RUNNING = new Phase(EnvironmentStatus.RUNNING, EnvironmentStatus.RUNNING, NOW);

    @TempDir
    private Path directory;

    private final Environments environments = new Environments(new DemoTables(database()));
    private final Deployments deployments = new Deployments(new DemoTables(database()));

    /** A database with the platform's tables, the same for all tests. */
    abstract Database database();

    @BeforeEach
    @AfterEach
    void deleteEverything() {
        for (String table : ImmutableList.of("environments", "actions", "archives")) {
            new DemoTables(database()).transaction(handle -> handle.execute("DELETE FROM demo." + table));
        }
    }

    private Environment environment(AccountId owner, String name) {
        return environments
                .add(newEnvironment(owner, name), NOW, RUNNING)
                .orElseThrow()
                .environment();
    }

    private static NewEnvironment newEnvironment(AccountId owner, String name) {
        NewNode node =
                new NewNode("cp", NodeType.find("tomcat").orElseThrow(), 1, 4, Optional.empty(), ImmutableMap.of());
        return new NewEnvironment(
                owner, new EnvironmentName(name), name, Region.byDefault(), ImmutableSet.of(), ImmutableList.of(node));
    }

    private EnvironmentInfo info(Environment environment) {
        return environments.info(environment.owner(), environment.name()).orElseThrow();
    }

    private Upload upload(long size) throws IOException {
        return new Upload("app.war", Files.createTempFile(directory, "upload", ""), size);
    }

    /** What JDBI has parsed is kept with it: parsing a statement takes longer than running it. */
    @Test
    void everyCall_isAskedByTheSameJdbi() {
        DemoTables tables = new DemoTables(database());

        Jdbi first = tables.read(Handle::getJdbi);

        assertThat(tables.read(Handle::getJdbi)).isSameAs(first);
        assertThat(tables.transaction(Handle::getJdbi)).isSameAs(first);
    }

    @Test
    void archives_areFoundDescribedAndRemovedByTheirOwnerAlone() throws Exception {
        Archives archives = new Archives(new DemoTables(database()), directory.resolve("archives"));
        Archive archive = archives.add(ALICE, "app.war", upload(7), NOW).orElseThrow();

        assertThat(archive.uploadedAt()).isEqualTo(STORED);
        assertThat(archives.find(archive.id())).contains(archive);
        assertThat(archives.describe(BOB, archive, "x", "y")).isFalse();
        assertThat(archives.remove(BOB, archive)).isFalse();
        assertThat(archives.file(archive)).exists();
        assertThat(archives.describe(ALICE, archive, "x", "🚀")).isTrue();
        assertThat(archives.ownedBy(ALICE)).extracting(Archive::comment).containsExactly("🚀");
        assertThat(archives.remove(ALICE, archive)).isTrue();
        assertThat(archives.file(archive)).doesNotExist();
    }

    @Test
    void archives_haveTogetherAsManyBytesAsTheyCan_andNotOneMore() throws Exception {
        Archives archives = new Archives(new DemoTables(database()), directory.resolve("archives"));

        assertThat(archives.add(ALICE, "a", upload(Archives.MAX_BYTES - 1), NOW))
                .isPresent();
        assertThat(archives.room(ALICE)).isEqualTo(1);
        assertThat(archives.add(ALICE, "b", upload(2), NOW)).isEmpty();
        assertThat(archives.add(ALICE, "c", upload(1), NOW)).isPresent();
        assertThat(archives.room(ALICE)).isZero();
        assertThat(archives.room(BOB)).isEqualTo(Archives.MAX_BYTES);
        assertThat(archives.add(BOB, "d", upload(Archives.MAX_BYTES), NOW)).isPresent();
        assertThat(directory.resolve("archives").toFile().list()).hasSize(3);
    }

    private static Deployment deployment(Environment environment, String context) {
        return new Deployment(
                environment.id(), "cp", context, "app.war", 1L << 40, Deployment.Kind.ARCHIVE, STORED, BY_TOKEN);
    }

    @Test
    void deployments_areMadeOnARunningEnvironmentThatIsInNoTransition_byItsOwner() {
        Environment environment = environment(ALICE, "my-env");

        assertThat(deployments.put(BOB, deployment(environment, "ROOT"), NOW, LATER))
                .isFalse();
        assertThat(deployments.put(ALICE, deployment(environment, "ROOT"), NOW, LATER))
                .isTrue();
        assertThat(deployments.put(ALICE, deployment(environment, "x"), NOW, LATER))
                .isFalse();
        assertThat(deployments.put(ALICE, deployment(environment, "ROOT"), LATER, LATER))
                .isTrue();
        assertThat(info(environment).deployments()).containsExactly(deployment(environment, "ROOT"));
        assertThat(info(environment).environment().phase().passing()).isEqualTo(EnvironmentStatus.UPDATING);
    }

    @Test
    void nodes_areRedeployedByTheOwnerOfARunningEnvironmentThatIsInNoTransition() {
        Environment environment = environment(ALICE, "my-env");
        ImmutableList<Node> nodes = info(environment).nodes();

        assertThat(environments.redeploy(BOB, environment, nodes, "v2", NOW, LATER))
                .isFalse();
        assertThat(info(environment).nodes()).isEqualTo(nodes);
        assertThat(environments.redeploy(ALICE, environment, nodes, "v2", NOW, LATER))
                .isTrue();
        assertThat(environments.redeploy(ALICE, environment, nodes, "v3", NOW, LATER))
                .isFalse();
        assertThat(info(environment).nodes())
                .extracting(Node::image)
                .containsExactly(Optional.of(new DockerImage("tomcat", "v2")));
    }

    @Test
    void installations_areTheirOwnersAlone_andGoWithTheirEnvironment() {
        Installations installations = new Installations(new DemoTables(database()));
        App app = App.find("ghost").orElseThrow();
        Environment environment = environments
                .add(
                        newEnvironment(ALICE, "blog"),
                        NOW,
                        RUNNING,
                        (handle, id) -> Installations.insert(handle, id, "unique", app, NOW))
                .orElseThrow()
                .environment();

        assertThat(installations.find(BOB, "unique")).isEmpty();
        Installation installation = installations.find(ALICE, "unique").orElseThrow();
        assertThat(installation).isEqualTo(new Installation("unique", environment, app.json(), STORED));
        assertThat(installations.ownedBy(ALICE)).containsExactly(installation);
        environments.remove(ALICE, environment, LATER);
        assertThat(installations.ownedBy(ALICE)).isEmpty();
    }

    @Test
    void whatGoesWithAnEnvironment_isMadeWithItOrNotAtAll() {
        environments.add(newEnvironment(ALICE, "taken"), NOW, RUNNING);
        boolean[] called = {false};

        assertThat(environments.add(newEnvironment(BOB, "taken"), NOW, RUNNING, (handle, id) -> called[0] = true))
                .isEmpty();
        assertThat(called[0]).isFalse();
        assertThatThrownBy(() -> environments.add(newEnvironment(ALICE, "new"), NOW, RUNNING, (handle, id) -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(environments.find("new")).isEmpty();
    }

    @Test
    void actions_areAThousandOfAnAccount_theNewest() {
        Actions actions = new Actions(new DemoTables(database()));
        ApiMethod stop = ApiMethod.of("environment.control.StopEnv");
        ApiMethod start = ApiMethod.of("environment.control.StartEnv");
        int first = actions.begin(BY_TOKEN, "my-env", start, NOW);
        for (int i = 1; i < Actions.MAX_ACTIONS; i++) {
            actions.begin(BY_TOKEN, "my-env", stop, NOW);
        }
        ImmutableSet<String> starts = ImmutableSet.of("environment.control.startenv");
        assertThat(actions.latest(ALICE, starts, 1)).extracting(Action::id).containsExactly(first);

        int last = actions.begin(BY_TOKEN, "my-env", stop, NOW);

        assertThat(actions.latest(ALICE, starts, 1)).isEmpty();
        ImmutableList<Action> kept = actions.latest(ALICE, ImmutableSet.of(), 2_000);
        assertThat(kept).hasSize(Actions.MAX_ACTIONS);
        assertThat(kept.get(0).id()).isEqualTo(last);
        assertThat(actions.latest(ALICE, ImmutableSet.of(), 3)).hasSize(3);
    }

    @Test
    void actions_beginAndEnd() {
        Actions actions = new Actions(new DemoTables(database()));
        int id = actions.begin(BY_TOKEN, "my-env", ApiMethod.of("environment.control.StopEnv"), NOW);
        assertThat(actions.latest(ALICE, ImmutableSet.of(), 9).get(0).end()).isEmpty();

        actions.end(id, new Action.End(LATER, 3, "x".repeat(1_000)));

        Action action = actions.latest(ALICE, ImmutableSet.of(), 9).get(0);
        assertThat(action.by()).isEqualTo(BY_TOKEN);
        assertThat(action.end().orElseThrow().code()).isEqualTo(3);
        assertThat(action.end().orElseThrow().error()).hasSize(500);
        assertThat(actions.latest(BOB, ImmutableSet.of(), 9)).isEmpty();
    }

    @Test
    void logs_keepTheirLinesInOrder_untilTheyAreRemoved() {
        Environment environment = environment(ALICE, "my-env");
        NodeLogs logs = new NodeLogs(new DemoTables(database()));
        ImmutableList<Node> nodes = info(environment).nodes();
        logs.append(nodes, "/a.log", NOW, "first 🚀");
        logs.append(nodes, "/a.log", NOW, "second");
        logs.append(nodes, "/b.log", NOW, "third");

        assertThat(logs.of(nodes.get(0))).extracting(NodeLogs.LogFile::path).containsExactly("/a.log", "/b.log");
        assertThat(logs.lines(nodes.get(0), "/a.log"))
                .containsExactly("2026-11-24 10:15:30 first 🚀", "2026-11-24 10:15:30 second");
        environments.remove(ALICE, environment, LATER);
        logs.append(nodes, "/a.log", NOW, "of what is gone");
        assertThat(logs.of(nodes.get(0))).isEmpty();
    }
}
