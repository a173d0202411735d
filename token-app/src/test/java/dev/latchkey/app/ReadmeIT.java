package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README's first calls, run as they are written, but for the port. */
final class ReadmeIT {

    @TempDir
    private Path directory;

    @Test
    void theFirstCalls_stopAnEnvironment() throws Exception {
        String readme = Files.readString(Path.of("../README.md"));
        int start = readme.indexOf("```sh\n") + "```sh\n".length();
        String commands = readme.substring(start, readme.indexOf("```", start));
        assertThat(commands).contains("curl", "stopenv", "127.0.0.1:8080");

        try (ServerProcess server = ServerProcess.serve(
                directory, List.of("--demo", "--data", directory.resolve("data").toString()))) {
            Path script = Files.writeString(
                    directory.resolve("first-calls.sh"),
                    "set -eu\n"
                            + commands.replace(
                                    "127.0.0.1:8080", server.address().getAuthority()));
            Process shell = new ProcessBuilder("sh", script.toString())
                    .redirectErrorStream(true)
                    .start();

            String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(printed).isEqualTo("{\"result\":0}");
        }
    }
}
