package dev.latchkey.app;

import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.DatabaseOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say which database a command works on. */
final class DatabaseArguments {

    static final Path DEFAULT_DIRECTORY = Path.of("latchkey-data");

    /** The one of a server with the demo. */
    static final Path DEMO_DIRECTORY = Path.of("latchkey-demo");

    @Option(
            names = "--data",
            paramLabel = "DIRECTORY",
            description = "Where the server keeps its files (default: latchkey-data, or latchkey-demo with --demo).")
    private Optional<Path> data = Optional.empty();

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description =
                    "A PostgreSQL database, as jdbc:postgresql://host/name (default: HSQLDB in the data directory).")
    private Optional<String> url = Optional.empty();

    @Option(names = "--database-user", paramLabel = "USER", description = "Who connects to it.")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--database-password",
            paramLabel = "PASSWORD",
            description =
                    "With which password; better given by LATCHKEY_DATABASE_PASSWORD, which no process list shows.")
    private Optional<String> password = Optional.empty();

    @Option(
            names = "--pool-size",
            paramLabel = "N",
            defaultValue = "8",
            description = "How many connections to it at most (default: 8).")
    private int poolSize = 8;

    @Option(
            names = "--connection-timeout",
            paramLabel = "MS",
            defaultValue = "5000",
            description = "How long a call waits for a connection, in milliseconds (default: 5000).")
    private long connectionTimeout = 5_000;

    @Option(
            names = "--statement-timeout",
            paramLabel = "MS",
            defaultValue = "5000",
            description = "How long PostgreSQL works on a statement, in milliseconds (default: 5000).")
    private long statementTimeout = 5_000;

    @Option(
            names = "--lock-timeout",
            paramLabel = "MS",
            defaultValue = "3000",
            description = "How long a statement waits for a lock in PostgreSQL, in milliseconds (default: 3000).")
    private long lockTimeout = 3_000;

    @Option(
            names = "--lease",
            paramLabel = "S",
            defaultValue = "2",
            description =
                    "For how long a node on PostgreSQL that is out of reach holds up changes that take rights away, in seconds, from"
                            + " 1 to 60 and the same for all nodes (default: 2).")
    private long lease = 2;

    @Option(
            names = "--node-name",
            paramLabel = "NAME",
            description =
                    "What this server is called among those on the same PostgreSQL, in `latchkey node list` (default: its machine and process).")
    private Optional<String> nodeName = Optional.empty();

    /** @throws UserErrorException if a value is not of its form; the message names its option */
    void check() {
        DatabaseOptions unused = limited(options(DEFAULT_DIRECTORY));
    }

    /** Opens the database with the tables that are Latchkey's own, in a directory that is the default there. */
    Database open(Path defaultDirectory) {
        return Database.open(limited(options(dataDirectory(defaultDirectory))));
    }

    /**
     * Opens one that is there.
     *
     * @throws UserErrorException if there is none in the directory
     */
    Database openExisting(Path defaultDirectory) {
        Path directory = dataDirectory(defaultDirectory);
        if (url.isEmpty() && Files.notExists(directory.resolve("database"))) {
            throw new UserErrorException("there is no data in " + directory + ": name the directory with --data, or the"
                    + " demo's with --demo");
        }
        return open(defaultDirectory);
    }

    /** Opens it with a platform's tables too, in a directory that is the default there. */
    Database open(PlatformStart platform, Path defaultDirectory) {
        DatabaseOptions options = limited(options(dataDirectory(defaultDirectory)));
        return Database.open(platform.tables()
                .map(tables -> options.migrations(tables.schema(), tables.beside()))
                .orElse(options));
    }

    private DatabaseOptions limited(DatabaseOptions options) {
        DatabaseOptions sized = Values.valid("--pool-size", () -> options.poolSize(poolSize));
        DatabaseOptions patient = Values.valid(
                "--connection-timeout", () -> sized.connectionTimeout(Duration.ofMillis(connectionTimeout)));
        DatabaseOptions working = Values.valid(
                "--statement-timeout", () -> patient.statementTimeout(Duration.ofMillis(statementTimeout)));
        DatabaseOptions unlocking =
                Values.valid("--lock-timeout", () -> working.lockTimeout(Duration.ofMillis(lockTimeout)));
        DatabaseOptions leased = Values.valid("--lease", () -> unlocking.lease(Duration.ofSeconds(lease)));
        return nodeName.map(name -> Values.valid("--node-name", () -> leased.nodeName(name)))
                .orElse(leased);
    }

    /** The directory that was named, or else this one. */
    Path dataDirectory(Path defaultDirectory) {
        return data.orElse(defaultDirectory);
    }

    private DatabaseOptions options(Path directory) {
        return url.isEmpty()
                ? DatabaseOptions.inDirectory(directory)
                : Values.valid(
                        "--database-url", () -> DatabaseOptions.at(url.get(), user.orElse(""), password.orElse("")));
    }
}
