package dev.latchkey.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A client that sends exactly the bytes that it is given, and waits for each answer. */
final class RawClient implements AutoCloseable {

    private static final int PATIENCE_MS = 10_000;

    private final Socket socket;

    /** Connects to this machine. */
    RawClient(int port) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MS);
        socket.setTcpNoDelay(true);
    }

    /** What one request is answered, over a connection of its own. */
    static RawAnswer ask(int port, String request) throws IOException {
        try (RawClient client = new RawClient(port)) {
            return client.exchange(request);
        }
    }

    RawAnswer exchange(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        StringBuilder received = new StringBuilder();
        byte[] buffer = new byte[8192];
        while (true) {
            int count = socket.getInputStream().read(buffer);
            if (count < 0) {
                throw new IOException("closed after: " + received);
            }
            received.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
            List<RawAnswer> answers = RawAnswer.parse(received.toString());
            if (!answers.isEmpty()) {
                return answers.get(0);
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
