package dev.latchkey.persistence;

import static dev.latchkey.token.testing.Fixtures.newValue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.persistence.NodeStatements.Renewal;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.testing.ExpectedLog;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What nodes write in the tables. */
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

        assertThat(NodeStatements.renew(connection, node, 0).changed()).containsExactly(fingerprint);
        assertThat(NodeStatements.renew(connection, node, 1).changed()).isEmpty();
    }

    /** It may be lost on the way, and then nothing was forgotten. */
    @Test
    void aRenewal_confirmsWhatWasApplied_notWhatItBrings() throws SQLException {
        revoke(newValue().fingerprint());
        String timeline = NodeStatements.timeline(connection);

        Renewal brings = NodeStatements.renew(connection, node, 0);
        assertThat(brings.last()).isEqualTo(1);
        assertThat(RevisionStatements.confirmedByAll(connection, timeline)).isZero();

        NodeStatements.renew(connection, node, 1);
        assertThat(RevisionStatements.confirmedByAll(connection, timeline)).isEqualTo(1);
    }

    @Test
    void aRenewal_ofANodeThatWasRemoved_makesNone() throws SQLException {
        NodeStatements.leave(connection, node);

        assertThat(NodeStatements.renew(connection, node, 0).joined()).isFalse();
        assertThat(NodeStatements.beats(connection)).isEmpty();
    }

    @Test
    void aNodeThatHasBeatenSince_isNotReaped() throws SQLException {
        NodeStatements.renew(connection, node, 0);

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
        NodeStatements.renew(connection, node, 1);

        NodeStatements.removeConfirmed(connection);

        assertThat(NodeStatements.renew(connection, node, 0).changed()).containsExactly(newest);
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
