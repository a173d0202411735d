package dev.latchkey.persistence;

import static dev.latchkey.token.testing.Fixtures.added;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.latchkey.token.StorageException;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.testing.ExpectedLog;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged survives that the server of the database is killed, and a call without it fails as one. */
final class PostgresqlKillTest {

    @TempDir
    Path directory;

    @ExpectedLog("") // anything may be told of a database that is killed
    @Test
    void kill_losesNothingThatWasAcknowledged() throws Exception {
        List<TokenFingerprint> acknowledged;
        try (EmbeddedPostgres server = start();
                Database database = open(server)) {
            acknowledged = addUntilKilled(database);
        }

        try (EmbeddedPostgres server = start();
                Database database = open(server)) {
            List<TokenFingerprint> lost = acknowledged.stream()
                    .filter(fingerprint -> database.tokens().find(fingerprint).isEmpty())
                    .toList();
            System.out.printf("PostgreSQL killed: %d acknowledged, %d lost%n", acknowledged.size(), lost.size());
            assertThat(lost).isEmpty();
        }
    }

    private List<TokenFingerprint> addUntilKilled(Database database) throws Exception {
        List<TokenFingerprint> acknowledged = new CopyOnWriteArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> writers = Stream.<Runnable>generate(() -> () -> addForever(database, acknowledged))
                    .limit(2)
                    .<Future<?>>map(threads::submit)
                    .toList();
            await().until(() -> acknowledged.size() >= 300);
            killServer();
            for (Future<?> writer : writers) {
                assertThat(failure(writer)).containsInstanceOf(StorageException.class);
            }
            return acknowledged;
        } finally {
            threads.shutdownNow();
        }
    }

    private static void addForever(Database database, List<TokenFingerprint> acknowledged) {
        while (true) {
            Token token = added(database.tokens(), newToken());
            acknowledged.add(token.fingerprint());
        }
    }

    private static Optional<Throwable> failure(Future<?> writer) throws InterruptedException {
        try {
            writer.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(e.getCause());
        }
    }

    private void killServer() throws IOException {
        long id = Long.parseLong(Files.readAllLines(directory.resolve("data/postmaster.pid"))
                .get(0)
                .strip());
        ProcessHandle server = ProcessHandle.of(id).orElseThrow();
        List<ProcessHandle> processes =
                Stream.concat(Stream.of(server), server.descendants()).toList();
        processes.forEach(ProcessHandle::destroyForcibly);
        await().until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }

    private EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("data"))
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on")
                .start();
    }

    private static Database open(EmbeddedPostgres server) {
        return Database.open(DatabaseOptions.at(server.getJdbcUrl("postgres", "postgres"), "postgres", "postgres"));
    }
}
