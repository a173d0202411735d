package dev.latchkey.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.demo.DemoAccount;
import io.vertx.core.json.JsonObject;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way of a token, on the server as people run it, logging all that it can: from signing in to the removal, over a
 * restart, on both databases. At the end, the values are looked for in every file and stream.
 */
final class JourneyIT {

    private static final String STOP_ENV = "environment.control.StopEnv";
    private static final String START_ENV = "environment.control.StartEnv";
    private static final String CREATE_TOKEN = "users.authentication.CreateToken";

    @TempDir
    private Path directory;

    private final List<String> secrets = new ArrayList<>();
    private List<String> options = List.of();

    @Test
    void journey_onTheEmbeddedDatabase() throws Exception {
        journey(List.of("--data", directory.resolve("data").toString()));
        assertNoSecretIn(directory);
    }

    /** Turkish has an I of its own: what is put into upper or lower case by its rules is not found. */
    @Test
    void journey_onAMachineThatSpeaksTurkish() throws Exception {
        options = List.of("-Duser.language=tr", "-Duser.country=TR");
        journey(List.of("--data", directory.resolve("data").toString()));
        assertNoSecretIn(directory);
    }

    @Test
    void journey_onPostgresql() throws Exception {
        Path cluster = directory.resolve("cluster");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setDataDirectory(cluster)
                .setCleanDataDirectory(false)
                .start()) {
            journey(List.of(
                    "--data",
                    directory.resolve("data").toString(),
                    "--database-url",
                    postgres.getJdbcUrl("postgres", "postgres")));
        }
        assertNoSecretIn(directory);
    }

    private void journey(List<String> database) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--demo", "--log-level", "trace"));
        arguments.addAll(database);
        ApiClient person;
        ApiClient script;
        try (ServerProcess server = ServerProcess.serve(directory, options, arguments)) {
            person = ApiClient.signIn(server.address(), DemoAccount.LOGIN, DemoAccount.PASSWORD);
            secrets.add(person.credential());
            script = makesATokenThatStopsAnEnvironment(person);
            assertThat(server.terminate()).isEqualTo(143);
        }
        try (ServerProcess server = ServerProcess.serve(directory, options, arguments)) {
            person = new ApiClient(server.address(), person.credential());
            script = new ApiClient(server.address(), script.credential());
            goesOnAfterTheRestart(person, script);
            copiesAndRemovesTokens(person);
            server.terminate();
        }
        history(database);
    }

    private ApiClient makesATokenThatStopsAnEnvironment(ApiClient person) {
        JsonObject token = person.call(
                        CREATE_TOKEN,
                        "description",
                        "Nightly stop",
                        "apiList",
                        STOP_ENV,
                        "expiresAt",
                        "31-12-2099",
                        "password",
                        DemoAccount.PASSWORD)
                .getJsonObject("token");
        ApiClient script = person.with(secret(token));

        assertThat(script.text(STOP_ENV, "envName", "my-project")).isEqualTo("{\"result\":0}");
        assertThat(script.everyWay(STOP_ENV, "envName", "my-project")).containsOnly("{\"result\":0}");
        assertThat(script.everyWay("environment.control.NoMethod", "envName", "my-project"))
                .allSatisfy(answer -> assertThat(answer).contains("\"result\":5"));
        assertThat(status(person)).isEqualTo(2);
        assertThat(script.result(START_ENV, "envName", "my-project")).isEqualTo(8202);
        return script;
    }

    private void goesOnAfterTheRestart(ApiClient person, ApiClient script) {
        assertThat(status(person)).isEqualTo(2);
        assertThat(firstToken(person).getString("lastUsedFrom")).isEqualTo("127.0.0.1");
        assertThat(firstToken(person).getString("lastUsed")).isNotEmpty();
        assertThat(script.text(STOP_ENV, "envName", "my-project")).isEqualTo("{\"result\":0}");

        String id = firstTokenId(person);
        assertThat(person.result("users.authentication.RegenerateToken", "id", id, "password", "wrong"))
                .isEqualTo(701);
        JsonObject regenerated = person.call(
                        "users.authentication.RegenerateToken", "id", id, "password", DemoAccount.PASSWORD)
                .getJsonObject("token");
        assertThat(script.result(STOP_ENV, "envName", "my-project")).isEqualTo(702);
        assertThat(person.with(secret(regenerated)).result(STOP_ENV, "envName", "my-project"))
                .isZero();
    }

    private void copiesAndRemovesTokens(ApiClient person) {
        String id = firstTokenId(person);
        JsonObject copy = person.call(CREATE_TOKEN, "copyFrom", id, "password", DemoAccount.PASSWORD)
                .getJsonObject("token");
        ApiClient script = person.with(secret(copy));
        assertThat(script.result("users.authentication.CheckSign")).isZero();
        assertThat(person.result(
                        "users.authentication.EditToken",
                        "id",
                        id,
                        "tokenTemplate",
                        "Extended Access",
                        "password",
                        DemoAccount.PASSWORD))
                .isZero();

        assertThat(person.result(
                        "users.authentication.DeleteTokens",
                        "ids",
                        id + "," + copy.getInteger("id"),
                        "password",
                        DemoAccount.PASSWORD))
                .isZero();
        assertThat(script.result("users.authentication.CheckSign")).isEqualTo(702);
        assertThat(person.call("users.authentication.GetTokens").getJsonArray("apiTokens"))
                .isEmpty();
    }

    private void history(List<String> database) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("token", "history"));
        arguments.addAll(database);

        String history = ServerProcess.output(directory, "", arguments.toArray(String[]::new));

        assertThat(history)
                .contains("generated", "regenerated", "copied", "edited", "removed", "refused")
                .contains("Nightly stop", "127.0.0.1", "METHOD_NOT_GRANTED", "UNKNOWN", "methods");
    }

    private String secret(JsonObject token) {
        secrets.add(token.getString("key"));
        return token.getString("key");
    }

    private static int status(ApiClient person) {
        return person.call("environment.control.GetEnvInfo", "envName", "my-project")
                .getJsonObject("env")
                .getInteger("status");
    }

    private static String firstTokenId(ApiClient person) {
        return String.valueOf(firstToken(person).getInteger("id"));
    }

    private static JsonObject firstToken(ApiClient person) {
        return person.call("users.authentication.GetTokens")
                .getJsonArray("apiTokens")
                .getJsonObject(0);
    }

    private void assertNoSecretIn(Path root) throws IOException {
        assertThat(secrets).hasSize(4);
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all).hasSizeGreaterThan(4);
            all.forEach(this::assertNoSecretInFile);
        }
    }

    private void assertNoSecretInFile(Path file) {
        String content = content(file);
        for (String secret : secrets) {
            String random = secret.substring("lkp_".length());
            assertThat(content.contains(random)).as("value in %s", file).isFalse();
            for (int offset = 0; offset < 3; offset++) {
                assertThat(content.contains(base64(secret, offset)))
                        .as("Base64 of a value in %s", file)
                        .isFalse();
            }
        }
        assertThat(content.contains("[redacted]"))
                .as("a value that was logged, in %s", file)
                .isFalse();
        assertThat(content.contains(DemoAccount.PASSWORD))
                .as("password in %s", file)
                .isFalse();
    }

    /** What is left of the Base64 of a text that the secret stands in, so many bytes behind a multiple of three. */
    private static String base64(String secret, int offset) {
        String encoded =
                Base64.getEncoder().withoutPadding().encodeToString((" ".repeat(offset) + secret).getBytes(ISO_8859_1));
        return encoded.substring(4, encoded.length() - 4);
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
