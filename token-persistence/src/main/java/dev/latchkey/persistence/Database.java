package dev.latchkey.persistence;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.latchkey.account.AccountStore;
import dev.latchkey.token.Events;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.TokenState;
import dev.latchkey.token.TokenStore;
import dev.latchkey.token.Tokens;
import dev.latchkey.token.UndecidedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * An open database, and the ports of the domain on it. What was acknowledged is on disk. Safe for use by many threads.
 *
 * <p>Every method throws {@link StorageException} if the database is broken, out of reach or closed; its message holds no
 * secret.
 */
public final class Database implements TokenStore, AutoCloseable {

    private final DatabaseSource source;
    private final Migrations migrations;
    private final Transactions transactions;
    private final ClusterView cluster;
    private final IdPermutation tokenIds;
    private final IdPermutation eventIds;
    private final Tokens tokens;
    private @Nullable AccountStores accountStore;

    private Database(DatabaseSource source, Migrations migrations, Transactions transactions, ClusterView cluster) {
        this.source = source;
        this.migrations = migrations;
        this.transactions = transactions;
        this.cluster = cluster;
        this.tokenIds = IdKeys.TOKENS.permutation(transactions);
        this.eventIds = IdKeys.EVENTS.permutation(transactions);
        this.tokens = source.isShared()
                ? JdbiTokens.on(transactions, tokenIds, source.kind())
                : JdbiTokens.inThisProcess(transactions, tokenIds);
    }

    /**
     * Opens a database, and makes or changes its tables if they are not up to date.
     *
     * @throws StorageException if it cannot be opened, is in use by another process, or would not keep what it
     *     acknowledges
     */
    public static Database open(DatabaseOptions options) {
        return open(options, DataDirectory::usableSpace);
    }

    /**
     * Opens the database of a service's own data source, which stays open when this is closed.
     *
     * @throws StorageException if it cannot be reached, or is neither PostgreSQL nor HSQLDB
     */
    public static Database on(DataSource dataSource) {
        return open(DatabaseOptions.on(dataSource));
    }

    static Database open(DatabaseOptions options, ToLongFunction<DataDirectory> usableSpace) {
        return open(options, usableSpace, revocations -> revocations, InstantSource.system());
    }

    /**
     * @param between what is done with revocations on their way
     * @param own what this process has for a clock
     */
    static Database open(
            DatabaseOptions options,
            ToLongFunction<DataDirectory> usableSpace,
            UnaryOperator<Revocations> between,
            InstantSource own) {
        DatabaseSource source = DatabaseSource.open(options, usableSpace);
        try {
            Connections connections = Connections.of(source.dataSource());
            Migrations migrations = Migrations.of(
                    connections, source.kind(), source.guard(), options.tables().migrating());
            migrations.bringUpToDate(tables(options, source.kind()));
            ClusterView cluster = new ClusterView(clock(source, connections, own));
            Revocations revocations = between.apply(revocations(source, connections, options, cluster));
            return new Database(
                    source,
                    migrations,
                    new Transactions(connections, source.guard(), source.begin(), revocations),
                    cluster);
        } catch (SQLException e) {
            source.close();
            throw new StorageException("the database cannot be reached", e);
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /** One that is right from the start, also where this process does not become a node. */
    private static DatabaseClock clock(DatabaseSource source, Connections connections, InstantSource own)
            throws SQLException {
        DatabaseClock clock = new DatabaseClock(own, System::nanoTime);
        if (source.kind().hasClock()) {
            boolean unused = connections.call(connection -> {
                clock.ask(connection);
                return true;
            });
        }
        return clock;
    }

    private static Revocations revocations(
            DatabaseSource source, Connections connections, DatabaseOptions options, ClusterView cluster) {
        if (!source.isShared()) {
            return Revocations.inThisProcess();
        }
        return source.renewals()
                .<Revocations>map(renewals -> new Nodes(
                        connections, new Lease(options.limits().lease(), System::nanoTime, cluster), renewals))
                .orElse(Revocations.NONE);
    }

    private static ImmutableList<TableSet> tables(DatabaseOptions options, DatabaseKind kind) {
        ImmutableList.Builder<TableSet> sets = ImmutableList.builder();
        sets.add(TableSet.tokens(kind));
        options.tables().others().ifPresent(others -> sets.add(others.apply(kind)));
        return sets.build();
    }

    @Override
    public Tokens tokens() {
        return tokens;
    }

    @Override
    public Events events() {
        return new JdbiEvents(transactions, eventIds, tokenIds);
    }

    /** Returns the stores of Latchkey's own accounts, for a platform that has none. The first call makes their tables if they are not there. */
    public synchronized AccountStore accountStore() {
        transactions.requireOpen();
        AccountStores stores = accountStore;
        if (stores == null) {
            AccountStores.requireHashing();
            migrations.bringUpToDate(ImmutableList.of(TableSet.accounts(source.kind())));
            stores = AccountStores.on(transactions, events(), cluster::nodes);
            accountStore = stores;
        }
        return stores;
    }

    /** Returns the result of a query that changes nothing. The connection is good until {@code query} returns. */
    public <T> T read(SqlWork<T> query) {
        return transactions.read(handle -> query.on(handle.getConnection()));
    }

    /**
     * Makes a change in one transaction, which is on disk when this returns. If {@code change} throws, or rolls the
     * connection back, nothing was changed. It runs again if it got in the way of another transaction, and so has no effects but
     * those on its connection; it doesn't commit, and doesn't call this database.
     *
     * <p>It must not change the tables in the schema {@code latchkey}. Nobody is told of such a change, so that a
     * token which it removes can still be used.
     *
     * @throws StorageException if the change failed, or nobody knows whether it was committed, as when the connection
     *     breaks at the commit
     */
    public <T> T transaction(SqlWork<T> change) {
        return transactions.write(handle -> change.on(handle.getConnection()));
    }

    /** The transactions of this module's own stores. */
    Transactions transactions() {
        return transactions;
    }

    /**
     * Does nothing if changes can be made now, and else tells why not.
     *
     * @throws StorageException if a write has failed since the database was opened, the disk is nearly full, or the server is
     *     read-only
     */
    public void checkWritable() {
        if (!transactions.revocations().canDecide()) {
            throw new UndecidedException("this node has lost touch with the database: it may keep no change");
        }
        transactions.checkWritable(source.kind()::obstacle);
    }

    /**
     * Does nothing if tokens can be looked up now and what was acknowledged is kept, and else tells why not. A disk that is nearly full
     * is no reason.
     *
     * @throws StorageException if the database does not answer, or a write has failed since it was opened
     */
    public void checkReadable() {
        transactions.checkReadable();
    }

    /**
     * The clock by which all processes on this database go, so that tokens and sessions end at the same time on all of them. With PostgreSQL
     * it shows the server's time, as far as this process knows it: it asked when it opened the database, and asks with each renewal of its
     * lease if it is a node. With HSQLDB it is the system's. Reading it asks nobody.
     */
    public InstantSource clock() {
        return cluster.clock();
    }

    /** Whether calls can be decided now, as far as that is known without asking: not if this is one of several processes, and has lost touch with the database. Never blocks. */
    public boolean canDecide() {
        return transactions.revocations().canDecide();
    }

    /** How this process does as one of several that decide calls by this database; empty if it is none. Never blocks. */
    public Optional<NodeStatus> status() {
        return transactions.revocations().status();
    }

    /** How far {@link #clock} is ahead of this process's own; negative if it is behind, zero with HSQLDB. */
    public Duration clockOffset() {
        return cluster.clock().offset();
    }

    /** How many nodes there are, as far as this process knows: a node counts them once in a lease, and for others it is 1. */
    public int nodes() {
        return cluster.nodes();
    }

    /**
     * How many tokens are in each state. It reads all tokens, in steps that hold nobody up, and takes some seconds for a million: it is
     * for statistics. Of a token that is changed meanwhile it is not defined which state counts.
     *
     * @param at the instant for which it is asked whether tokens have expired
     */
    public ImmutableMap<TokenState, Long> countTokens(Instant at) {
        return new TokenCount(transactions, at).run();
    }

    /**
     * Returns the processes that decide calls by this database's tokens, of which this may be one; none if no others can use it, as in HSQLDB.
     *
     * @throws StorageException if they can't be read
     */
    public NodeList nodeList() {
        return source.renewals().isPresent() ? transactions.ask(NodeList::read) : NodeList.NONE;
    }

    /**
     * Returns what becomes of acknowledged changes if another server takes over from the one that answers now; empty for a database that is no server's.
     *
     * @throws StorageException if it does not answer
     */
    public Optional<Failover> failover() {
        return source.renewals().isPresent() ? Optional.of(transactions.ask(Failover::read)) : Optional.empty();
    }

    /** How many passwords of {@link #accountStore} wait to be hashed now; 0 if that was never asked for. */
    public synchronized int waitingPasswords() {
        return accountStore == null ? 0 : accountStore.waitingPasswords();
    }

    /** Closes it, with the connections that are its own. Calls after that fail. A second time does nothing. */
    @Override
    public void close() {
        transactions.revocations().close();
        transactions.close();
        try {
            closeAccountStores();
        } finally {
            source.close();
        }
    }

    private synchronized void closeAccountStores() {
        if (accountStore != null) {
            accountStore.close();
        }
    }

    /** What is done with a connection. */
    @FunctionalInterface
    public interface SqlWork<T extends @Nullable Object> {

        T on(Connection connection) throws SQLException;
    }
}
