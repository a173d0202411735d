package dev.latchkey.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.demo.DemoAccount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is none of HTTP's: told to its sender as the sender's mistake, and quiet in the log (which is looked at when the server
 * is closed).
 */
final class BrokenFramesIT {

    private static final String PING = RawHttp.get("/health");
    private static final int PROTOCOL_ERROR = 1;

    @TempDir
    private static Path directory;

    private static ServerProcess server;

    @BeforeAll
    static void start() throws Exception {
        server = ServerProcess.serve(
                directory, List.of("--demo", "--data", directory.resolve("data").toString()));
    }

    /** Nothing of it may be in the log, not even as a warning. */
    @AfterAll
    static void stop() throws Exception {
        String log = server.errors();
        server.close();
        assertThat(log).doesNotContain("WARN", "SEVERE", "\tat ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zz\r\n",
                "-1\r\nx\r\n0\r\n\r\n",
                "0x1\r\nx\r\n0\r\n\r\n",
                "1;a\nb\r\nx\r\n0\r\n\r\n",
                "ffffffffffffffffff\r\nx",
                "80000000\r\nx",
                "\r\n\r\n",
                "1\r\nxyz\r\n0\r\n\r\n",
                "0\r\nbroken trailer\r\n\r\n"
            })
    void brokenChunks_areTheSendersMistake(String body) {
        for (String type : List.of(RawHttp.FORM, RawHttp.MULTIPART, "text/plain")) {
            assertRefused(RawHttp.chunkedHead(RawHttp.SIGN_IN, type) + body);
            assertRefused(RawHttp.chunkedHead(RawHttp.UPLOAD, type) + body);
        }
    }

    static Stream<String> wrongHosts() {
        return Stream.of(
                "",
                "Host: localhost\r\nHost: localhost\r\n",
                "Host: localhost\r\nHost: other\r\n",
                "Host: a b\r\n",
                "Host: user@host\r\n",
                "Host: a/b\r\n",
                "Host: [::1\r\n",
                "Host: a:port\r\n");
    }

    @ParameterizedTest
    @MethodSource("wrongHosts")
    void aHostThatIsNone_isTheSendersMistake(String host) {
        assertThat(refusal("GET /health HTTP/1.1\r\n" + host + "\r\n"))
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(400));
    }

    static Stream<String> brokenHeads() {
        String get = "GET /health HTTP/1.1\r\nHost: localhost\r\n";
        String post = "POST " + RawHttp.SIGN_IN + " HTTP/1.1\r\nHost: localhost\r\n";
        return Stream.of(
                get + "no colon\r\n\r\n",
                get + "Name : value\r\n\r\n",
                get + "X: a\0b\r\n\r\n",
                get + "X: " + "x".repeat(70_000) + "\r\n\r\n",
                get.replace("health", "x".repeat(70_000)) + "\r\n",
                get.replace("1.1", "9.9") + "\r\n",
                get.replace("HTTP/1.1", "NONSENSE") + "\r\n",
                post + "Content-Length: -1\r\n\r\n",
                post + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nx",
                post + "Content-Length: x\r\n\r\n",
                post + "Content-Length: 99999999999999999999\r\n\r\n",
                post + "Transfer-Encoding: nonsense\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("brokenHeads")
    void brokenHeads_areTheSendersMistake(String head) {
        assertRefused(head);
    }

    private static void assertRefused(String request) {
        assertThat(refusal(request)).allSatisfy(answer -> {
            assertThat(answer.status())
                    .as(answer.toString())
                    .isBetween(400, 505)
                    .isNotIn(500, 503);
            assertThat(answer.result()).isNotEqualTo(99);
        });
    }

    /** What it is answered by TCP and TLS: nothing where the connection is closed without a word. */
    private static List<RawAnswer> refusal(String request) {
        List<RawAnswer> answers = new ArrayList<>();
        for (RawTarget target : List.of(RawTarget.of(server.address()), RawTarget.of(server.secureAddress()))) {
            try (RawConnection connection = RawConnection.open(target).send(request)) {
                Awaitility.await("a refusal")
                        .atMost(RawConnection.PATIENCE)
                        .until(() -> !connection.answers().isEmpty() || connection.isClosed());
                answers.addAll(connection.answers());
            }
        }
        return answers;
    }

    static Stream<Arguments> brokenStreams() {
        byte[] post = Http2Frames.headers(1, false, "POST", RawHttp.SIGN_IN, "content-type", RawHttp.FORM);
        byte[] withLength = Http2Frames.headers(
                1, false, "POST", RawHttp.SIGN_IN, "content-type", RawHttp.FORM, "content-length", "5");
        byte[] noData = Http2Frames.data(1, new byte[0], false);
        byte[] three = Http2Frames.data(1, "x=1".getBytes(US_ASCII), true);
        return Stream.of(
                Arguments.of("less than content-length", List.of(withLength, three)),
                Arguments.of(
                        "more than content-length",
                        List.of(withLength, Http2Frames.data(1, "x=12345".getBytes(US_ASCII), true))),
                Arguments.of("empty DATA frames", List.of(post, noData, noData, noData, noData)),
                Arguments.of("DATA on no stream", List.of(Http2Frames.data(0, new byte[1], true))),
                Arguments.of("DATA on an idle stream", List.of(Http2Frames.data(7, new byte[1], true))),
                Arguments.of("WINDOW_UPDATE of zero", List.of(post, Http2Frames.windowUpdate(1, 0))),
                Arguments.of("a window that overflows", List.of(post, Http2Frames.windowUpdate(1, Integer.MAX_VALUE))),
                Arguments.of(
                        "SETTINGS of a wrong size",
                        List.of(Http2Frames.frame(Http2Frames.SETTINGS, 0, 0, new byte[5]))),
                Arguments.of("PING of a wrong size", List.of(Http2Frames.frame(Http2Frames.PING, 0, 0, new byte[7]))),
                Arguments.of(
                        "a header block of garbage",
                        List.of(Http2Frames.frame(
                                Http2Frames.HEADERS, 5, 1, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1}))),
                Arguments.of("a header in capitals", List.of(capitals())),
                Arguments.of("an even stream", List.of(Http2Frames.headers(2, true, "GET", "/health"))),
                Arguments.of("no method", List.of(Http2Frames.frame(Http2Frames.HEADERS, 5, 1, new byte[0]))),
                Arguments.of("garbage", List.of("nonsense".repeat(100).getBytes(US_ASCII))));
    }

    private static byte[] capitals() {
        byte[] frame = Http2Frames.headers(1, true, "GET", "/health", "accept", "x");
        frame[frame.length - "accept".length() - 2] = 'A';
        return frame;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenStreams")
    void brokenStreams_areTheSendersMistake(String what, List<byte[]> frames) {
        try (Http2Client client = Http2Client.open(RawTarget.of(server.secureAddress()))) {
            frames.forEach(client::send);
            Http2Client.Outcome outcome = client.awaitOutcome(1);
            assertThat(client.isEnded() || outcome.reset() >= PROTOCOL_ERROR || outcome.status() == 400)
                    .as("%s: %s", what, outcome)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "PRI * HTTP/2.0\r\n\r\nSX\r\n\r\n", "GET /health HTTP/1.1\r\n\r\n"})
    void aPrefaceThatIsNone_endsTheConnection(String preface) {
        RawTarget target = RawTarget.of(server.secureAddress()).overHttp2();
        try (RawConnection connection = RawConnection.open(target).send(preface.repeat(10))) {
            connection.awaitClose(RawConnection.PATIENCE);
        }
    }

    @Test
    void answersToPipelinedRequests_keepTheirOrder() {
        try (RawConnection connection = RawConnection.open(RawTarget.of(server.address()))) {
            connection.send(RawHttp.post(RawHttp.SIGN_IN, RawHttp.FORM, "login=a@example.com&password=wrong")
                    + PING
                    + RawHttp.get("/1.0/no/such/rest/method")
                    + RawHttp.post(RawHttp.SIGN_IN, RawHttp.FORM, "nothing=1")
                    + PING);
            List<RawAnswer> answers = connection.awaitAnswers(5);
            assertThat(answers).extracting(RawAnswer::status).containsExactly(200, 200, 404, 200, 200);
            assertThat(answers).extracting(RawAnswer::result).containsExactly(701, -1, 5, 3, -1);
        }
    }

    @Test
    void aClientThatExpectsToContinue_isToldSo_beforeItsBody() {
        String body = "login=" + DemoAccount.LOGIN + "&password=" + DemoAccount.PASSWORD;
        String head = RawHttp.postHead(RawHttp.SIGN_IN, RawHttp.FORM, body.length())
                .replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n");
        try (RawConnection connection =
                RawConnection.open(RawTarget.of(server.address())).send(head)) {
            Awaitility.await("100 Continue")
                    .atMost(RawConnection.PATIENCE)
                    .until(() -> connection.received().startsWith("HTTP/1.1 100 Continue\r\n\r\n"));
            assertThat(connection.exchange(body).result()).isZero();
            assertThat(connection.exchange(PING).status()).isEqualTo(200);
        }
    }
}
