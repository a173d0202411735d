package dev.latchkey.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.http.Pages;
import dev.latchkey.http.TestPlatform;
import dev.latchkey.http.bounds.Bound;
import dev.latchkey.http.bounds.Bounds;
import dev.latchkey.http.uploads.UploadSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server does at its bounds, with small ones; attacks on a process of its own are in token-app. */
final class ServerBoundsTest {

    private static final Endpoint HTTP = Endpoint.http("127.0.0.1", 0);
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final TestPlatform platform = new TestPlatform();

    @TempDir
    private Path directory;

    private PlatformServer server;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aRequestThatDoesNotCome_isToldSo_andItsConnectionClosed() throws Exception {
        start(new Bounds(1 << 20, SHORT, LONG, LONG, 10, 10, 10));
        try (Socket socket = connect()) {
            send(
                    socket,
                    "POST " + TestPlatform.SIGN_IN + " HTTP/1.1\r\nHost: a\r\n"
                            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 10\r\n\r\nlogin");

            assertThat(received(socket)).startsWith("HTTP/1.1 408 ").contains("[body]");
            assertThat(server.refusals(Bound.REQUEST_TIME)).isOne();
        }
    }

    @Test
    void aHeadThatDoesNotCome_closesTheConnection_andSoDoesAnIdleOne() throws Exception {
        start(new Bounds(1 << 20, SHORT, LONG, SHORT, 10, 10, 10));
        try (Socket slow = connect();
                Socket idle = connect()) {
            send(slow, "GET /health HTTP/1.1\r\nHo");
            send(idle, "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n");

            assertThat(received(slow)).isEmpty();
            assertThat(received(idle)).startsWith("HTTP/1.1 404 ");
        }
    }

    @Test
    void aConnectionWhoseRequestIsWorkedOn_isNotIdle_howeverLongThatTakes() throws Exception {
        CountDownLatch healthy = new CountDownLatch(1);
        start(new Bounds(1 << 20, LONG, LONG, SHORT, 10, 10, 10), () -> isReleased(healthy));
        try (Socket busy = connect()) {
            send(busy, "GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            for (int i = 0; i < 4; i++) {
                try (Socket idle = connect()) {
                    answered(idle);
                    assertThat(received(idle)).isEmpty();
                }
            }
            healthy.countDown();

            assertThat(received(busy)).startsWith("HTTP/1.1 200 ");
        }
    }

    private static boolean isReleased(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void oneConnectionTooMany_takesThePlaceOfAnIdleOne() throws Exception {
        start(new Bounds(1 << 20, LONG, LONG, LONG, 2, 2, 10));
        try (Socket first = connect();
                Socket second = connect()) {
            answered(first);
            answered(second);
            try (Socket third = connect()) {
                answered(third);
                assertThat(received(first)).isEmpty();
                assertThat(server.refusals(Bound.CONNECTIONS_OF_ADDRESS)).isOne();
                answered(second);
            }
        }
    }

    @Test
    void connectionsThatCloseThemselves_areNotCountedAnyMore() throws Exception {
        start(new Bounds(1 << 20, LONG, LONG, LONG, 2, 2, 10));
        for (int i = 0; i < 20; i++) {
            try (Socket socket = connect()) {
                answered(socket);
            }
            Awaitility.await().until(() -> server.connections() == 0);
        }
        assertThat(server.refusals(Bound.CONNECTIONS)).isZero();
        assertThat(server.refusals(Bound.CONNECTIONS_OF_ADDRESS)).isZero();
    }

    private void start(Bounds bounds) {
        start(bounds, () -> true);
    }

    private void start(Bounds bounds, BooleanSupplier healthy) {
        server = PlatformServer.start(
                ServerOptions.at(List.of(HTTP), new UploadSettings(directory, 1))
                        .bounds(bounds),
                platform.registry,
                platform.latchkey,
                platform.credentials,
                Pages.NONE,
                healthy);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port(HTTP));
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    /** All until the server closes the connection. */
    private static String received(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }

    private static void answered(Socket socket) throws IOException {
        send(socket, "GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n");
        InputStream in = socket.getInputStream();
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().contains("}")) {
            int read = in.read();
            assertThat(read).as("the server goes on").isNotNegative();
            answer.append((char) read);
        }
    }
}
