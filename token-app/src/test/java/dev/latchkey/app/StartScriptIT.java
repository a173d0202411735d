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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The start script beside the jar. */
final class StartScriptIT {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private Path directory;

    @Test
    void theFirstStart_hasAnArchiveMade_whichTheNextOneUses() throws Exception {
        assertThat(classesOfArchive(serveOnce())).isEmpty();
        Awaitility.await().atMost(PATIENCE).until(() -> !archives().isEmpty() && !isBeingMade());

        assertThat(archives()).hasSize(1);
        assertThat(classesOfArchive(serveOnce())).hasSizeGreaterThan(500);
    }

    @Test
    void archive_makesItBeforehand() throws Exception {
        Process process = script("", "archive");

        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(archives()).hasSize(1);
        assertThat(isBeingMade()).isFalse();
    }

    @Test
    void arguments_areThoseOfTheJar() throws Exception {
        Process process = script("", "version");
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(printed).startsWith("Latchkey ").contains("on Java " + Runtime.version());
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
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS", options);
        builder.environment().put("LATCHKEY_CACHE", cache().toString());
        return builder.start();
    }

    private Path cache() {
        return directory.resolve("cache");
    }

    private List<Path> archives() throws IOException {
        if (Files.notExists(cache())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(cache())) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
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
