package dev.latchkey.app;

import dev.latchkey.app.platform.DemoPlatform;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.DatabaseOptions;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say which database a command works on. */
final class DatabaseArguments {

    @Option(
            names = "--data",
            paramLabel = "DIRECTORY",
            defaultValue = "${env:LATCHKEY_DATA:-latchkey-data}",
            description = "Where the server keeps its files (default: latchkey-data).")
    private Path data = Path.of("latchkey-data");

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

    Database open() {
        return Database.open(options().migrations(DemoPlatform.SCHEMA, DemoPlatform.class));
    }

    Path dataDirectory() {
        return data;
    }

    private DatabaseOptions options() {
        if (url.isEmpty()) {
            return DatabaseOptions.inDirectory(data);
        }
        try {
            return DatabaseOptions.at(url.get(), user.orElse(""), password.orElse(""));
        } catch (IllegalArgumentException e) {
            throw new UserErrorException("--database-url: " + e.getMessage(), e);
        }
    }
}
