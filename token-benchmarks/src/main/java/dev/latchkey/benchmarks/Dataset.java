package dev.latchkey.benchmarks;

import dev.latchkey.persistence.DatabaseOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A database with so many generated tokens, kept for the next run.
 *
 * @param data the data directory of a server on it
 * @param postgres where the database is; null for HSQLDB
 */
record Dataset(int tokens, Path data, @Nullable PostgresServer postgres) {

    static Dataset inHsqldb(Path directory, int tokens) {
        return new Dataset(tokens, directory.resolve("hsqldb-" + tokens), null);
    }

    static Dataset inPostgresql(PostgresServer postgres, Path directory, int tokens) {
        return new Dataset(tokens, directory.resolve("postgresql-" + tokens), postgres);
    }

    private String name() {
        return "tokens" + tokens;
    }

    DatabaseOptions options() {
        return postgres == null
                ? DatabaseOptions.inDirectory(data)
                : DatabaseOptions.at(postgres.url(name()), PostgresServer.USER, PostgresServer.USER);
    }

    /**
     * Loads it in a process of its own, where it is not there yet.
     *
     * @param heap how much that may take
     */
    void load(String heap) {
        List<String> where = postgres == null
                ? List.of("--data", data.toString())
                : List.of(
                        "--database-url",
                        postgres.url(name()),
                        "--database-user",
                        PostgresServer.USER,
                        "--database-password",
                        PostgresServer.USER);
        List<String> command = Child.ourselvesWithHeap(heap, "load", "--tokens", Integer.toString(tokens));
        command.addAll(where);
        try (Child loader = Child.start(command)) {
            System.err.println(loader.await(TokenLoader.LOADED));
        }
        if (postgres != null) {
            postgres.settle(name());
        }
    }

    /** Reads all its files, so that the operating system has them in memory as far as it has room. */
    void readOnce() {
        Path directory = postgres == null ? data : data.resolveSibling(PostgresServer.DIRECTORY);
        try {
            Files.walkFileTree(directory, new Reading());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads every file that is still there when it comes to it: a database at work removes some. */
    private static final class Reading extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            try (InputStream content = Files.newInputStream(file)) {
                content.transferTo(OutputStream.nullOutputStream());
            } catch (NoSuchFileException e) {
                return FileVisitResult.CONTINUE;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }
    }

    /** What a server is told to use it. */
    Map<String, String> environment() {
        return postgres == null
                ? Map.of()
                : Map.of(
                        "LATCHKEY_DATABASE_URL", postgres.url(name()),
                        "LATCHKEY_DATABASE_USER", PostgresServer.USER,
                        "LATCHKEY_DATABASE_PASSWORD", PostgresServer.USER);
    }

    /** How many bytes of the disk it takes. */
    long size() {
        if (postgres != null) {
            return postgres.size(name());
        }
        try (Stream<Path> files = Files.walk(data.resolve("database"))) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
