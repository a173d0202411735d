package dev.latchkey.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.latchkey.persistence.ListeningDataSource.ConnectionListener;
import dev.latchkey.token.OutcomeUnknownException;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.testing.ExpectedLog;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.hsqldb.jdbc.JDBCDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a failure at a commit, or after it, is taken for. */
@ExpectedLog({"could not be cleaned up", "marked as broken"})
final class ConnectionsTest {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final JDBCDataSource hsqldb = new JDBCDataSource();
    private final AtomicInteger runs = new AtomicInteger();
    private boolean isCommitted;
    private boolean isOver;
    private int aborted;

    @BeforeEach
    void makeTable() throws SQLException {
        hsqldb.setUrl("jdbc:hsqldb:mem:connections" + DATABASES.incrementAndGet());
        hsqldb.setUser("SA");
        execute("CREATE TABLE notes (id INTEGER)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"getAutoCommit", "rollback", "isReadOnly", "setAutoCommit", "close"})
    void transaction_whoseConnectionFailsAfterTheCommit_isDone(String failing) throws SQLException {
        Database database = Database.on(listening((connection, method) -> {
            if (isCommitted && method.equals(failing)) {
                throw new SQLException("on purpose", "40001");
            }
        }));

        assertThat(database.transaction(this::insert)).isEqualTo(1);

        assertThat(runs).hasValue(1);
        assertThat(rows()).isEqualTo(1);
        assertThat(aborted).isEqualTo(1);
    }

    @Test
    void read_whoseConnectionFailsAfterTheQuery_isAnswered() throws SQLException {
        Database database = Database.on(listening((connection, method) -> {
            if (isOver && method.equals("setReadOnly")) {
                throw new SQLException("on purpose", "08006");
            }
        }));

        String answer = database.read(connection -> {
            isOver = true;
            return "answer";
        });

        assertThat(answer).isEqualTo("answer");
        assertThat(aborted).isEqualTo(1);
    }

    @Test
    void transaction_whoseCommitIsOfUnknownEnd_isNotRunAgain() throws SQLException {
        Database database = Database.on(listening((connection, method) -> {
            if (runs.get() > 0 && method.equals("commit")) {
                connection.commit();
                throw new SQLException("on purpose", "40003");
            }
        }));

        assertThatThrownBy(() -> database.transaction(this::insert))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("40003");

        assertThat(runs).hasValue(1);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void transaction_whoseCommitWasRolledBack_runsAgain() throws SQLException {
        Database database = Database.on(listening((connection, method) -> {
            if (runs.get() == 1 && method.equals("commit")) {
                throw new SQLException("on purpose", "40001");
            }
        }));

        database.transaction(this::insert);

        assertThat(runs).hasValue(2);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void transaction_whoseRollbackFails_leavesNothing() throws SQLException {
        Database database = Database.on(listening((connection, method) -> {
            if (runs.get() > 0 && method.equals("rollback")) {
                throw new SQLException("on purpose", "08006");
            }
        }));

        assertThatThrownBy(() -> database.transaction(connection -> {
                    insert(connection);
                    throw new IllegalStateException("the change fails");
                }))
                .hasMessage("the change fails");

        assertThat(rows()).isZero();
        assertThat(aborted).isEqualTo(1);
    }

    @Test
    void aConnectionThatCannotBeCleanedUp_isNotLentAgain() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(5_000);
        config.setDataSource(listening((connection, method) -> {
            if (isCommitted && aborted == 0 && method.equals("setAutoCommit")) {
                throw new SQLException("on purpose", "40001");
            }
        }));
        try (HikariDataSource pool = new HikariDataSource(config)) {
            Database database = Database.on(pool);
            Connection first = database.read(connection -> connection.unwrap(Connection.class));
            database.transaction(this::insert);

            Connection second = database.transaction(connection -> {
                insert(connection);
                return connection.unwrap(Connection.class);
            });

            assertThat(second).isNotSameAs(first);
            assertThat(rows()).isEqualTo(2);
        }
    }

    @Test
    void aConnectionThatCannotBeSetUp_isGivenBack() {
        AtomicBoolean fails = new AtomicBoolean();
        HikariConfig config = new HikariConfig();
        config.setDataSource(hsqldb);
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(5_000);
        config.setAutoCommit(false);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            Database database = Database.on(ListeningDataSource.toConnections(pool, (connection, method) -> {
                if (method.equals("setAutoCommit") && fails.getAndSet(false)) {
                    throw new SQLException("on purpose", "08006");
                }
            }));
            fails.set(true);

            assertThatThrownBy(() -> database.transaction(this::insert)).isInstanceOf(StorageException.class);

            assertThat(database.transaction(this::insert)).isEqualTo(1);
        }
    }

    @Test
    void abort_endsThoseThatAreInUse_andNoOthers() throws SQLException {
        Connections connections = Connections.of(hsqldb);
        Connection inUse = connections.openConnection();

        connections.abort();

        assertThat(inUse.isClosed()).isTrue();
        assertThat(connections.<Boolean>call(Connection::isClosed)).isFalse();
    }

    private DataSource listening(ConnectionListener listener) {
        return ListeningDataSource.toConnections(hsqldb, (connection, method) -> {
            if (method.equals("abort")) {
                aborted++;
            }
            listener.called(connection, method);
            if (runs.get() > 0 && method.equals("commit")) {
                isCommitted = true;
            }
        });
    }

    private int insert(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            runs.incrementAndGet();
            return statement.executeUpdate("INSERT INTO notes VALUES (1)");
        }
    }

    private int rows() throws SQLException {
        try (Connection connection = hsqldb.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM notes")) {
            row.next();
            return row.getInt(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = hsqldb.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
