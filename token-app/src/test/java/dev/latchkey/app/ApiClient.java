package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.demo.DemoAccount;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/** A script of a user's: calls methods by POST, with a session or token. */
final class ApiClient {

    private static final String BOUNDARY = "----boundary";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI server;
    private final String credential;

    ApiClient(URI server, String credential) {
        this.server = server;
        this.credential = credential;
    }

    /** Signs in, and gives a client with the session. */
    static ApiClient signIn(URI server, String login, String password) {
        JsonObject answer =
                new ApiClient(server, "").call("users.authentication.Signin", "login", login, "password", password);
        assertThat(answer.getInteger("result")).as(answer.encode()).isZero();
        return new ApiClient(server, answer.getString("session"));
    }

    /** Makes a token of the demo account's for these methods, and gives its value. */
    String createToken(String description, String... methods) {
        return created("description", description, "apiList", String.join(",", methods));
    }

    /** The same of a template. */
    String createTokenOf(String template) {
        return created("description", template, "tokenTemplate", template);
    }

    private String created(String... parameters) {
        List<String> all = new ArrayList<>(List.of(parameters));
        all.addAll(List.of("password", DemoAccount.PASSWORD));
        JsonObject answer = call("users.authentication.CreateToken", all.toArray(String[]::new));
        assertThat(answer.getInteger("result")).as(answer.encode()).isZero();
        return answer.getJsonObject("token").getString("key");
    }

    ApiClient with(String otherCredential) {
        return new ApiClient(server, otherCredential);
    }

    String credential() {
        return credential;
    }

    /** Calls a method with parameters given as name, value, name, value. */
    JsonObject call(String method, String... parameters) {
        return new JsonObject(text(method, parameters));
    }

    /** The same, and gives the answer as it came. */
    String text(String method, String... parameters) {
        StringJoiner form = new StringJoiner("&");
        if (!credential.isEmpty()) {
            form.add("session=" + credential);
        }
        for (int i = 0; i < parameters.length; i += 2) {
            form.add(parameters[i] + "=" + URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        int dot = method.lastIndexOf('.');
        String path = "/1.0/" + method.substring(0, dot).replace('.', '/') + "/rest/" + method.substring(dot + 1);
        return send(HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form.toString())));
    }

    private static String send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The answers to the same call by query, by form with the value in the header, and by multipart. */
    List<String> everyWay(String method, String name, String value) {
        int dot = method.lastIndexOf('.');
        URI address = server.resolve(
                "/1.0/" + method.substring(0, dot).replace('.', '/') + "/rest/" + method.substring(dot + 1));
        return List.of(
                send(HttpRequest.newBuilder(URI.create(address + "?session=" + credential + "&" + name + "=" + value))),
                send(HttpRequest.newBuilder(address)
                        .header("Authorization", "Bearer " + credential)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(name + "=" + value))),
                send(multipart(address, part("session", credential) + part(name, value))));
    }

    /** Uploads an archive, and gives its URL. */
    String upload(String name, String content) {
        JsonObject answer = new JsonObject(send(multipart(
                server.resolve("/1.0/storage/uploader/rest/upload"),
                part("session", credential) + part("file\"; filename=\"" + name, content))));
        assertThat(answer.getInteger("result")).as(answer.encode()).isZero();
        return answer.getString("file");
    }

    private static HttpRequest.Builder multipart(URI address, String parts) {
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(HttpRequest.BodyPublishers.ofString(parts + "--" + BOUNDARY + "--\r\n"));
    }

    private static String part(String name, String value) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    int result(String method, String... parameters) {
        return call(method, parameters).getInteger("result");
    }
}
