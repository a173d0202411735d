package dev.latchkey.persistence;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.added;
import static dev.latchkey.token.testing.Fixtures.by;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.OutcomeUnknownException;
import dev.latchkey.token.Token;
import dev.latchkey.token.testing.ExpectedLog;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PgConnection;

/** A server whose commits wait for a standby that is not there, until somebody cancels the wait. */
@Timeout(60)
final class PostgresqlStandbyWaitTest {

    private final EmbeddedPostgres server = start();
    private final Database preparing = open("local");
    private final ExecutorService threads = Executors.newSingleThreadExecutor();

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("synchronous_standby_names", "nobody")
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void stop() throws IOException {
        threads.shutdown();
        preparing.close();
        server.close();
    }

    private String url(String synchronousCommit) {
        return server.getJdbcUrl("postgres", "postgres") + "&options=-c%20synchronous_commit=" + synchronousCommit;
    }

    private Database open(String synchronousCommit) {
        return Database.open(DatabaseOptions.at(url(synchronousCommit), "postgres", "postgres"));
    }

    private Connection connect(String synchronousCommit) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url(synchronousCommit));
        source.setUser("postgres");
        return source.getConnection();
    }

    /** Runs work whose commit waits, and cancels that. */
    private <T> Future<T> cancelled(Callable<T> work) throws SQLException {
        Future<T> running = threads.submit(work);
        try (Connection connection = connect("local");
                Statement statement = connection.createStatement()) {
            boolean waits = false;
            while (!waits) {
                assertThat(running).isNotDone();
                try (ResultSet row = statement.executeQuery("SELECT pg_cancel_backend(pid) FROM pg_stat_activity"
                        + " WHERE wait_event = 'SyncRep' AND pid <> pg_backend_pid()")) {
                    waits = row.next();
                }
            }
        }
        return running;
    }

    @Test
    void aRevoke_whoseWaitIsCancelled_isNotAcknowledged() throws Exception {
        Token token = added(preparing.tokens(), newToken());
        try (Database database = open("on")) {
            Future<?> revoke = cancelled(() -> database.tokens().remove(ImmutableSet.of(token.id()), by(ALICE)));

            assertThatThrownBy(revoke::get)
                    .cause()
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasMessage("it is not known whether the change was made:"
                            + " the database did not confirm the commit (SQLSTATE \"40003\")");
        }
    }

    /** For an ordinary change an answer is waited for half a minute; whoever revokes something must soon know that it may not be revoked. */
    @ExpectedLog("marked as broken")
    @Timeout(20)
    @Test
    void aRevoke_thatNoStandbyConfirms_isSoonToldNotToBeKnown() {
        Token token = added(preparing.tokens(), newToken());
        try (Database database = open("on")) {
            assertThatThrownBy(() -> database.tokens().remove(ImmutableSet.of(token.id()), by(ALICE)))
                    .isInstanceOf(OutcomeUnknownException.class);
        }
    }

    /** As one that comes with a connection. */
    @Test
    void aWarningFromBefore_saysNothingOfTheCommit() {
        SQLWarning before = new SQLWarning("on purpose", "01000");

        String result = preparing.transaction(connection -> {
            connection.unwrap(PgConnection.class).addWarning(before);
            return "done";
        });

        assertThat(result).isEqualTo("done");
    }

    @Test
    void aRenewal_whoseWaitIsCancelled_fails() throws Exception {
        UUID node = UUID.randomUUID();
        try (Connection joining = connect("local")) {
            NodeStatements.join(joining, node, NodeName.of("a"), Duration.ofSeconds(2));
        }
        NodeConnection connection =
                PostgresqlNodeConnection.on(connect("local"), NodeName.of("a"), Duration.ofSeconds(30));

        Future<?> renewal = cancelled(() -> connection.renew(node, 0, ""));

        assertThatThrownBy(renewal::get)
                .cause()
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("40003"));
        connection.abort();
    }
}
