package dev.latchkey.persistence;

import static dev.latchkey.token.testing.Fixtures.newValue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.persistence.NodeStatements.News;
import dev.latchkey.persistence.NodeStatements.Renewal;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.testing.ExpectedLog;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What nodes write in the tables. */
@Timeout(30)
final class NodeStatementsTest {

    private static final Duration LEASE = Duration.ofSeconds(2);

    private final DatabaseOptions options = Postgres.newDatabase();
    private final UUID node = UUID.randomUUID();
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        Database.open(options).close();
        connection = Postgres.dataSource(options).getConnection();
        long unused = NodeStatements.join(connection, node, NodeName.of("a"), LEASE);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void revoke(TokenFingerprint fingerprint) throws SQLException {
        Revoked revoked = new Revoked();
        revoked.token(fingerprint);
        RevisionStatements.record(connection, revoked);
    }

    private Renewal renew(long applied) throws SQLException {
        return NodeStatements.renew(connection, node, applied, NodeStatements.timeline(connection));
    }

    private String setting(String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + name)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void aRenewal_bringsWhatWasChangedSince_once() throws SQLException {
        TokenFingerprint fingerprint = newValue().fingerprint();
        revoke(fingerprint);

        assertThat(renew(0).news().changed()).containsExactly(fingerprint);
        assertThat(renew(1).news().changed()).isEmpty();
    }

    /** It may be lost on the way, and then nothing was forgotten. */
    @Test
    void aRenewal_confirmsWhatWasApplied_notWhatItBrings() throws SQLException {
        revoke(newValue().fingerprint());
        String timeline = NodeStatements.timeline(connection);

        Renewal brings = renew(0);
        assertThat(brings.news().last()).isEqualTo(1);
        assertThat(RevisionStatements.confirmedByAll(connection, timeline)).isZero();

        renew(1);
        assertThat(RevisionStatements.confirmedByAll(connection, timeline)).isEqualTo(1);
    }

    @Test
    void whatWasChangedSince_isToldWithoutARenewal() throws SQLException {
        TokenFingerprint fingerprint = newValue().fingerprint();
        revoke(fingerprint);

        News news = NodeStatements.news(connection, 0);

        assertThat(news.last()).isEqualTo(1);
        assertThat(news.timeline()).isEqualTo(NodeStatements.timeline(connection));
        assertThat(news.changed()).containsExactly(fingerprint);
        assertThat(NodeStatements.news(connection, 1).changed()).isEmpty();
        assertThat(NodeStatements.beats(connection)).containsEntry(node, 0L);
        assertThat(RevisionStatements.confirmedByAll(connection, news.timeline()))
                .isZero();
    }

    /** One that was lost at a failover had the same number as another one here. */
    @Test
    void aRevisionHeardOfAtAnotherServer_isNotConfirmed() throws SQLException {
        String timeline = NodeStatements.timeline(connection);
        revoke(newValue().fingerprint());

        NodeStatements.renew(connection, node, 1, "another/1");

        assertThat(RevisionStatements.confirmedByAll(connection, timeline)).isZero();
        assertThat(NodeStatements.beats(connection)).containsEntry(node, 1L);
    }

    @Test
    void aRenewal_ofANodeThatWasRemoved_makesNone() throws SQLException {
        NodeStatements.leave(connection, node);

        assertThat(renew(0).joined()).isFalse();
        assertThat(NodeStatements.beats(connection)).isEmpty();
    }

    @Test
    void aNodeThatHasBeatenSince_isNotReaped() throws SQLException {
        renew(0);

        assertThat(NodeStatements.reap(connection, node, 0)).isFalse();
        assertThat(NodeStatements.beats(connection)).containsEntry(node, 1L);
        assertThat(NodeStatements.reap(connection, node, 1)).isTrue();
        assertThat(NodeStatements.beats(connection)).isEmpty();
    }

    @Test
    void whatAllHaveConfirmed_isRemoved_andNoMore() throws SQLException {
        revoke(newValue().fingerprint());
        TokenFingerprint newest = newValue().fingerprint();
        revoke(newest);
        renew(1);

        NodeStatements.removeConfirmed(connection);

        assertThat(renew(0).news().changed()).containsExactly(newest);
    }

    /** All who revoke wait for one that has a revision and is not committed: a process that hangs then is cut off. */
    @Test
    void whoHasARevision_mustCommitSoon() throws SQLException {
        String before = setting("idle_in_transaction_session_timeout");
        connection.setAutoCommit(false);

        revoke(newValue().fingerprint());
        assertThat(setting("idle_in_transaction_session_timeout")).isEqualTo("2s");

        connection.commit();
        assertThat(setting("idle_in_transaction_session_timeout"))
                .isEqualTo(before)
                .isNotEqualTo("2s");
    }

    @Test
    void whatAllHaveConfirmed_isRemovedByOneAtATime() throws SQLException {
        revoke(newValue().fingerprint());
        renew(1);
        try (Connection other = Postgres.dataSource(options).getConnection()) {
            other.setAutoCommit(false);
            NodeStatements.removeConfirmed(other);
            assertThat(NodeStatements.news(other, 0).changed()).isEmpty();

            try (Statement statement = connection.createStatement()) {
                statement.execute("SET lock_timeout = '5s'");
            }
            NodeStatements.removeConfirmed(connection); // or it waited for the other's rows

            other.rollback();
        }
        assertThat(NodeStatements.news(connection, 0).changed()).hasSize(1);
    }

    /** Of those who wait for a row, each is woken by each that changes it: so they wait for a lock that is passed on. */
    @Test
    void whoRecordsARevision_standsInLine() throws Exception {
        connection.setAutoCommit(false);
        revoke(newValue().fingerprint());
        try (Connection second = Postgres.dataSource(options).getConnection();
                Connection observer = Postgres.dataSource(options).getConnection()) {
            second.setAutoCommit(false);
            Thread waiting = new Thread(() -> {
                try {
                    RevisionStatements.record(second, new Revoked());
                    second.commit();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            waiting.start();
            while (waitingFor(observer).isEmpty()) {
                assertThat(waiting.isAlive()).isTrue();
            }

            assertThat(waitingFor(observer)).isEqualTo("advisory");

            connection.commit();
            waiting.join();
        }
        connection.setAutoCommit(true);
        assertThat(RevisionStatements.last(connection).revision()).isEqualTo(2);
    }

    private static String waitingFor(Connection observer) throws SQLException {
        try (Statement statement = observer.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT COALESCE(MAX(locktype), '') FROM pg_locks WHERE NOT granted"
                                + " AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())")) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void aConnectionGivenBack_isAsItCame() throws SQLException {
        String seqscan = setting("enable_seqscan");
        String jit = setting("jit");
        String plans = setting("plan_cache_mode");
        String timeout = setting("statement_timeout");
        String commit = setting("synchronous_commit");
        NodeConnection made = PostgresqlNodeConnection.on(keptOpen(), NodeName.of("a"), LEASE);
        assertThat(setting("enable_seqscan")).isEqualTo("off").isNotEqualTo(seqscan);
        assertThat(setting("jit")).isEqualTo("off").isNotEqualTo(jit);

        made.giveBack();

        assertThat(setting("enable_seqscan")).isEqualTo(seqscan);
        assertThat(setting("jit")).isEqualTo(jit);
        assertThat(setting("plan_cache_mode")).isEqualTo(plans);
        assertThat(setting("statement_timeout")).isEqualTo(timeout);
        assertThat(setting("synchronous_commit")).isEqualTo(commit);
    }

    /** The connection, as a pool gives it. */
    private Connection keptOpen() {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) ->
                        method.getName().equals("close") ? null : method.invoke(connection, arguments));
    }

    @Test
    void aConnectionWhoseNotificationsComeThrough_isTold() throws SQLException {
        assertThat(told("LISTEN")).isTrue();
    }

    @ExpectedLog("notifications don't come through")
    @Test
    void aConnectionWhoseNotificationsAreSwallowed_isNotTold() throws SQLException {
        assertThat(told("UNLISTEN")).isFalse();
    }

    /** @param listen what becomes of LISTEN on the way */
    private boolean told(String listen) throws SQLException {
        NodeConnection made = PostgresqlNodeConnection.on(
                ListeningDataSource.toStatements(Postgres.dataSource(options), (statement, sql) -> {
                            if (sql.startsWith("SELECT pg_notify")) {
                                statement.execute(listen + " " + RevisionStatements.CHANNEL);
                            }
                        })
                        .getConnection(),
                NodeName.of("a"),
                LEASE);
        boolean told = made.isTold();
        made.abort();
        return told;
    }
}
