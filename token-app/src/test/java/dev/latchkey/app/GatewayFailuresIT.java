package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.app.RecordingServer.Answering;
import dev.latchkey.app.RecordingServer.Received;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Gateways with the configurations of the documentation, while Latchkey is down, slow, or somebody else answers in its place. */
final class GatewayFailuresIT {

    private static final Duration SLOW = Duration.ofSeconds(3);

    @TempDir
    private Path directory;

    private RecordingServer api;

    @BeforeEach
    void start() throws IOException {
        api = RecordingServer.ok();
    }

    @AfterEach
    void close() throws IOException {
        api.close();
    }

    private static String answer(String status, String... headers) {
        String lines = String.join(
                "", List.of(headers).stream().map(header -> header + "\r\n").toList());
        return "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n" + lines + "\r\n";
    }

    /** What a request is answered by a gateway that asks a server of ours. */
    private RawAnswer ask(GatewayProgram program, Answering latchkey) throws Exception {
        try (RecordingServer stub = new RecordingServer(latchkey)) {
            return ask(program, stub.port());
        }
    }

    private RawAnswer ask(GatewayProgram program, int latchkey) throws Exception {
        try (GatewayProcess gateway = GatewayProcess.start(program, directory, latchkey, api.port())) {
            return gateway.ask(
                    "GET /v1/orders/7", "Authorization: Bearer x", "X-Latchkey-Account: 999", "X-Latchkey-Token: 999");
        }
    }

    @ParameterizedTest
    @CsvSource({"NGINX,503", "CADDY,502", "HAPROXY,503"})
    void whileLatchkeyIsDown_nothingPasses_andNobodyIsToldThatTheTokenIsBad(GatewayProgram program, int status)
            throws Exception {
        RecordingServer down = RecordingServer.ok();
        down.close();

        RawAnswer answer = ask(program, down.port());

        assertThat(answer.status()).as(answer.head()).isEqualTo(status);
        assertThat(api.take()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"NGINX,503", "CADDY,504", "HAPROXY,503"})
    void whileLatchkeyIsSlow_nothingPasses(GatewayProgram program, int status) throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        long start = System.nanoTime();

        RawAnswer answer = ask(program, request -> {
            assertThat(end.await(SLOW.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
            return answer("200 OK", "X-Latchkey-Account: 1", "X-Latchkey-Token: 1", "X-Latchkey-Method: a");
        });

        assertThat(answer.status()).as(answer.head()).isEqualTo(status);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SLOW);
        assertThat(api.take()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"NGINX,503", "CADDY,503", "HAPROXY,503"})
    void whileLatchkeyCannotDecide_theClientIsToldToComeBack(GatewayProgram program, int status) throws Exception {
        RawAnswer answer = ask(program, request -> answer("503 Service Unavailable", "Retry-After: 1"));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.head()).contains("\r\nretry-after: 1");
        assertThat(api.take()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoYes_doesNotPass(GatewayProgram program) throws Exception {
        for (String status : List.of("302 Found", "400 Bad Request", "404 Not Found", "500 Internal Server Error")) {
            RawAnswer answer = ask(program, request -> answer(status, "X-Latchkey-Account: 1"));

            assertThat(answer.status()).as(status).isGreaterThanOrEqualTo(302);
            assertThat(api.take()).as(status).isEmpty();
        }
    }

    /** A yes that is not Latchkey's. HAProxy's script takes it for none; with the others the API learns of no identity. */
    @ParameterizedTest
    @EnumSource
    void aYesWithoutIdentity_neverPassesOnTheClients(GatewayProgram program) throws Exception {
        RawAnswer answer = ask(program, request -> answer("200 OK"));

        List<Received> passed = api.take();
        if (program == GatewayProgram.HAPROXY) {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(passed).isEmpty();
        }
        for (Received request : passed) {
            assertThat(request.header("X-Latchkey-Account")).doesNotContain("999");
            assertThat(request.header("X-Latchkey-Token")).doesNotContain("999");
            assertThat(String.join("", request.header("X-Latchkey-Account"))).doesNotMatch("[0-9-]+");
        }
    }
}
