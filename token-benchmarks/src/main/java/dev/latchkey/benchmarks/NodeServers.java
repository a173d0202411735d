package dev.latchkey.benchmarks;

import dev.latchkey.persistence.DatabaseOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Released servers on one core, on a PostgreSQL of their own or on HSQLDB. */
final class NodeServers {

    private final PostgresServer postgres;
    private final Path jar;
    private final Path directory;

    /** @param directory where they keep their files */
    NodeServers(PostgresServer postgres, Path jar, Path directory) {
        this.postgres = postgres;
        this.jar = jar;
        this.directory = directory;
    }

    PostgresServer postgres() {
        return postgres;
    }

    /** Makes a database of PostgreSQL with so many tokens. */
    void load(String database, int tokens) {
        NodeTokens.load(DatabaseOptions.at(postgres.url(database), PostgresServer.USER, PostgresServer.USER), tokens);
    }

    /** Starts one on HSQLDB with so many tokens. */
    ServerProcess onHsqldb(String name, int tokens) {
        Path data = directory.resolve(name);
        NodeTokens.load(DatabaseOptions.inDirectory(data), tokens);
        return start(data, List.of());
    }

    /** Starts one on a database that was loaded. */
    ServerProcess onPostgresql(String name, String database, String... more) {
        List<String> options = new ArrayList<>(List.of("--database-url", postgres.url(database)));
        options.addAll(List.of("--database-user", PostgresServer.USER, "--database-password", PostgresServer.USER));
        options.addAll(List.of(more));
        return start(directory.resolve(name), options);
    }

    private ServerProcess start(Path data, List<String> options) {
        return ServerProcess.releasedOnCore(HttpLoad.SERVER_CORE, jar, data, options);
    }
}
