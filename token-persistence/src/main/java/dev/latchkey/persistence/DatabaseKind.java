package dev.latchkey.persistence;

import com.zaxxer.hikari.HikariConfig;
import java.util.Locale;

/** What differs between the databases. All statements are common to them; their tables are made by migrations for each. */
enum DatabaseKind {
    HSQLDB {
        @Override
        void configure(HikariConfig pool) {
            // A connection is an object in this process: it neither ages nor breaks.
            pool.setMaxLifetime(0);
        }
    },
    POSTGRESQL {
        @Override
        void configure(HikariConfig pool) {
            pool.addDataSourceProperty("ApplicationName", "latchkey");
            pool.addDataSourceProperty("connectTimeout", "10");
            // Nothing else ends a commit that waits for a standby which is gone.
            pool.addDataSourceProperty("socketTimeout", "30");
            pool.addDataSourceProperty("tcpKeepAlive", "true");
            // The details quote rows, among them password hashes.
            pool.addDataSourceProperty("logServerErrorDetail", "false");
            // An acknowledged commit is on disk, whatever the server's default; where that is stricter, it stays.
            pool.setConnectionInitSql("SELECT set_config('synchronous_commit', 'on', false)"
                    + " WHERE current_setting('synchronous_commit') = 'off'");
        }
    };

    abstract void configure(HikariConfig pool);

    /** Where its migrations are, in a directory that has some for each kind. */
    String migrations(String location) {
        return location + "/" + name().toLowerCase(Locale.ROOT);
    }
}
