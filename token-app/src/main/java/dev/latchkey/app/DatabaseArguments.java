package dev.latchkey.app;

import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.DatabaseOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say which database a command works on. */
final class DatabaseArguments {

    static final Path DEFAULT_DIRECTORY = Path.of("latchkey-data");

    @Option(
            names = "--data",
            paramLabel = "DIRECTORY",
            defaultValue = "${env:LATCHKEY_DATA}",
            description = "Where the server keeps its files (default: latchkey-data).")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            defaultValue = "${env:LATCHKEY_DATABASE_URL}",
            description =
                    "A PostgreSQL database, as jdbc:postgresql://host/name (default: HSQLDB in the data directory).")
    private Optional<String> url = Optional.empty();

    @Option(
            names = "--database-user",
            paramLabel = "USER",
            defaultValue = "${env:LATCHKEY_DATABASE_USER}",
            description = "Who connects to it.")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--database-password",
            paramLabel = "PASSWORD",
            defaultValue = "${env:LATCHKEY_DATABASE_PASSWORD}",
            description =
                    "With which password; better given by LATCHKEY_DATABASE_PASSWORD, which no process list shows.")
    private Optional<String> password = Optional.empty();

    @Option(
            names = "--pool-size",
            paramLabel = "N",
            defaultValue = "${env:LATCHKEY_POOL_SIZE:-8}",
            description = "How many connections to it at most (default: 8).")
    private int poolSize = 8;

    @Option(
            names = "--connection-timeout",
            paramLabel = "MS",
            defaultValue = "${env:LATCHKEY_CONNECTION_TIMEOUT:-5000}",
            description = "How long a call waits for a connection, in milliseconds (default: 5000).")
    private long connectionTimeout = 5_000;

    @Option(
            names = "--statement-timeout",
            paramLabel = "MS",
            defaultValue = "${env:LATCHKEY_STATEMENT_TIMEOUT:-5000}",
            description = "How long PostgreSQL works on a statement, in milliseconds (default: 5000).")
    private long statementTimeout = 5_000;

    @Option(
            names = "--lock-timeout",
            paramLabel = "MS",
            defaultValue = "${env:LATCHKEY_LOCK_TIMEOUT:-3000}",
            description = "How long a statement waits for a lock in PostgreSQL, in milliseconds (default: 3000).")
    private long lockTimeout = 3_000;

    /** Opens the database with the tables that are Latchkey's own. */
    Database open() {
        return Database.open(limited(options(dataDirectory())));
    }

    /** Opens it with a platform's tables too, in a directory that is the default there. */
    Database open(PlatformStart platform, Path defaultDirectory) {
        DatabaseOptions options = limited(options(dataDirectory(defaultDirectory)));
        return Database.open(platform.tables()
                .map(tables -> options.migrations(tables.schema(), tables.beside()))
                .orElse(options));
    }

    private DatabaseOptions limited(DatabaseOptions options) {
        try {
            return options.poolSize(poolSize)
                    .connectionTimeout(Duration.ofMillis(connectionTimeout))
                    .statementTimeout(Duration.ofMillis(statementTimeout))
                    .lockTimeout(Duration.ofMillis(lockTimeout));
        } catch (IllegalArgumentException e) {
            throw new UserErrorException("--pool-size, --…-timeout: " + e.getMessage(), e);
        }
    }

    private Path dataDirectory() {
        return dataDirectory(DEFAULT_DIRECTORY);
    }

    /** The directory that was named, or else this one. */
    Path dataDirectory(Path defaultDirectory) {
        return data.orElse(defaultDirectory);
    }

    private DatabaseOptions options(Path directory) {
        if (url.isEmpty()) {
            return DatabaseOptions.inDirectory(directory);
        }
        try {
            return DatabaseOptions.at(url.get(), user.orElse(""), password.orElse(""));
        } catch (IllegalArgumentException e) {
            throw new UserErrorException("--database-url: " + e.getMessage(), e);
        }
    }
}
