package dev.latchkey.http.operation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The first line of a request, which is sent to real servers as it is. */
record RequestLine(String httpMethod, String target) {

    /** The header of answers in which a server names the operation that it ran. */
    static final String OPERATION = "operation";

    /** What an answer says, and whether the server ends the connection after it. */
    private record Answer(Optional<String> operation, boolean last) {}

    /** What a server runs for each of these; empty where it refuses the request or ends the connection. */
    static List<Optional<String>> sendAll(List<RequestLine> lines, int port) throws IOException {
        List<Optional<String>> all = new ArrayList<>();
        while (all.size() < lines.size()) {
            all.addAll(sendOnOneConnection(lines.subList(all.size(), Math.min(lines.size(), all.size() + 16)), port));
        }
        return all;
    }

    /** The first of them at least: a connection that the server ends has answered the request for which it did so by none. */
    private static List<Optional<String>> sendOnOneConnection(List<RequestLine> lines, int port) throws IOException {
        List<Optional<String>> answers = new ArrayList<>();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            StringBuilder text = new StringBuilder();
            lines.forEach(line -> text.append(line.httpMethod())
                    .append(' ')
                    .append(line.target())
                    .append(" HTTP/1.1\r\nHost: shop\r\nContent-Length: 0\r\n\r\n"));
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.ISO_8859_1));
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            while (answers.size() < lines.size()) {
                Optional<Answer> answer = answer(in, lines.get(answers.size()).httpMethod());
                answers.add(answer.flatMap(Answer::operation));
                if (answer.isEmpty() || answer.get().last()) {
                    break;
                }
            }
        }
        return answers;
    }

    /** The next answer, if there is one. */
    private static Optional<Answer> answer(BufferedReader in, String httpMethod) throws IOException {
        String status = in.readLine();
        if (status == null) {
            return Optional.empty();
        }
        Optional<String> operation = Optional.empty();
        boolean last = status.startsWith("HTTP/1.0 ");
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            String header = line.toLowerCase(Locale.ROOT);
            if (header.startsWith(OPERATION + ": ")) {
                operation = Optional.of(line.substring(OPERATION.length() + 2));
            } else if (header.startsWith("content-length: ")) {
                length = Integer.parseInt(line.substring(16));
            }
            last |= header.equals("connection: close");
        }
        for (int i = 0; i < length && !httpMethod.equals("HEAD"); i++) {
            int unused = in.read();
        }
        return Optional.of(new Answer(operation, last));
    }
}
