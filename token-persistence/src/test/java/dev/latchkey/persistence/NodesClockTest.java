package dev.latchkey.persistence;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.CATALOG;
import static dev.latchkey.token.testing.Fixtures.STOP_ENV;
import static dev.latchkey.token.testing.Fixtures.added;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.Latchkey;
import dev.latchkey.token.Authorization;
import dev.latchkey.token.Authorization.Denied;
import dev.latchkey.token.Authorization.Granted;
import dev.latchkey.token.Client;
import dev.latchkey.token.DenialReason;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenValue;
import dev.latchkey.token.testing.ExpectedLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What nodes learn of each other and of the database's clock. That clock is this machine's, and that of a node is off. */
@Timeout(60)
final class NodesClockTest {

    private static final Duration NEAR = Duration.ofMillis(500);

    private final DatabaseOptions options = Postgres.newDatabase().lease(Duration.ofSeconds(1));
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    private Database databaseWithClock(InstantSource own) {
        Database database = Database.open(options, DataDirectory::usableSpace, revocations -> revocations, own);
        opened.add(0, database);
        return database;
    }

    private Latchkey node(Database database) {
        Latchkey latchkey = Latchkey.on(database).catalog(CATALOG).start();
        opened.add(0, latchkey);
        return latchkey;
    }

    private static InstantSource off(Duration by) {
        return () -> Instant.now().plus(by);
    }

    private static Authorization ask(Latchkey node, TokenValue value) {
        return node.authorize(value.reveal(), STOP_ENV, Client.UNKNOWN);
    }

    @ExpectedLog("Run NTP on both")
    @Test
    void aToken_expiresAtTheDatabasesTime_onNodesWhoseClocksAreOff() throws Exception {
        Latchkey fast = node(databaseWithClock(off(Duration.ofHours(1))));
        Database behind = databaseWithClock(off(Duration.ofHours(-1)));
        Latchkey slow = node(behind);
        TokenValue value = newValue();
        Instant end = Instant.now().plusSeconds(5);
        Token token = added(behind.tokens(), newToken(ALICE, value, "Nightly stop", Expiry.at(end)));

        assertThat(ask(fast, value)).isInstanceOf(Granted.class);
        assertThat(ask(slow, value)).isInstanceOf(Granted.class);
        slow.flush();
        assertThat(Duration.between(
                                behind.tokens()
                                        .find(ALICE, token.id())
                                        .flatMap(Token::lastUse)
                                        .orElseThrow()
                                        .at(),
                                Instant.now())
                        .abs())
                .isLessThan(Duration.ofSeconds(5));

        Thread.sleep(Duration.between(Instant.now(), end.plus(NEAR)).toMillis());

        Denied expired = new Denied(DenialReason.EXPIRED, STOP_ENV.toString());
        assertThat(ask(fast, value)).isEqualTo(expired);
        assertThat(ask(slow, value)).isEqualTo(expired);
    }

    @ExpectedLog("Run NTP on both")
    @Test
    void aProcessThatIsNoNode_goesByTheDatabasesClockToo() {
        Database commands = databaseWithClock(off(Duration.ofHours(1)));

        assertThat(isNear(commands.clock())).isTrue();
        assertThat(commands.clockOffset().plusHours(1).abs()).isLessThan(NEAR);
        assertThat(commands.nodes()).isOne();
    }

    @ExpectedLog("Run NTP on both")
    @Test
    void aNodeWhoseClockIsSet_learnsItWithARenewal() throws Exception {
        AtomicReference<Duration> by = new AtomicReference<>(Duration.ZERO);
        Database database = databaseWithClock(() -> Instant.now().plus(by.get()));
        Latchkey latchkey = node(database);
        assertThat(isNear(latchkey.clock())).isTrue();

        by.set(Duration.ofDays(1));
        assertThat(isNear(latchkey.clock())).isFalse();

        while (!isNear(latchkey.clock())) {
            Thread.sleep(10);
        }
        assertThat(database.clockOffset().plusDays(1).abs()).isLessThan(NEAR);
    }

    private static boolean isNear(InstantSource clock) {
        return Duration.between(clock.instant(), Instant.now()).abs().compareTo(NEAR) < 0;
    }

    @Test
    void nodes_knowHowManyTheyAre() throws Exception {
        Database one = databaseWithClock(InstantSource.system());
        node(one);
        assertThat(one.nodes()).isOne();
        Database other = databaseWithClock(InstantSource.system());
        Latchkey leaving = node(other);

        while (one.nodes() != 2) {
            Thread.sleep(10);
        }
        assertThat(one.accountStore().nodes()).isEqualTo(2);
        assertThat(other.nodes()).isEqualTo(2);

        leaving.close();
        other.close();
        while (one.nodes() != 1) {
            Thread.sleep(10);
        }
    }
}
