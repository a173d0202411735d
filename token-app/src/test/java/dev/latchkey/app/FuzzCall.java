package dev.latchkey.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One call, to be sent, and to be printed as a line for a shell, in which credentials are words.
 *
 * @param inHeader whether the credential goes by the header Authorization
 * @param credential empty for none
 */
record FuzzCall(
        FuzzedMethod method,
        Way way,
        ImmutableList<Map.Entry<String, String>> parameters,
        boolean inHeader,
        Credential credential) {

    enum Way {
        QUERY,
        FORM,
        MULTIPART
    }

    /** @param name by which it is printed */
    record Credential(String name, String value) {}

    HttpRequest request(URI server) {
        URI address = server.resolve(method.path() + (way == Way.QUERY ? "?" + form() : ""));
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (inHeader) {
            request.header("Authorization", "Bearer " + credential.value());
        }
        return switch (way) {
            case QUERY -> request.build();
            case FORM ->
                request.header("Content-Type", RawHttp.FORM)
                        .POST(BodyPublishers.ofString(form()))
                        .build();
            case MULTIPART ->
                request.header("Content-Type", RawHttp.MULTIPART)
                        .POST(BodyPublishers.ofString(multipart()))
                        .build();
        };
    }

    private String form() {
        return all().stream()
                .map(pair -> encoded(pair.getKey()) + "=" + encoded(pair.getValue()))
                .collect(Collectors.joining("&"));
    }

    private String multipart() {
        StringBuilder body = new StringBuilder();
        for (Map.Entry<String, String> pair : all()) {
            body.append(
                    pair.getKey().equals("file") && method.takesFile()
                            ? RawHttp.fileHead("app.war") + pair.getValue() + "\r\n"
                            : RawHttp.field(pair.getKey(), pair.getValue()));
        }
        return body.append("--" + RawHttp.BOUNDARY + "--\r\n").toString();
    }

    private ImmutableList<Map.Entry<String, String>> all() {
        return inHeader || credential.value().isEmpty()
                ? parameters
                : ImmutableList.<Map.Entry<String, String>>builder()
                        .add(Map.entry("session", credential.value()))
                        .addAll(parameters)
                        .build();
    }

    /** As a person would repeat it. */
    @Override
    public String toString() {
        String flag = way == Way.QUERY ? " -G --data-urlencode " : way == Way.FORM ? " --data-urlencode " : " -F ";
        StringBuilder line = new StringBuilder("curl \"$SERVER" + method.path() + "\"");
        if (inHeader) {
            line.append(" -H \"Authorization: Bearer $")
                    .append(credential.name())
                    .append('"');
        } else if (!credential.value().isEmpty()) {
            line.append(flag).append("\"session=$").append(credential.name()).append('"');
        }
        parameters.forEach(pair -> line.append(flag).append(quoted(pair.getKey() + "=" + pair.getValue())));
        return line.toString();
    }

    /** In the quotes of bash that know escapes. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("$'");
        text.chars().forEach(c -> {
            if (c < ' ' || c > '~') {
                quoted.append(String.format("\\u%04x", c));
            } else {
                quoted.append(c == '\'' || c == '\\' ? "\\" : "").append((char) c);
            }
        });
        return quoted.append('\'').toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
