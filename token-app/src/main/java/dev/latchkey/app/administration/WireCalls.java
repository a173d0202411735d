package dev.latchkey.app.administration;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/** Calls of a server's methods, each a POST of a form. Redirects are not followed: what is sent is for this server alone. */
final class WireCalls {

    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final Duration ANSWERING = Duration.ofSeconds(60);

    private final ServerAddress server;
    private final HttpClient http;

    /** @param certificate a file with the server's; empty for one that this machine trusts anyway */
    WireCalls(ServerAddress server, Optional<Path> certificate) {
        this.server = server;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECTING);
        certificate.map(TrustedCertificate::in).ifPresent(builder::sslContext);
        this.http = builder.build();
    }

    /**
     * Calls a method, and returns the answer.
     *
     * @throws WireRefusalException if its result is not 0
     * @throws AdministrationException if the server cannot be reached, or its answer is none of Latchkey's
     */
    JsonObject call(String method, Map<String, String> parameters) {
        HttpResponse<String> response = send(HttpRequest.newBuilder(server.of(method))
                .timeout(ANSWERING)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("User-Agent", "latchkey-command-line")
                .POST(HttpRequest.BodyPublishers.ofString(form(parameters)))
                .build());
        JsonObject answer = json(response);
        int result = answer.getInteger("result");
        if (result != 0) {
            throw new WireRefusalException(result, answer.getString("error", ""));
        }
        return answer;
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (SSLException e) {
            throw new AdministrationException(
                    "the server at " + server + " has no certificate that is trusted here (" + e.getMessage()
                            + "): give its own with --server-certificate",
                    e);
        } catch (IOException e) {
            String why = e.getMessage() == null ? "" : ": " + e.getMessage();
            throw new AdministrationException("the server at " + server + " cannot be reached" + why, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AdministrationException("interrupted while the server at " + server + " was asked", e);
        }
    }

    private JsonObject json(HttpResponse<String> response) {
        try {
            JsonObject answer = new JsonObject(response.body());
            if (answer.getValue("result") instanceof Integer) {
                return answer;
            }
        } catch (DecodeException e) {
            // told below
        }
        throw new AdministrationException("the server at " + server + " answered with status " + response.statusCode()
                + ", and not as Latchkey does: is it the right address?");
    }
}
