package dev.latchkey.persistence;

import dev.latchkey.token.StorageException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;
import org.hsqldb.jdbc.JDBCDataSource;

/**
 * HSQLDB in this process, so that what it acknowledges is on the disk and what it could not keep is told. Its own
 * defaults do neither.
 */
final class Hsqldb implements AutoCloseable {

    /** In the URL of a database that exists these have no effect, so they are set at every start. */
    private static final List<String> SETTINGS = List.of(
            "SET FILES WRITE DELAY FALSE",
            "SET FILES LOG SIZE 10",
            "SET DATABASE TRANSACTION CONTROL MVCC",
            "SET DATABASE DEFAULT ISOLATION LEVEL READ COMMITTED",
            "SET DATABASE DEFAULT TABLE TYPE CACHED");

    /** How HSQLDB tells of the same. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "hsqldb.write_delay_millis", "0",
            "hsqldb.log_size", "10",
            "hsqldb.tx", "MVCC",
            "hsqldb.tx_level", "READ_COMMITTED",
            "hsqldb.default_table_type", "CACHED",
            "hsqldb.extlog", "0",
            "hsqldb.lock_file", "false");

    /** Without it the damaged part of a log, and all that follows, is left out in silence. It is in no table of HSQLDB's. */
    private static final String FULL_REPLAY = "hsqldb.full_log_replay";

    private final DataDirectory directory;
    private final DataSource dataSource;
    private final HsqldbGuard guard;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private Hsqldb(DataDirectory directory, DataSource dataSource, HsqldbGuard guard) {
        this.directory = directory;
        this.dataSource = dataSource;
        this.guard = guard;
    }

    /** @param usableSpace how many bytes its disk can still take */
    static Hsqldb open(Path dataDirectory, ToLongFunction<DataDirectory> usableSpace) {
        DataDirectory directory = DataDirectory.lock(dataDirectory);
        try {
            return open(directory, () -> usableSpace.applyAsLong(directory));
        } catch (SQLException | IOException e) {
            directory.close();
            throw new StorageException("the database in " + dataDirectory + " cannot be opened: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static Hsqldb open(DataDirectory directory, LongSupplier usableSpace) throws SQLException, IOException {
        HsqldbFiles.prepare(directory.files());
        JDBCDataSource dataSource = new JDBCDataSource();
        // A lock file of HSQLDB's own would hold up the next start after a crash by ten seconds.
        dataSource.setUrl("jdbc:hsqldb:file:" + directory.files() + ";hsqldb.lock_file=false"
                // What it logs goes to its guard and to no logging library that it finds.
                + ";hsqldb.extlog=0"
                + ";" + FULL_REPLAY + "=true");
        dataSource.setUser("SA");
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            try {
                return new Hsqldb(directory, dataSource, configure(connection, statement, usableSpace));
            } catch (SQLException | RuntimeException e) {
                statement.execute("SHUTDOWN IMMEDIATELY");
                throw e;
            }
        }
    }

    private static HsqldbGuard configure(Connection connection, Statement statement, LongSupplier usableSpace)
            throws SQLException {
        org.hsqldb.Database database = HsqldbGuard.database(connection);
        if (!database.getURLProperties().isPropertyTrue(FULL_REPLAY)) {
            throw new StorageException("HSQLDB does not take " + FULL_REPLAY);
        }
        HsqldbGuard guard = HsqldbGuard.of(database, usableSpace);
        for (String setting : SETTINGS) {
            statement.execute(setting);
        }
        requireSettings(statement);
        return guard;
    }

    /** Throws a {@link StorageException} where HSQLDB would lose what it acknowledges. */
    static void requireSettings(Statement statement) throws SQLException {
        for (Map.Entry<String, String> property : PROPERTIES.entrySet()) {
            String value = query(
                    statement,
                    "SELECT PROPERTY_VALUE FROM INFORMATION_SCHEMA.SYSTEM_PROPERTIES WHERE PROPERTY_NAME = '"
                            + property.getKey() + "'");
            if (!value.equals(property.getValue())) {
                throw new StorageException("HSQLDB does not take " + property + ", but keeps to " + value);
            }
        }
    }

    private static String query(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "nothing";
        }
    }

    DataSource dataSource() {
        return dataSource;
    }

    HsqldbGuard guard() {
        return guard;
    }

    /** Ends the database. A second time it does nothing: a connection would only start it again. */
    @Override
    public void close() {
        if (isClosed.getAndSet(true)) {
            return;
        }
        // After a failed write the files are left as a crash would leave them.
        String shutdown = guard.hasFailed() ? "SHUTDOWN IMMEDIATELY" : "SHUTDOWN";
        try (directory;
                Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(shutdown);
        } catch (SQLException e) {
            throw new StorageException("the database did not shut down", e);
        }
    }
}
