package dev.latchkey.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The servers that are compared, and the load, as the reports use them. */
final class HttpCallsTest {

    private static final String AUTHORIZED = BenchmarkPlatform.AUTHORIZED.path() + "?session=";

    private final GeneratedTokens generated = new GeneratedTokens();

    @TempDir
    private Path directory;

    @Test
    void ours_answersAsTheBareServerDoes_untilTheTokenIsReplaced() throws Exception {
        String value = generated.value(0).reveal();
        try (ServerProcess ours = ServerProcess.ours(10, directory)) {
            HttpResponse<String> answer = ours.get(AUTHORIZED + value);
            HttpResponse<String> bare = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .build()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + BareServer.listen()))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo("{\"result\":0}").isEqualTo(bare.body());
            assertThat(answer.headers()).isEqualTo(bare.headers());

            ours.call("/1.0/benchmark/control/rest/replace?from=0&to=10&remove=false");
            ours.call("/1.0/benchmark/control/rest/replace?from=1&to=11&remove=true");
            assertThat(Stream.of(0, 1, 10, 11)
                            .map(index ->
                                    ours.get(AUTHORIZED + generated.value(index).reveal()))
                            .map(response -> HttpCalls.isSuccess(response.body())))
                    .containsExactly(false, false, true, true);
            assertThat(ours.call("/1.0/benchmark/control/rest/tellmemory").getLong("weight"))
                    .isPositive();
        }
    }

    @Test
    void generator_callsUntilItsTimeIsOver() throws Exception {
        Path values = Files.write(directory.resolve("values"), List.of("1", "2"));
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            LoadGenerator.run(Arguments.parse(
                    "--port",
                    "" + BareServer.listen(),
                    "--values",
                    values.toString(),
                    "--connections",
                    "4",
                    "--seconds",
                    "1"));
        } finally {
            System.setOut(before);
        }

        String text = printed.toString(StandardCharsets.UTF_8);
        assertThat(text).startsWith("Requests/sec: ");
        assertThat(Double.parseDouble(text.substring("Requests/sec: ".length())))
                .isGreaterThan(100);
    }

    @Test
    void isSuccess_isResultZeroAndNoOther() {
        assertThat(Stream.of("{\"result\":0}", "{\"result\":0,\"made\":1}", "{\"result\":702}", "{\"result\":01}", "")
                        .map(HttpCalls::isSuccess))
                .containsExactly(true, true, false, false, false);
    }
}
