package dev.latchkey.http.server;

import static dev.latchkey.http.TestPlatform.ALICE;
import static dev.latchkey.http.TestPlatform.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.http.Pages;
import dev.latchkey.http.TestPlatform;
import dev.latchkey.http.bounds.Bounds;
import dev.latchkey.http.uploads.UploadSettings;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One and the same call by every way that it may come: both ports, both versions of HTTP, all encodings, any case. */
final class TransportsTest {

    private static final String BOUNDARY = "----boundary";
    private static final String DESCRIPTION = "Grüße & 100% 🔑 = ok?";

    private static TestPlatform platform;
    private static PlatformServer server;
    private static SSLContext trust;
    private static Endpoint http;
    private static Endpoint https;

    /** How a call is sent. */
    record Way(boolean tls, HttpClient.Version version, String encoding, boolean upperCase) {}

    static Stream<Way> ways() {
        return Stream.of("query", "form", "multipart")
                .flatMap(encoding -> Stream.of(true, false)
                        .flatMap(upperCase -> Stream.of(
                                new Way(false, HttpClient.Version.HTTP_1_1, encoding, upperCase),
                                new Way(true, HttpClient.Version.HTTP_1_1, encoding, upperCase),
                                new Way(true, HttpClient.Version.HTTP_2, encoding, upperCase))));
    }

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        TestKeys keys = TestKeys.in(directory);
        trust = keys.trust();
        platform = new TestPlatform();
        http = Endpoint.http("127.0.0.1", 0);
        https = Endpoint.https("127.0.0.1", 0, keys.options());
        server = PlatformServer.start(
                ServerOptions.at(List.of(http, https), new UploadSettings(directory, Bounds.MAX_BODY)),
                platform.registry,
                platform.latchkey,
                platform.credentials,
                Pages.NONE,
                () -> true);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void everyWay_meansTheSame(Way way) throws Exception {
        Map<String, String> parameters = Map.of(
                "session",
                platform.signIn(ALICE),
                "password",
                PASSWORD,
                "description",
                DESCRIPTION,
                "apiList",
                "['env.control.StopEnv'" + ", 'env.control.StartEnv'".repeat(700) + "]",
                "expiresAt",
                "31-12-2026",
                "unknownParameter",
                "is ignored");

        HttpResponse<String> response = send(way, TestPlatform.CREATE_TOKEN, parameters);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.version()).isEqualTo(way.version());
        JsonObject token = new JsonObject(response.body()).getJsonObject("token");
        assertThat(token.getString("description")).isEqualTo(DESCRIPTION);
        assertThat(token.getString("expiresAt")).isEqualTo("2026-12-31 23:59:59");
        assertThat(token.getJsonArray("apiListItems")).hasSize(2);
        platform.validator.validate("users.authentication.CreateToken", response.body());
    }

    private static HttpResponse<String> send(Way way, String path, Map<String, String> parameters)
            throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(way.version()).sslContext(trust).build();
        Endpoint endpoint = way.tls() ? https : http;
        String address = (way.tls() ? "https" : "http") + "://127.0.0.1:" + server.port(endpoint)
                + (way.upperCase() ? path.toUpperCase(Locale.ROOT) : path);
        Map<String, String> named = parameters.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> way.upperCase() ? entry.getKey().toUpperCase(Locale.ROOT) : entry.getKey(),
                        Map.Entry::getValue));
        HttpRequest.Builder request = switch (way.encoding()) {
            case "query" -> HttpRequest.newBuilder(URI.create(address + "?" + form(named)));
            case "form" ->
                HttpRequest.newBuilder(URI.create(address))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form(named)));
            default ->
                HttpRequest.newBuilder(URI.create(address))
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(BodyPublishers.ofString(multipart(named)));
        };
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String multipart(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + entry.getKey()
                        + "\"\r\n\r\n" + entry.getValue() + "\r\n")
                .collect(Collectors.joining("", "", "--" + BOUNDARY + "--\r\n"));
    }
}
