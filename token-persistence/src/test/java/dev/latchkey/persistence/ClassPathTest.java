package dev.latchkey.persistence;

import static dev.latchkey.token.testing.Fixtures.added;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.token.StorageException;
import dev.latchkey.token.testing.ExpectedLog;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program needs on its class path, tried in processes that lack the rest. */
final class ClassPathTest {

    private static final List<String> CLASS_PATH =
            List.of(System.getProperty("java.class.path").split(File.pathSeparator));

    @TempDir
    Path directory;

    @Test
    void on_anHsqldbDataSource_needsItsDriverAlone() throws Exception {
        assertThat(outputWithout("HikariCP postgresql argon2 log4j", "hsqldb", "jdbc:hsqldb:mem:x"))
                .isEqualTo("found");
    }

    @Test
    void on_aPostgresqlDataSource_needsItsDriverAlone() throws Exception {
        assertThat(outputWithout("HikariCP hsqldb argon2 log4j", "postgresql", url(Postgres.newDatabase())))
                .isEqualTo("found");
    }

    @Test
    void open_inADirectory_needsHsqldbAndAPool() throws Exception {
        assertThat(outputWithout("postgresql argon2 log4j", "directory", directory.toString()))
                .isEqualTo("found");
        assertThat(outputWithout("hsqldb", "directory", directory.toString()))
                .isEqualTo("a database in a directory needs org.hsqldb:hsqldb, which is not on the class path");
        assertThat(outputWithout("HikariCP", "directory", directory.toString()))
                .isEqualTo("a database in a directory needs com.zaxxer:HikariCP, which is not on the class path");
    }

    @Test
    void open_byAUrl_needsPostgresqlsDriverAndAPool() throws Exception {
        String url = url(Postgres.newDatabase());
        assertThat(outputWithout("hsqldb argon2 log4j", "url", url)).isEqualTo("found");
        assertThat(outputWithout("postgresql", "url", url))
                .isEqualTo("a database of PostgreSQL needs org.postgresql:postgresql, which is not on the class path");
        assertThat(outputWithout("HikariCP", "url", url))
                .isEqualTo(
                        "a database of PostgreSQL by its URL needs com.zaxxer:HikariCP, which is not on the class path");
    }

    @Test
    void accountStore_needArgon2() throws Exception {
        assertThat(outputWithout("argon2", "hsqldb", "jdbc:hsqldb:mem:x", "accounts"))
                .isEqualTo("accounts with passwords needs de.mkammerer:argon2-jvm, which is not on the class path");
    }

    @Test
    void accountStore_withoutArgon2_makeNoTables() throws Exception {
        String url = "jdbc:hsqldb:file:" + directory.resolve("service/db") + ";hsqldb.write_delay=false";

        outputWithout("argon2", "hsqldb", url, "accounts");

        String log = Files.readString(directory.resolve("service/db.log"));
        assertThat(log).contains("EXISTS latchkey.tokens").doesNotContain("EXISTS latchkey.accounts");
    }

    /** HSQLDB would log to it, and not to the guard, in every Spring Boot service. */
    @ExpectedLog("HSQLDB: a write has failed")
    @Test
    void open_besideLog4j_hearsOfAFailedWrite() throws Exception {
        assertThat(Class.forName("org.apache.logging.log4j.LogManager")).isNotNull();
        try (Database database = Database.open(DatabaseOptions.inDirectory(directory))) {
            added(database.tokens(), newToken());

            database.read(connection -> {
                var logger = HsqldbGuard.database(connection).logger;
                logger.logSevereEvent("a write has failed", new IOException("on purpose"));
                return logger;
            });

            assertThatThrownBy(() -> added(database.tokens(), newToken()))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("the disk has refused a write");
        }
    }

    private static String url(DatabaseOptions options) {
        return ((DatabaseOptions.Server) options.source()).url();
    }

    /** Returns what {@link Opener} says without the jars whose paths contain one of these words. */
    private static String outputWithout(String words, String... arguments) throws IOException, InterruptedException {
        List<String> missing = List.of(words.split(" "));
        String classPath = CLASS_PATH.stream()
                .filter(entry -> missing.stream()
                        .noneMatch(
                                word -> Path.of(entry).getFileName().toString().contains(word)))
                .collect(joining(File.pathSeparator));
        assertThat(CLASS_PATH.size() - classPath.split(File.pathSeparator).length)
                .isGreaterThanOrEqualTo(missing.size());
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                classPath,
                                Opener.class.getName()),
                        Arrays.stream(arguments))
                .toList();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var output = process.inputReader()) {
            String said = output.lines().collect(joining("\n"));
            process.waitFor();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
