package dev.latchkey.app;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server of HTTP/1.1 behind a gateway, which keeps what it gets byte by byte, and answers what it is told to. */
final class RecordingServer implements AutoCloseable {

    /** A request as it came. */
    record Received(String head, String body) {

        String line() {
            return head.substring(0, head.indexOf("\r\n"));
        }

        String target() {
            String[] parts = line().split(" ", 3);
            return parts[1];
        }

        /** The values of a header, whose name is one to servers that read {@code _} as {@code -}, too. */
        List<String> header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return head.lines()
                    .skip(1)
                    .filter(line -> line.substring(0, Math.max(line.indexOf(':'), 0) + 1)
                            .toLowerCase(Locale.ROOT)
                            .replace('_', '-')
                            .equals(start))
                    .map(line -> line.substring(start.length()).strip())
                    .toList();
        }
    }

    /** Decides what a request is answered. */
    @FunctionalInterface
    interface Answering {
        String to(Received request) throws InterruptedException;
    }

    static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private final ServerSocket socket;
    private final Answering answering;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    RecordingServer(Answering answering) throws IOException {
        this.answering = answering;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** One that answers each request with 200. */
    static RecordingServer ok() throws IOException {
        return new RecordingServer(request -> OK);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "recording-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = socket.accept();
                connections.add(connection);
                start(() -> serve(connection));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                Received request = new Received(head, "");
                request = new Received(head, body(request, in));
                received.add(request);
                connection.getOutputStream().write(answering.to(request).getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException | InterruptedException e) {
            // the client's end, or ours
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            head.append(line).append("\r\n");
        }
        return head.toString();
    }

    private static String body(Received request, InputStream in) throws IOException {
        if (!request.header("Transfer-Encoding").isEmpty()) {
            StringBuilder body = new StringBuilder();
            for (int size = chunk(in); size > 0; size = chunk(in)) {
                body.append(text(in.readNBytes(size)));
                line(in);
            }
            line(in);
            return body.toString();
        }
        List<String> length = request.header("Content-Length");
        return length.isEmpty() ? "" : text(in.readNBytes(Integer.parseInt(length.get(0))));
    }

    private static int chunk(InputStream in) throws IOException {
        return Integer.parseInt(line(in), 16);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.write(c);
        }
        return text(line.toByteArray()).stripTrailing();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** All that it got since the last time that it was asked. */
    List<Received> take() {
        List<Received> all = List.copyOf(received);
        received.removeAll(all);
        return all;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
