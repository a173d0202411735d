package dev.latchkey.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.token.StorageException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a database promises to those who run SQL of their own on it. */
abstract class TransactionsContract {

    private static final String INSERT = "INSERT INTO app.notes (id, text) VALUES (1, 'a note')";

    /** With its application's table {@code notes}, and empty at the start of a test. */
    protected abstract Database database();

    @Test
    void transaction_whoseWorkFails_changesNothing() {
        assertThatThrownBy(() -> database().transaction(connection -> {
                    execute(connection, INSERT);
                    throw new IllegalStateException("on purpose");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("on purpose");

        assertThat(notes()).isEmpty();
    }

    @Test
    void transaction_whoseStatementFails_changesNothing() {
        assertThatThrownBy(() -> database().transaction(connection -> {
                    execute(connection, INSERT);
                    return execute(connection, INSERT);
                }))
                .isInstanceOf(StorageException.class)
                .hasMessage("the database failed to write (SQLSTATE \"23505\")");

        assertThat(notes()).isEmpty();
    }

    @Test
    void transaction_thatRollsBack_changesNothing() {
        String result = database().transaction(connection -> {
            execute(connection, INSERT);
            connection.rollback();
            return "done";
        });

        assertThat(result).isEqualTo("done");
        assertThat(notes()).isEmpty();
    }

    @Test
    void transaction_thatWasInTheWayOfAnother_runsAgain() {
        AtomicInteger runs = new AtomicInteger();

        database().transaction(connection -> {
            execute(connection, INSERT);
            if (runs.incrementAndGet() < 3) {
                throw new SQLException("another was first", "40001");
            }
            return "done";
        });

        assertThat(runs).hasValue(3);
        assertThat(notes()).containsExactly("a note");
    }

    @Test
    void read_seesWhatATransactionWrote() {
        database().transaction(connection -> execute(connection, INSERT));

        assertThat(notes()).containsExactly("a note");
    }

    private static boolean execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }

    private List<String> notes() {
        return database().read(connection -> {
            List<String> notes = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT text FROM app.notes ORDER BY id")) {
                while (rows.next()) {
                    notes.add(rows.getString(1));
                }
            }
            return notes;
        });
    }
}
