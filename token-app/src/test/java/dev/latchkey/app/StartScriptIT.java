package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start script beside the jar. */
final class StartScriptIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Map<String, String> settings = new HashMap<>();

    @TempDir
    private Path directory;

    @Test
    void theFirstStart_hasAnArchiveMade_whichTheNextOneUses() throws Exception {
        assertThat(classesOfArchive(serveOnce())).isEmpty();
        Awaitility.await().atMost(PATIENCE).until(() -> !archives().isEmpty() && !isBeingMade());

        assertThat(archives()).hasSize(1);
        assertThat(classesOfArchive(serveOnce())).hasSizeGreaterThan(500);
    }

    /** Whatever the server is told, what is made beside it is not: it would make its demo's tables in that database. */
    @Test
    void archive_makesItBeforehand_withNoneOfTheServersSettings() throws Exception {
        settings.put("LATCHKEY_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/none");
        settings.put("LATCHKEY_HTTP_PORT", "none");
        Process process = script("", "archive");

        assertThat(exitCode(process)).isZero();
        assertThat(archives()).hasSize(1);
        assertThat(isBeingMade()).isFalse();
    }

    @Test
    void archive_withoutAPlaceForIt_isRefused() throws Exception {
        settings.put("LATCHKEY_CACHE", "none");

        assertThat(exitCode(script("", "archive"))).isEqualTo(2);
    }

    @Test
    void arguments_areThoseOfTheJar_andHaveNoArchiveMade() throws Exception {
        Process process = script("", "version");
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(printed).startsWith("Latchkey ").contains("on Java " + Runtime.version());
        assertThat(cache()).doesNotExist();
    }

    @Test
    void whatCouldNotBeMade_isSaidOnce_andNotTriedAgain_untilAsked() throws Exception {
        fakeJava("echo half >\"${option#*=}\"; echo 'no room' >&2; exit 1");

        assertThat(exitCode(script("", "serve"))).isZero();
        Awaitility.await().atMost(PATIENCE).until(() -> cached(".failed").size() == 1 && !isBeingMade());
        assertThat(exitCode(script("", "serve"))).isZero();

        assertThat(archives()).isEmpty();
        assertThat(Files.readString(cached(".failed").get(0))).contains("no room", "exit code 1");
        Awaitility.await().untilAsserted(() -> assertThat(errors()).containsOnlyOnce("no archive of classes"));
        assertThat(trainings()).hasSize(1);
        assertThat(exitCode(script("", "archive"))).isEqualTo(1);
        assertThat(trainings()).hasSize(2);
        assertThat(isBeingMade()).isFalse();
    }

    @Test
    void whatIsOutOfDate_isRemoved() throws Exception {
        fakeJava(
                "trap 'kill $!; echo whole >\"${option#*=}\"; exit 143' TERM; sleep 600 >/dev/null & echo ready; wait");
        assertThat(exitCode(script("", "archive"))).isZero();
        Path first = archives().get(0);
        Path others = Files.createFile(cache().resolve("1-2.3-4.jsa"));
        Path fresh = Files.createDirectory(cache().resolve("work.fresh"));
        Path left = Files.createDirectory(cache().resolve("work.left"));
        Files.createFile(left.resolve("archive"));
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofDays(3))));

        Files.writeString(home().resolve("release"), "JAVA_VERSION=\"17.0.99\"\n");
        assertThat(exitCode(script("", "archive"))).isZero();

        assertThat(archives()).hasSize(2).contains(others).doesNotContain(first);
        assertThat(left).doesNotExist();
        assertThat(fresh).exists();
    }

    /** Has a program in the place of Java, which does {@code training} when an archive is to be made, and else nothing. */
    private void fakeJava(String training) throws IOException {
        Path java = Files.createDirectories(home().resolve("bin")).resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                for option in "$@"; do
                    case $option in
                        -XX:ArchiveClassesAtExit=* | -XX:AOTCacheOutput=*) echo training >>"%s"; %s ;;
                    esac
                done
                """.formatted(directory.resolve("trainings"), training));
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        settings.put("JAVA_HOME", home().toString());
    }

    private Path home() {
        return directory.resolve("java");
    }

    private List<String> trainings() throws IOException {
        return Files.readAllLines(directory.resolve("trainings"));
    }

    private static int exitCode(Process process) throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** Serves, answers and ends, and gives the JVM's log of the classes that it loaded. */
    private Path serveOnce() throws Exception {
        Path log = Files.createTempFile(directory, "classes", ".log");
        Process process = script(
                "-Xlog:class+load:file=" + log,
                "serve",
                "--http-port",
                "0",
                "--https-port",
                "-1",
                "--data",
                directory.resolve("data").toString());
        try (BufferedReader out = process.inputReader()) {
            String ready = out.readLine();
            assertThat(ready).startsWith("Latchkey is ready: ");
            URI address = URI.create(ready.substring(ready.indexOf("http")));
            HttpRequest request =
                    HttpRequest.newBuilder(address.resolve("/health")).build();
            assertThat(HttpClient.newHttpClient()
                            .send(request, BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
        return log;
    }

    private Process script(String options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("latchkey.jar"))
                .resolveSibling("latchkey")
                .toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectError(Files.createTempFile(directory, "err", ".log").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LATCHKEY_") || name.equals("XDG_CACHE_HOME"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS", options);
        builder.environment().put("HOME", directory.toString());
        builder.environment().putAll(settings);
        return builder.start();
    }

    /** Where it is unless another place is said; it is not there yet, and neither is what it is in. */
    private Path cache() {
        return directory.resolve(".cache/latchkey");
    }

    private String errors() throws IOException {
        StringBuilder errors = new StringBuilder();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path log : files.filter(file -> file.getFileName().toString().startsWith("err"))
                    .toList()) {
                errors.append(Files.readString(log));
            }
        }
        return errors.toString();
    }

    private List<Path> archives() throws IOException {
        return cached(".jsa");
    }

    private List<Path> cached(String suffix) throws IOException {
        if (Files.notExists(cache())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(cache())) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }

    private boolean isBeingMade() throws IOException {
        try (Stream<Path> files = Files.list(cache())) {
            return files.anyMatch(Files::isDirectory);
        }
    }

    /** Our own classes that did not come out of the jar. */
    private static List<String> classesOfArchive(Path log) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(" dev.latchkey.") || line.contains(" io.vertx."))
                    .filter(line -> line.contains("shared objects file"))
                    .toList();
        }
    }
}
