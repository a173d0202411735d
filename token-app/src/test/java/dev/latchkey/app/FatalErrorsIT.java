package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After an error that a process cannot live on with, it says so and ends. */
final class FatalErrorsIT {

    private static final Duration SECONDS = Duration.ofSeconds(30);
    private static final String LAST_WORDS = "latchkey: an error that the process cannot live on with";

    @TempDir
    private Path directory;

    @Test
    void aServerWithoutMemory_ends_andFreesItsPort() throws Exception {
        try (ServerProcess server = ServerProcess.main(
                directory,
                List.of("-Xmx64m"),
                FailingProcess.class,
                "memory",
                "serve",
                "--http-port",
                "0",
                "--https-port",
                "-1",
                "--data",
                directory.resolve("data").toString())) {
            URI address = server.awaitReady().address();
            server.type("\n");
            Awaitility.await().atMost(SECONDS).until(() -> !server.isAlive() || isAnsweredNoMore(address));

            assertThat(server.exitCode(SECONDS)).isEqualTo(FatalErrors.EXIT_CODE);
            assertThat(server.errors()).contains(LAST_WORDS);
            Assertions.assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> connect(address));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"thread", "event loop", "worker", "wrapped", "error in a cache"})
    void anError_endsTheProcess(String where) throws Exception {
        try (ServerProcess process = ServerProcess.main(directory, List.of(), FailingProcess.class, where)) {
            process.expecting("on purpose").expecting("NoClassDefFoundError: x").expecting(LAST_WORDS);
            assertThat(process.exitCode(SECONDS)).isEqualTo(FatalErrors.EXIT_CODE);
            assertThat(process.errors()).contains(LAST_WORDS).containsAnyOf("on purpose", "NoClassDefFoundError: x");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"deep stack", "deep stack in a cache", "exception"})
    void whatOneThreadMet_isLogged_andEndsThatThreadAlone(String what) throws Exception {
        try (ServerProcess process = ServerProcess.main(directory, List.of(), FailingProcess.class, what)) {
            process.expecting("the thread victim ended");
            assertThat(process.exitCode(SECONDS)).isZero();
            assertThat(process.errors())
                    .contains("SEVERE", "the thread victim ended")
                    .doesNotContain(LAST_WORDS);
        }
    }

    @Test
    void whatHangsAtTheEnd_isCutOff_andSaid() throws Exception {
        try (ServerProcess process = ServerProcess.main(directory, List.of(), FailingProcess.class, "closing")) {
            process.expecting("not closed within");
            assertThat(process.exitCode(SECONDS)).isEqualTo(Closing.EXIT_CODE);
            assertThat(process.errors()).contains("SEVERE", "not closed within PT1S");
        }
    }

    /** Asks it once more: so a thread of the server's needs memory. */
    private static boolean isAnsweredNoMore(URI address) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/openapi.json"))
                .timeout(Duration.ofSeconds(1))
                .build();
        try {
            HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
            return false;
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void connect(URI address) throws IOException {
        new Socket(address.getHost(), address.getPort()).close();
    }
}
