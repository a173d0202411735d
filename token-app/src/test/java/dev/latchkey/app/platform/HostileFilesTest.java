package dev.latchkey.app.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are made to fill the memory, or to keep the reader busy, and files that are large because the platform is. */
final class HostileFilesTest {

    private static final Duration BOUND = Duration.ofSeconds(30);

    private static final String OPENAPI = """
            openapi: 3.1.0
            info: { title: Shop, version: "1" }
            paths:
              /orders: { get: { operationId: list, responses: {} } }
            """;

    @TempDir
    private Path directory;

    private Described described;

    @BeforeEach
    void setUp() {
        described = new Described(directory);
    }

    private static String laughs(int levels) {
        StringBuilder text = new StringBuilder("x0: &x0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        IntStream.range(1, levels)
                .forEach(i -> text.append("x%d: &x%d [%s]\n".formatted(i, i, ("*x" + (i - 1) + ", ").repeat(10))));
        return text.toString();
    }

    private static String merges(int levels) {
        StringBuilder text = new StringBuilder("m0: &m0 { a: 1 }\n");
        for (int i = 1; i < levels; i++) {
            StringBuilder fields = new StringBuilder();
            for (int j = 0; j < 1_000; j++) {
                fields.append("f").append(i).append('x').append(j).append(": 1, ");
            }
            text.append("m%d: &m%d { <<: *m%d, %s }\n".formatted(i, i, i - 1, fields));
        }
        return text.toString();
    }

    static Stream<Arguments> bombs() {
        return Stream.of(
                arguments(
                        laughs(9),
                        "this has more than a million values, with those that aliases repeat; use fewer aliases"),
                arguments(merges(100), "<< merges more than a million values into the file; use it less"),
                arguments("a: &a [*a]", "this refers to itself; write it without an alias"),
                arguments("a: &a { b: { c: *a } }", "this refers to itself; write it without an alias"),
                arguments(
                        "a: " + "[".repeat(200) + "]".repeat(200),
                        "this is nested in more than 100 levels; write it flatter"),
                arguments(
                        "a: " + "[".repeat(100_000),
                        "this is nested too deeply, or repeated too often by aliases; write it flatter"),
                arguments(
                        "a: &a " + "[".repeat(60) + "]".repeat(60) + "\nb: " + "[".repeat(60) + "*a" + "]".repeat(60),
                        "this is nested in more than 100 levels; write it flatter"),
                arguments(
                        "- ".repeat(100_000) + "a",
                        "this is nested too deeply, or repeated too often by aliases; write it flatter"));
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void aBomb_isRefused_inEitherFile(String text, String error) {
        Assertions.assertTimeoutPreemptively(BOUND, () -> {
            assertThat(described.errorsOfPlatform(text))
                    .startsWith("platform.yaml:")
                    .endsWith(error);
            assertThat(described.errorsOfOpenApi(text))
                    .startsWith("openapi.yaml:")
                    .endsWith(error);
        });
    }

    @Test
    void aTag_makesNothing() {
        assertThat(described.errorsOfPlatform(
                        "!!javax.script.ScriptEngineManager [!!java.net.URL [\"http://127.0.0.1:1\"]]"))
                .isEqualTo("platform.yaml:1: this is not YAML: Global tag is not allowed:"
                        + " tag:yaml.org,2002:javax.script.ScriptEngineManager");
    }

    @Test
    void pathItemsThatRepeatAnother_areBounded() {
        StringBuilder text = new StringBuilder(OPENAPI);
        IntStream.range(0, 2_000).forEach(i -> text.append("  /p").append(i).append(": { $ref: '#/x-item' }\n"));
        text.append("x-item:\n  x-values: [").append("1, ".repeat(1_000)).append("]\n");

        assertThat(described.errorsOfOpenApi(text.toString()))
                .isEqualTo("openapi.yaml:3: the path items are too large with what $ref repeats; use it less");
    }

    @ParameterizedTest
    @CsvSource({"1e999999999", "-1e-999999999", "9999999999999999999999", "0", "-0.0"})
    void numbers_areNoLargerThanTheyAreWritten(String number) {
        String text = OPENAPI + """
                components:
                  schemas:
                    Order: { type: integer, maximum: NUMBER, minLength: NUMBER, default: NUMBER, enum: [NUMBER] }
                """.replace("NUMBER", number);

        Assertions.assertTimeoutPreemptively(
                BOUND,
                () -> assertThat(Described.lines(described.byOpenApi(text))).hasSize(1));
    }

    @ParameterizedTest
    @CsvSource({"3.0.3", "3.1.0"})
    void schemasThatReferToEachOther_doNotMatter(String version) {
        String text = OPENAPI.replace("3.1.0", version) + """
                components:
                  schemas:
                    A: { $ref: "#/components/schemas/B" }
                    B: { $ref: "#/components/schemas/A" }
                    C: { type: object, properties: { c: { $ref: "#/components/schemas/C" } } }
                    D: { allOf: [{ $ref: "#/components/schemas/D" }, { $ref: other.yaml#/D }] }
                    E: { $ref: "http://127.0.0.1:1/E" }
                """;

        Assertions.assertTimeoutPreemptively(
                BOUND,
                () -> assertThat(Described.lines(described.byOpenApi(text))).hasSize(1));
    }

    @Test
    void aFileOfMoreThan10MiB_isRefused() {
        String line = "# " + "x".repeat(1_021) + "\n";
        String text = line.repeat(SourceFile.MOST_BYTES / line.length());

        assertThat(text).hasSize(SourceFile.MOST_BYTES);
        assertThat(described.errorsOfPlatform(text)).isEqualTo("platform.yaml:1: the file is empty");
        assertThat(described.errorsOfPlatform(text + " "))
                .isEqualTo(
                        "platform.yaml:1: the file has more than 10 MiB; leave out what is not needed, examples say");
    }

    @ParameterizedTest
    @ValueSource(strings = {"# ", "a: ", "a: \"", "a: |\n  "})
    void aTextOfMoreThan256KiBInALine_isRefused_andOneOfThatIsReadSoon(String before) {
        String text = "x".repeat(256 * 1024 - 4);

        Assertions.assertTimeoutPreemptively(BOUND, () -> {
            assertThat(described.errorsOfPlatform("\n" + before + text.repeat(39)))
                    .matches("platform.yaml:[23]: a line has a text of more than 262144 characters; leave it out");
            assertThat(described.errorsOfPlatform((before + text + "\n").repeat(39)))
                    .doesNotContain("a line has a text");
        });
    }

    private static String platform(int methods) {
        StringBuilder text = new StringBuilder("name: Shop\nmethods:\n");
        IntStream.range(0, methods)
                .forEach(i ->
                        text.append("  - { name: group%d.method%d, effect: reads, http: 'GET /v1/group%d/{id}/m%d' }\n"
                                .formatted(i % 100, i, i % 100, i)));
        return text.toString();
    }

    private static String openapi(int operations) {
        StringBuilder text = new StringBuilder("openapi: 3.1.0\ninfo: { title: Shop, version: '1' }\npaths:\n");
        IntStream.range(0, operations)
                .forEach(i -> text.append(
                        "  /group%d/{id}/m%d:\n    get:\n      tags: [group%d]\n      operationId: method%d\n      summary: Does something\n      parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]\n      responses: { '200': { description: It is done } }\n"
                                .formatted(i % 100, i, i % 100, i)));
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"10000 | none", "10001 | there are 10001 methods, and a platform can have 10000; leave some out"})
    void tenThousandMethods_areRead_andNoMore(int methods, String error) {
        assertThat(Assertions.assertTimeoutPreemptively(BOUND, () -> described.errorsOfPlatform(platform(methods))))
                .isEqualTo(error.equals("none") ? error : "platform.yaml:10003: " + error);
        assertThat(Assertions.assertTimeoutPreemptively(BOUND, () -> described.errorsOfOpenApi(openapi(methods))))
                .isEqualTo(error.equals("none") ? error : "openapi.yaml:70005: " + error);
    }
}
