package dev.latchkey.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/** A gateway in a process of its own, in a directory of its own, between clients, Latchkey and an API. */
final class GatewayProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Process process;
    private final Path log;
    private final int port;

    private GatewayProcess(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /**
     * Starts one and waits until it takes connections; or leaves the test out, if there is no such program here.
     *
     * @param latchkey the port at which Latchkey answers
     * @param api the port of the API behind it
     */
    static GatewayProcess start(GatewayProgram program, Path parent, int latchkey, int api) throws IOException {
        return start(program, parent, latchkey, api, UnaryOperator.identity());
    }

    /** The same, with a change to the documented configuration. */
    static GatewayProcess start(
            GatewayProgram program, Path parent, int latchkey, int api, UnaryOperator<String> change)
            throws IOException {
        Path file = program.required(Host.current());
        Path directory = Files.createTempDirectory(parent, program.name().toLowerCase(Locale.ROOT));
        int port = freePort();
        List<String> command =
                program.prepare(file, directory, change.apply(program.configuration(port, latchkey, api)));
        Path log = directory.resolve("gateway.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("HOME", directory.toString()); // Caddy writes into it
        GatewayProcess gateway = new GatewayProcess(builder.start(), log, port);
        Awaitility.await(program + " takes connections")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !gateway.process.isAlive() || gateway.takesConnections());
        if (!gateway.process.isAlive()) {
            throw new AssertionError(program + " ended: " + gateway.log());
        }
        return gateway;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean takesConnections() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    /** What a request is answered: a line, and headers. */
    RawAnswer ask(String line, String... headers) throws IOException {
        return RawClient.ask(port, request(line, headers));
    }

    /** A request without a body, for one of the names that the API has. */
    static String request(String line, String... headers) {
        return line + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                + String.join(
                        "",
                        List.of(headers).stream().map(header -> header + "\r\n").toList()) + "\r\n";
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
}
