package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.latchkey.demo.DemoAccount;
import dev.latchkey.http.testing.AnswerValidator;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Calls every method that the server describes with whatever may come: each answer is valid against its schema, none is an
 * error of the server's own, and the log stays quiet. 10 calls a method; 200 with {@code -Pfuzz} and in CI. A run is repeated
 * by {@code -Dlatchkey.fuzz.seed=…}.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
final class FuzzIT {

    private static final int CALLS = Integer.getInteger("latchkey.fuzz.calls", System.getenv("CI") == null ? 10 : 200);
    private static final long SEED = Long.getLong("latchkey.fuzz.seed", System.nanoTime());
    private static final int UNAUTHENTICATED = 702;
    private static final int INTERNAL_ERROR = 99;
    private static final int SHOWN = 20;

    @TempDir
    private Path directory;

    private final FuzzValues values = new FuzzValues(new Random(SEED));
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<Integer, Integer> results = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();
    private AnswerValidator validator;
    private URI address;
    private ApiClient person;
    private String token = "";

    @Test
    void anyCall_isAnsweredByAValidAnswer_andIsNeverTheServersFault() throws Exception {
        System.out.println("fuzzing with -Dlatchkey.fuzz.seed=" + SEED + ", " + CALLS + " calls a method");
        try (ServerProcess server = ServerProcess.serve(
                directory, List.of("--demo", "--data", directory.resolve("data").toString()))) {
            address = server.address();
            JsonObject openApi = new JsonObject(send(HttpRequest.newBuilder(address.resolve("/openapi.json"))
                            .build())
                    .body());
            validator = new AnswerValidator(openApi);
            ImmutableList<FuzzedMethod> methods = FuzzedMethod.allOf(openApi);
            assertThat(methods).hasSizeGreaterThan(20);
            for (FuzzedMethod method : methods) {
                renewCredentials();
                for (int i = 0; i < CALLS; i++) {
                    call(method);
                }
            }
            System.out.println("results and how often: " + results + ", valid answers: " + validator.validated());
            assertThat(failures).as("with -Dlatchkey.fuzz.seed=%d", SEED).isEmpty();
            assertThat(results.get(0)).as("calls that succeeded").isGreaterThan(methods.size());
        }
    }

    private void call(FuzzedMethod method) throws Exception {
        FuzzCall call = next(method);
        HttpResponse<String> response = send(call.request(address));
        String wrong = wrong(method, response);
        if (!wrong.isEmpty() && failures.size() < SHOWN) {
            failures.add(call + "\n  " + wrong);
        }
    }

    /** What is wrong with an answer; empty if nothing is. */
    private String wrong(FuzzedMethod method, HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            return response.statusCode() + " " + response.body();
        }
        if (!response.headers().firstValue("content-type").orElse("").startsWith("application/json")) {
            return "";
        }
        try {
            JsonObject answer = new JsonObject(response.body());
            int result = answer.getInteger("result");
            results.merge(result, 1, Integer::sum);
            values.learn(answer);
            if (result == UNAUTHENTICATED) {
                renewCredentials();
            }
            validator.validate(method.name(), response.body());
            return result == INTERNAL_ERROR ? response.body() : "";
        } catch (DecodeException | AssertionError e) {
            return e.toString();
        }
    }

    private FuzzCall next(FuzzedMethod method) {
        ImmutableList.Builder<Map.Entry<String, String>> parameters = ImmutableList.builder();
        for (FuzzedMethod.Parameter parameter : method.parameters()) {
            int times = values.oneIn(8) ? 0 : values.oneIn(30) ? 2 : 1;
            IntStream.range(0, times).forEach(i -> parameters.add(Map.entry(parameter.name(), values.of(parameter))));
        }
        if (values.oneIn(20)) {
            parameters.add(Map.entry(values.pick(List.of("ruk", "appid", "charset", "unknown", "")), "x"));
        }
        FuzzCall.Credential credential = credential();
        return new FuzzCall(
                method,
                method.takesFile() ? FuzzCall.Way.MULTIPART : values.pick(List.of(FuzzCall.Way.values())),
                parameters.build(),
                !credential.value().isEmpty() && values.oneIn(3),
                credential);
    }

    private FuzzCall.Credential credential() {
        FuzzCall.Credential session = new FuzzCall.Credential("SESSION", person.credential());
        FuzzCall.Credential ofToken = new FuzzCall.Credential("TOKEN", token);
        return values.pick(List.of(
                session,
                session,
                session,
                session,
                ofToken,
                ofToken,
                ofToken,
                new FuzzCall.Credential("NONE", ""),
                new FuzzCall.Credential("BROKEN", "lkp_broken")));
    }

    /** A session and a token that live: what was called may have ended the last ones. */
    private void renewCredentials() {
        if (person == null || person.result("users.authentication.CheckSign") != 0) {
            person = ApiClient.signIn(address, DemoAccount.LOGIN, DemoAccount.PASSWORD);
        }
        if (token.isEmpty() || person.with(token).result("environment.control.GetRegions") != 0) {
            token = person.createTokenOf("Extended Access");
        }
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, BodyHandlers.ofString());
    }
}
