package dev.latchkey.persistence;

import static dev.latchkey.token.testing.Fixtures.added;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.token.StorageException;
import dev.latchkey.token.Token;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that was a primary and is a standby when it comes back. */
final class PostgresqlStandbyTest {

    @TempDir
    Path directory;

    @Test
    void checkWritable_onAStandby_saysSo() throws IOException {
        Token token;
        try (EmbeddedPostgres server = start();
                Database database = open(server)) {
            token = added(database.tokens(), newToken());
        }
        Files.createFile(directory.resolve("data/standby.signal"));

        try (EmbeddedPostgres server = start();
                Database database = open(server)) {
            assertThat(database.tokens().find(token.fingerprint())).contains(token);
            assertThatThrownBy(database::checkWritable)
                    .isInstanceOf(StorageException.class)
                    .hasMessage("the PostgreSQL server is a standby, and takes no changes");
        }
    }

    private EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("data"))
                .setCleanDataDirectory(false)
                .start();
    }

    private static Database open(EmbeddedPostgres server) {
        return Database.open(DatabaseOptions.at(server.getJdbcUrl("postgres", "postgres"), "postgres", "postgres"));
    }
}
