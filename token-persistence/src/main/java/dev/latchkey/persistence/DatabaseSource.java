package dev.latchkey.persistence;

import com.zaxxer.hikari.HikariDataSource;
import dev.latchkey.token.StorageException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;

/**
 * Where the connections of a database come from.
 *
 * @param isShared whether others may change it
 * @param begin a statement that each transaction begins with; empty for none
 * @param renewals where nodes renew their leases; empty if no others decide calls, or they can't be told of changes
 * @param closing what ends it
 */
record DatabaseSource(
        DataSource dataSource,
        DatabaseKind kind,
        WriteGuard guard,
        boolean isShared,
        String begin,
        Optional<RenewalPlace> renewals,
        Runnable closing)
        implements AutoCloseable {

    /** @param usableSpace how many bytes the disk of HSQLDB's files can still take */
    static DatabaseSource open(DatabaseOptions options, ToLongFunction<DataDirectory> usableSpace) {
        if (options.source() instanceof DatabaseOptions.Directory directory) {
            return hsqldb(directory.path(), options, usableSpace);
        }
        if (options.source() instanceof DatabaseOptions.Server server) {
            return postgresql(server, options);
        }
        return service(((DatabaseOptions.Service) options.source()).dataSource(), options.nodeName());
    }

    private static DatabaseSource hsqldb(
            Path directory, DatabaseOptions options, ToLongFunction<DataDirectory> usableSpace) {
        Artifact.HSQLDB.require("a database in a directory");
        Artifact.HIKARI.require("a database in a directory");
        Hsqldb hsqldb = Hsqldb.open(directory, usableSpace);
        try {
            HikariDataSource pool = Pool.ofHsqldb(hsqldb.dataSource(), options);
            return new DatabaseSource(pool, DatabaseKind.HSQLDB, hsqldb.guard(), false, "", Optional.empty(), () -> {
                try {
                    pool.close();
                } finally {
                    hsqldb.close();
                }
            });
        } catch (RuntimeException e) {
            hsqldb.close();
            throw e;
        }
    }

    private static DatabaseSource postgresql(DatabaseOptions.Server server, DatabaseOptions options) {
        Artifact.HIKARI.require("a database of PostgreSQL by its URL");
        HikariDataSource pool = Pool.ofPostgresql(server, options);
        return new DatabaseSource(
                pool,
                DatabaseKind.POSTGRESQL,
                WriteGuard.NONE,
                true,
                "",
                Optional.of(new RenewalPlace(
                        longest -> PostgresqlNodeConnection.on(Pool.connect(server), options.nodeName(), longest),
                        () -> pool.getHikariPoolMXBean().softEvictConnections())),
                pool::close);
    }

    private static DatabaseSource service(DataSource dataSource, NodeName name) {
        try (Connection connection = dataSource.getConnection()) {
            DatabaseKind kind = DatabaseKind.of(connection.getMetaData().getDatabaseProductName());
            Optional<RenewalPlace> renewals = kind == DatabaseKind.POSTGRESQL
                    ? Optional.of(new RenewalPlace(
                            longest -> PostgresqlNodeConnection.on(dataSource.getConnection(), name, longest),
                            () -> {}))
                    : Optional.empty();
            return new DatabaseSource(
                    dataSource, kind, WriteGuard.NONE, true, kind.beginTransaction(), renewals, () -> {});
        } catch (SQLException e) {
            throw new StorageException("the database cannot be reached", e);
        }
    }

    @Override
    public void close() {
        closing.run();
    }
}
