package dev.latchkey.persistence;

import com.google.common.collect.ImmutableMap;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.latchkey.token.StorageException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;

/** Pools of connections of our own. */
final class Pool {

    private Pool() {}

    static HikariDataSource ofHsqldb(DataSource hsqldb, DatabaseOptions options) {
        HikariConfig config = config(options);
        config.setDataSource(hsqldb);
        // A connection is an object in this process: it neither ages nor breaks.
        config.setMaxLifetime(0);
        return start(config);
    }

    static HikariDataSource ofPostgresql(DatabaseOptions.Server server, DatabaseOptions options) {
        HikariConfig config = config(options);
        config.setJdbcUrl(server.url());
        if (!server.user().isEmpty()) {
            config.setUsername(server.user());
        }
        if (!server.password().isEmpty()) {
            config.setPassword(server.password());
        }
        config.addDataSourceProperty("ApplicationName", "latchkey");
        reaching().forEach(config::addDataSourceProperty);
        // Nothing else ends a commit that waits for a standby which is gone.
        config.addDataSourceProperty("socketTimeout", "30");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        // The details quote rows, among them password hashes.
        config.addDataSourceProperty("logServerErrorDetail", "false");
        config.setConnectionInitSql(settings(options.limits()));
        return start(config);
    }

    /** A connection outside of the pool, for renewals. */
    static Connection connect(DatabaseOptions.Server server) throws SQLException {
        Properties properties = new Properties();
        if (!server.user().isEmpty()) {
            properties.setProperty("user", server.user());
        }
        if (!server.password().isEmpty()) {
            properties.setProperty("password", server.password());
        }
        properties.setProperty("ApplicationName", "latchkey-lease");
        reaching().forEach(properties::setProperty);
        properties.setProperty("loginTimeout", "4");
        properties.setProperty("socketTimeout", "10"); // until its user sets another one
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("logServerErrorDetail", "false");
        return DriverManager.getConnection(server.url(), properties);
    }

    /**
     * How long a server is waited for that does not answer at all, in seconds and milliseconds, and for how many seconds the driver remembers which of several
     * hosts was no primary: it looks at none of those while it does.
     */
    private static ImmutableMap<String, String> reaching() {
        return ImmutableMap.of("connectTimeout", "2", "sslResponseTimeout", "2000", "hostRecheckSeconds", "1");
    }

    /** An acknowledged commit is on disk, whatever the server's default; if that is stricter, it stays. */
    private static String settings(Limits limits) {
        return "SELECT set_config('statement_timeout', '%d', false), set_config('lock_timeout', '%d', false),"
                        .formatted(
                                limits.statementTimeout().toMillis(),
                                limits.lockTimeout().toMillis())
                + " set_config('synchronous_commit', COALESCE(NULLIF(current_setting('synchronous_commit'), 'off'), 'on'),"
                + " false)";
    }

    private static HikariConfig config(DatabaseOptions options) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("latchkey");
        config.setMaximumPoolSize(options.limits().poolSize());
        config.setConnectionTimeout(options.limits().connectionTimeout().toMillis());
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return config;
    }

    private static HikariDataSource start(HikariConfig config) {
        try {
            return new HikariDataSource(config);
        } catch (PoolInitializationException e) {
            throw new StorageException("the database cannot be reached", e);
        }
    }
}
