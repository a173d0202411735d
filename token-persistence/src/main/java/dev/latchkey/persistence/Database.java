package dev.latchkey.persistence;

import com.google.common.collect.ImmutableList;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.TokenEvents;
import dev.latchkey.token.Tokens;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * An open database, and the ports of the domain on it. What was acknowledged is on disk. Safe for use by many threads.
 *
 * <p>Every method throws {@link StorageException} where the database is broken or out of reach; its message holds no
 * secret.
 */
public final class Database implements AutoCloseable {

    private static final long CONNECTION_TIMEOUT_MILLIS = 5_000;

    private final HikariDataSource pool;
    private final DatabaseKind kind;
    private final WriteGuard guard;
    private final Runnable shutdown;
    private final Migrations migrations;
    private final Transactions transactions;
    private @Nullable AccountStores accountStores;

    private Database(HikariDataSource pool, DatabaseKind kind, WriteGuard guard, Runnable shutdown) {
        this.pool = pool;
        this.kind = kind;
        this.guard = guard;
        this.shutdown = shutdown;
        this.migrations = Migrations.of(pool, kind, guard);
        this.transactions = new Transactions(Jdbi.create(pool), guard);
    }

    /**
     * Opens a database and brings its tables up to date.
     *
     * @throws StorageException if it cannot be opened, is in use by another process, or would not keep what it
     *     acknowledges
     */
    public static Database open(DatabaseOptions options) {
        return open(options, DataDirectory::usableSpace);
    }

    static Database open(DatabaseOptions options, ToLongFunction<DataDirectory> usableSpace) {
        return options.directory()
                .map(directory -> openHsqldb(directory, options, usableSpace))
                .orElseGet(() -> openPostgresql(options));
    }

    private static Database openHsqldb(
            Path directory, DatabaseOptions options, ToLongFunction<DataDirectory> usableSpace) {
        Hsqldb hsqldb = Hsqldb.open(directory, usableSpace);
        try {
            HikariConfig config = poolConfig(DatabaseKind.HSQLDB, options);
            config.setDataSource(hsqldb.dataSource());
            return open(config, DatabaseKind.HSQLDB, hsqldb.guard(), hsqldb::close, options);
        } catch (RuntimeException e) {
            hsqldb.close();
            throw e;
        }
    }

    private static Database openPostgresql(DatabaseOptions options) {
        HikariConfig config = poolConfig(DatabaseKind.POSTGRESQL, options);
        config.setJdbcUrl(options.url());
        if (!options.user().isEmpty()) {
            config.setUsername(options.user());
        }
        if (!options.password().isEmpty()) {
            config.setPassword(options.password());
        }
        return open(config, DatabaseKind.POSTGRESQL, WriteGuard.NONE, () -> {}, options);
    }

    private static Database open(
            HikariConfig config, DatabaseKind kind, WriteGuard guard, Runnable shutdown, DatabaseOptions options) {
        HikariDataSource pool = startPool(config);
        try {
            Database database = new Database(pool, kind, guard, shutdown);
            database.migrations.bringUpToDate(database.tables(options));
            return database;
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    private ImmutableList<TableSet> tables(DatabaseOptions options) {
        ImmutableList.Builder<TableSet> sets = ImmutableList.builder();
        sets.add(TableSet.tokens(kind));
        options.migrations().ifPresent(migrations -> sets.add(migrations.apply(kind)));
        return sets.build();
    }

    private static HikariConfig poolConfig(DatabaseKind kind, DatabaseOptions options) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("latchkey");
        config.setMaximumPoolSize(options.poolSize());
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        kind.configure(config);
        return config;
    }

    private static HikariDataSource startPool(HikariConfig config) {
        try {
            return new HikariDataSource(config);
        } catch (PoolInitializationException e) {
            throw new StorageException("the database cannot be reached", e);
        }
    }

    /** Whether others may change it meanwhile, as with PostgreSQL; HSQLDB belongs to this process alone. */
    public boolean isShared() {
        return kind == DatabaseKind.POSTGRESQL;
    }

    public Tokens tokens() {
        return new JdbiTokens(transactions);
    }

    public TokenEvents tokenEvents() {
        return new JdbiTokenEvents(transactions);
    }

    /** Returns the stores of accounts, whose tables the first call makes if they are not there. */
    public synchronized AccountStores accountStores() {
        AccountStores stores = accountStores;
        if (stores == null) {
            migrations.bringUpToDate(ImmutableList.of(TableSet.accounts(kind)));
            stores = new AccountStores(transactions);
            accountStores = stores;
        }
        return stores;
    }

    /** The result of a query that changes nothing. The handle is good until {@code query} returns. */
    public <T> T read(Function<Handle, T> query) {
        return transactions.read(query);
    }

    /**
     * Makes a change in one transaction, which is on disk when this returns; what it does on this database's ports is part
     * of it. Where {@code change} throws, or rolls the handle back, nothing was changed. It runs again where it got in the
     * way of another transaction, and so has no effects but those on the database; nor does it commit.
     */
    public <T> T transaction(Function<Handle, T> change) {
        return transactions.write(change);
    }

    /**
     * What {@code write} gives, within a {@link #transaction}; nothing where a row with its unique value is there, and all of
     * the transaction is rolled back then.
     */
    public static <T> Optional<T> unlessTaken(Handle handle, Supplier<T> write) {
        return UniqueRows.write(handle, write);
    }

    /**
     * Maps the keys that an insert made to the number in the column {@code id}, on both databases, whatever the machine's
     * language is: {@code insert.executeAndReturnGeneratedKeys().map(Database::generatedId).one()}.
     */
    public static int generatedId(ResultSet row, StatementContext context) throws SQLException {
        return Sql.generatedId(row, context);
    }

    /** An instant as it is bound to a statement: with its zone, and to the microsecond, as both databases keep it. */
    public static OffsetDateTime utc(Instant instant) {
        return Sql.utc(instant);
    }

    /**
     * Does nothing, or tells why no change can be made.
     *
     * @throws StorageException if a write has failed since the database was opened, or the disk is nearly full
     */
    public void checkWritable() {
        guard.beforeWrite();
    }

    @Override
    public void close() {
        closeAccountStores();
        pool.close();
        shutdown.run();
    }

    private synchronized void closeAccountStores() {
        if (accountStores != null) {
            accountStores.close();
        }
    }
}
