package dev.latchkey.http.uploads;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection of HTTP/1.1 on which multipart bodies are sent, whole or not. */
final class MultipartClient implements AutoCloseable {

    /** @param head in which the status line is the first line */
    record Response(int status, String head, JsonObject body) {

        int result() {
            return body.getInteger("result");
        }

        String error() {
            return body.getString("error");
        }
    }

    private static final String BOUNDARY = "----boundary";
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");

    static final String END = "--" + BOUNDARY + "--\r\n";

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    MultipartClient(int port) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    static String field(String name, String text) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + text + "\r\n";
    }

    static String file(String name, String content) {
        return begunFile(name, content) + "\r\n";
    }

    static String begunFile(String name, String content) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + content;
    }

    /** Sends a request's head. */
    MultipartClient begin(String path, long length, String... headers) throws IOException {
        StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                + length + "\r\nContent-Type: multipart/form-data; boundary=" + BOUNDARY + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return write(head + "\r\n");
    }

    MultipartClient write(String text) throws IOException {
        out.write(text.getBytes(UTF_8));
        out.flush();
        return this;
    }

    /** Sends a whole request, and gives its answer. */
    Response send(String body, String... headers) throws IOException {
        return begin("/", body.getBytes(UTF_8).length, headers).write(body).answer();
    }

    Response answer() throws IOException {
        String head = head();
        Matcher length = LENGTH.matcher(head);
        if (!length.find()) {
            throw new IOException("no length in " + head);
        }
        String body = new String(in.readNBytes(Integer.parseInt(length.group(1))), UTF_8);
        return new Response(Integer.parseInt(head.substring(9, 12)), head, new JsonObject(body));
    }

    private String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(UTF_8).endsWith("\r\n\r\n")) {
            int read = in.read();
            if (read < 0) {
                throw new EOFException("closed after " + head);
            }
            head.write(read);
        }
        return head.toString(UTF_8);
    }

    /** Whether the server has closed the connection; waits for it, or for a byte. */
    boolean isClosedByServer() throws IOException {
        return in.read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
