package dev.latchkey.http.gateway;

import com.google.common.collect.ImmutableListMultimap;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * What a server sends back to bytes that were sent to it.
 *
 * @param headers by their names in lower case
 * @param ended whether the server ended the connection by itself
 */
record RawAnswer(int status, ImmutableListMultimap<String, String> headers, String body, boolean ended) {

    /** Sends a request, of lines without their ends, and a body. */
    static RawAnswer of(int port, List<String> lines, String body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write((String.join("\r\n", lines) + "\r\n\r\n" + body).getBytes(StandardCharsets.ISO_8859_1));
            return read(socket.getInputStream());
        }
    }

    private static RawAnswer read(InputStream in) throws IOException {
        String status = line(in);
        ImmutableListMultimap.Builder<String, String> headers = ImmutableListMultimap.builder();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        ImmutableListMultimap<String, String> all = headers.build();
        int length = Integer.parseInt(all.get("content-length").get(0));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        boolean ended = all.containsEntry("connection", "close") && in.read() < 0;
        return new RawAnswer(Integer.parseInt(status.substring(9, 12)), all, body, ended);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection ended in a line: " + line);
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** The only value of a header. */
    String header(String name) {
        List<String> values = headers.get(name);
        if (values.size() != 1) {
            throw new AssertionError(name + " stands " + values.size() + " times in " + headers);
        }
        return values.get(0);
    }
}
