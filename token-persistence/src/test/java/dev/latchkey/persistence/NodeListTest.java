package dev.latchkey.persistence;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.CATALOG;
import static dev.latchkey.token.testing.Fixtures.added;
import static dev.latchkey.token.testing.Fixtures.by;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.Latchkey;
import dev.latchkey.token.Token;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class NodeListTest {

    private static final Duration LEASE = Duration.ofSeconds(1);

    private final DatabaseOptions options = Postgres.newDatabase().lease(LEASE);

    private static Latchkey start(Database database) {
        return Latchkey.on(database).catalog(CATALOG).start();
    }

    @Test
    void nodes_areThoseThatDecideCalls_inTheOrderInWhichTheyJoined() {
        try (Database looking = Database.open(options);
                Database first = Database.open(options.nodeName("first"));
                Database second = Database.open(options.nodeName("second"))) {
            assertThat(looking.nodeList().nodes()).isEmpty();
            try (Latchkey one = start(first);
                    Latchkey two = start(second)) {
                assertThat(looking.nodeList().lease()).isEqualTo(LEASE);
                assertThat(looking.nodeList().nodes()).extracting(Node::name).containsExactly("first", "second");
            }
        }
        try (Database looking = Database.open(options)) {
            assertThat(looking.nodeList().nodes()).isEmpty();
        }
    }

    @Test
    void aNode_tellsWhichChangesItGoesBy_andWhenItRenewedItsLease() {
        try (Database database = Database.open(options);
                Latchkey latchkey = start(database)) {
            long before = database.nodeList().revision();
            Node joined = database.nodeList().nodes().get(0);
            Token token = added(database.tokens(), newToken(newValue()));
            assertThat(database.tokens().remove(ImmutableSet.of(token.id()), by(ALICE)))
                    .isEmpty();

            NodeList now = database.nodeList();
            assertThat(now.revision()).isEqualTo(before + 1);
            assertThat(now.nodes().get(0).confirmed()).isEqualTo(before + 1);
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(database.nodeList().nodes().get(0).beat())
                                    .isGreaterThan(joined.beat() + 2));
            assertThat(database.nodeList().nodes().get(0).sinceBeat()).isLessThan(LEASE);
        }
    }

    @Test
    void aNodeWithoutAName_isCalledByItsProcess() {
        try (Database database = Database.open(options);
                Latchkey latchkey = start(database)) {
            assertThat(database.nodeList().nodes().get(0).name())
                    .endsWith("pid " + ProcessHandle.current().pid());
        }
    }

    /** As they did before nodes had names. */
    @Test
    void aNodeOfAnOlderVersion_joinsWithoutAName() {
        try (Database database = Database.open(options)) {
            int joined = database.transaction(connection -> connection
                    .createStatement()
                    .executeUpdate(
                            "INSERT INTO latchkey.nodes (id, beat, confirmed) VALUES (gen_random_uuid(), 0, 0)"));
            assertThat(joined).isEqualTo(1);
            assertThat(database.nodeList().nodes())
                    .singleElement()
                    .satisfies(node -> assertThat(node.name() + node.version()).isEmpty());
        }
    }

    @Test
    void aDatabaseThatOneProcessHasForItself_hasNoNodes(@TempDir Path directory) {
        try (Database database = Database.open(DatabaseOptions.inDirectory(directory));
                Latchkey latchkey = start(database)) {
            assertThat(database.nodeList()).isEqualTo(NodeList.NONE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\nb"})
    void aNameThatPeopleCouldNotRead_isRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.nodeName(name))
                .withMessageContaining("name must have from 1 to 200 characters");
    }
}
