package dev.latchkey.persistence;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.added;
import static dev.latchkey.token.testing.Fixtures.by;
import static dev.latchkey.token.testing.Fixtures.history;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static dev.latchkey.token.testing.Fixtures.password;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableSet;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.token.Events;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenEdit;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a database on a service's own data source promises: here a pool with one connection and settings unlike ours. */
abstract class DataSourceContract {

    private HikariDataSource pool;

    /** An empty database, without a pool. */
    protected abstract DataSource emptyDatabase();

    /** Whether all who use a database of this kind can be nodes. */
    protected abstract boolean hasNodes();

    @BeforeEach
    void startPool() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setDataSource(emptyDatabase());
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(2_000);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
        pool = new HikariDataSource(config);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE tokens (id INTEGER)");
            statement.execute("CREATE TABLE accounts (id INTEGER)");
            connection.commit();
        }
    }

    @AfterEach
    void stopPool() {
        pool.close();
    }

    @Test
    void on_aDataSource_usesItsConnections_andLeavesItOpen() throws SQLException {
        Database database = Database.on(pool);
        Token token = added(database.tokens(), newToken());
        database.close();

        assertThatThrownBy(() -> database.tokens().ownedBy(ALICE)).hasMessage("the database is closed");
        try (Connection connection = pool.getConnection()) {
            assertThat(connection.getAutoCommit()).isFalse();
            assertThat(connection.isReadOnly()).isFalse();
            assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
        }
        try (Database again = Database.on(pool)) {
            assertThat(again.tokens().find(token.fingerprint())).contains(token);
        }
    }

    @Test
    void changes_onADataSourceThatCommitsNothingByItself_areCommitted() {
        try (Database database = Database.on(pool)) {
            Token token = added(database.tokens(), newToken());
            assertThat(database.tokens().edit(token.id(), TokenEdit.NOTHING, by(ALICE)))
                    .contains(token);
            assertThat(database.tokens().remove(ImmutableSet.of(token.id()), by(ALICE)))
                    .isEmpty();
            assertThat(database.tokens().ownedBy(ALICE)).isEmpty();
            assertThat(history(database.events(), Events.Filter.ALL, 9)).hasSize(3);
            assertThat(database.accountStore()
                            .accounts()
                            .add(
                                    new EmailAddress("alice@example.com"),
                                    "Alice",
                                    password("correct horse"),
                                    Instant.EPOCH))
                    .isPresent();
        }
    }

    @Test
    void transaction_readsWhatIsCommitted_whateverThePoolIsSetTo() {
        try (Database database = Database.on(pool)) {
            assertThat(database.transaction(Connection::getTransactionIsolation))
                    .isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
        }
    }

    @Test
    void watch_onADataSource_isOfferedWhereOthersWhoChangeItAreNodes() {
        try (Database database = Database.on(pool)) {
            assertThat(database.tokens().watch(fingerprint -> {}).isPresent()).isEqualTo(hasNodes());
        }
    }

    @Test
    void tables_areInASchemaOfTheirOwn_besideTheServices() throws SQLException {
        try (Database database = Database.on(pool)) {
            added(database.tokens(), newToken());
            database.accountStore();
            boolean theirsHaveRows = database.read(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.executeQuery("SELECT id FROM tokens").next()
                            || statement.executeQuery("SELECT id FROM accounts").next();
                }
            });
            assertThat(theirsHaveRows).isFalse();
        }
    }

    @Test
    void on_aClosedDataSource_fails() {
        pool.close();

        assertThatThrownBy(() -> Database.on(pool))
                .isInstanceOf(StorageException.class)
                .hasMessage("the database cannot be reached");
    }
}
