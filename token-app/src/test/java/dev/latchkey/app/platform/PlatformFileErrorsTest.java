package dev.latchkey.app.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Latchkey's own file may not say, and what its author is told. */
final class PlatformFileErrorsTest {

    /** Four lines, to which the tests add. */
    private static final String SHOP = """
            name: Shop
            methods:
              - name: orders.read
                effect: reads
            """;

    private static final String ORDERS_CREATE = """
              - name: orders.create
                effect: changes
            """;

    @TempDir
    private Path directory;

    private Described described;

    @BeforeEach
    void setUp() {
        described = new Described(directory);
    }

    static Stream<Arguments> whatIsAdded() {
        return Stream.of(
                arguments("prefixx: shop_", "5: \"prefixx\" is not known here; write prefix"),
                arguments("Limits: {}", "5: \"Limits\" is not known here; write limits"),
                arguments("base_path: /v1", "5: \"base_path\" is not known here; write basePath"),
                arguments(
                        "colour: red",
                        "5: \"colour\" is not known here; these are known: name, prefix, basePath, methods, templates,"
                                + " limits"),
                arguments("name: Store", "5: \"name\" stands here twice, first in line 1; leave one out"),
                arguments(
                        "prefix: lks_",
                        "5: prefix is \"lks_\"; sessions begin with lks_; write a prefix that can't be taken for it, as"
                                + " shop_, say"),
                arguments(
                        "prefix: lks_2",
                        "5: prefix is \"lks_2\"; sessions begin with lks_; write a prefix that can't be taken for it, as"
                                + " shop_, say"),
                arguments(
                        "prefix: lk",
                        "5: prefix is \"lk\"; sessions begin with lks_; write a prefix that can't be taken for it, as"
                                + " shop_, say"),
                arguments(
                        "prefix: shop-",
                        "5: prefix is \"shop-\"; prefix must be 1 to 20 characters of 0-9A-Za-z_: shop-"),
                arguments("prefix: [a]", "5: prefix is a list; write a text"),
                arguments("prefix:", "5: prefix is empty; write a text, or leave it out"),
                arguments("basePath: v1", "5: basePath is \"v1\"; path must begin with a slash: v1"),
                arguments("limits: 5", "5: limits is \"5\"; write a map"),
                arguments(
                        "limits: { tokensPerAcount: 5 }",
                        "5: \"tokensPerAcount\" is not known here; write tokensPerAccount"),
                arguments(
                        "limits:\n  callsPerMinute: 0",
                        "6: callsPerMinute is \"0\"; write a whole number from 1 to 999999999"),
                arguments(
                        "limits:\n  tokensPerAccount: 1.5",
                        "6: tokensPerAccount is \"1.5\"; write a whole number from 1 to 999999999"),
                arguments(
                        "limits:\n  tokensPerAccount: 1000000000",
                        "6: tokensPerAccount is \"1000000000\"; write a whole number from 1 to 999999999"),
                arguments("templates: all", "5: templates is \"all\"; write a list"),
                arguments(
                        "templates: []",
                        "5: templates is empty; leave it out for one template of all methods, Full Access"),
                arguments("templates: [all]", "5: this is \"all\"; write - name: and methods: of a template"),
                arguments(
                        "templates:\n  - methods: [orders.read]",
                        "6: name is missing; write what people know the template by"),
                arguments(
                        "templates:\n  - name: A",
                        "6: a template needs methods; write methods: [orders.read, \"products.*\"], say, or [\"*\"] for"
                                + " all"),
                arguments(
                        "templates:\n  - name: A\n    methods: []",
                        "7: a template needs methods; write methods: [orders.read, \"products.*\"], say, or [\"*\"] for"
                                + " all"),
                arguments(
                        "templates:\n  - name: A\n    methods: orders.read",
                        "7: methods is \"orders.read\"; write a list"),
                arguments(
                        "templates:\n  - name: A\n    methods: [[]]",
                        "7: this is a list; write a method's name, or orders.*, say"),
                arguments(
                        "templates:\n  - name: A\n    methods:\n      - orders.*\n      - order.*",
                        "9: \"order.*\" covers no method; write a method's name, or its beginning and .*, as orders.*,"
                                + " say"),
                arguments(
                        "templates:\n  - name: A\n    methods: [orders.rea]",
                        "7: \"orders.rea\" covers no method; write a method's name, or its beginning and .*, as"
                                + " orders.*, say"),
                arguments(
                        "templates:\n  - { name: All, methods: [orders.*] }\n  - { name: ALL, methods: [orders.*] }",
                        "7: two templates are named ALL, the other in platform.yaml:6; give one another name"),
                arguments(
                        "templates:\n  - name: A\n    methods: [*]",
                        "7: this is not YAML: unexpected character found ](93); write a text that begins with * or & in"
                                + " quotation marks, as \"*\""),
                arguments("\tprefix: shop_", "5: a tab indents this line; write spaces"),
                arguments("prefix: \"shop_", "5: this is not YAML: found unexpected end of stream"));
    }

    @ParameterizedTest
    @MethodSource("whatIsAdded")
    void aFile_withSomethingWrong_isRefusedWithTheLine(String added, String error) {
        assertThat(described.errorsOfPlatform(SHOP + added)).isEqualTo("platform.yaml:" + error);
    }

    static Stream<Arguments> methods() {
        return Stream.of(
                arguments("orders.create", "5: this is \"orders.create\"; write - name: and effect: of a method"),
                arguments(
                        "{ effect: reads }", "5: name is missing; write the method's name, as name: orders.read, say"),
                arguments(
                        "name: orders.create",
                        "5: effect is missing; write effect: reads if the method only reads, or else effect: changes"),
                arguments("{ name: orders.create, effect: read }", "5: effect is \"read\"; write reads or changes"),
                arguments(
                        "{ name: orders.create, efect: reads, effect: reads }",
                        "5: \"efect\" is not known here; write effect"),
                arguments(
                        "{ name: orders create, effect: reads }",
                        "5: \"orders create\" is not a method's name, which has 1 to 8 parts of A-Z a-z 0-9 _ -, separated"
                                + " by dots; write another, as orders.read, say"),
                arguments(
                        "{ name: Users.Account.list, effect: reads }",
                        "5: the method would be named Users.Account.list, but names that begin with users.account. are the server's own;"
                                + " write another, as orders.read, say"),
                arguments(
                        "{ name: administration.x, effect: reads }",
                        "5: the method would be named administration.x, but names that begin with administration. are the"
                                + " server's own; write another, as orders.read, say"),
                arguments(
                        "{ name: latchkey.x, effect: reads }",
                        "5: the method would be named latchkey.x, but names that begin with latchkey. are the server's"
                                + " own; write another, as orders.read, say"),
                arguments("{ name: a, effect: reads, open: 'true' }", "5: open is \"true\"; write true or false"),
                arguments("{ name: a, effect: reads, open: yes }", "5: open is \"yes\"; write true or false"),
                arguments(
                        "{ name: a, effect: reads, docs: /docs }",
                        "5: docs is \"/docs\"; write a URL that begins with https:// or http://"),
                arguments(
                        "{ name: a, effect: reads, docs: 'javascript:alert(1)' }",
                        "5: docs is \"javascript:alert(1)\"; write a URL that begins with https:// or http://"),
                arguments(
                        "{ name: a, effect: reads, http: /orders }",
                        "5: http is \"/orders\"; write a method of HTTP and a path, as GET /orders/{id}"),
                arguments(
                        "{ name: a, effect: reads, http: GET orders }",
                        "5: http is \"GET orders\"; write a method of HTTP and a path, as GET /orders/{id}"),
                arguments(
                        "{ name: a, effect: reads, http: get /orders }",
                        "5: http is \"get /orders\"; httpMethod must be a method of HTTP in capitals: get"),
                arguments(
                        "{ name: a, effect: reads, http: 'GET /orders/{id}.pdf' }",
                        "5: http is \"GET /orders/{id}.pdf\"; a parameter must be a whole segment of the path, as {name}"
                                + " between slashes: {id}.pdf in /orders/{id}.pdf"),
                arguments(
                        "{ name: ORDERS.Read, effect: reads }",
                        "5: two operations are named ORDERS.Read, the other is in platform.yaml:3; give one another name,"
                                + " by x-latchkey-method in a document of OpenAPI"),
                arguments(
                        "{ name: a, effect: reads, http: 'GET /a/{b}' }\n  - { name: b, effect: reads, http: 'GET /a/{c}' }",
                        "6: GET /a/{b} and GET /a/{c} can't be told apart, the other is in platform.yaml:5; change one of"
                                + " the paths, or leave one out for gateways"));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aMethod_withSomethingWrong_isRefusedWithTheLine(String method, String error) {
        assertThat(described.errorsOfPlatform(SHOP + "  - " + method)).isEqualTo("platform.yaml:" + error);
    }

    static Stream<Arguments> wholeFiles() {
        return Stream.of(
                arguments("", "1: the file is empty"),
                arguments("# nothing\n", "1: the file is empty"),
                arguments("shop", "1: this is \"shop\"; begin with name: and your platform's name"),
                arguments("- a", "1: this is a list; begin with name: and your platform's name"),
                arguments(
                        "\nname: Shop",
                        "2: methods is missing; write the methods of your API, or give an OpenAPI document too, by"
                                + " --openapi"),
                arguments(
                        SHOP.replace("name: Shop", "prefix: shop_"),
                        "1: name is missing; write name: and what people know your platform by"),
                arguments(
                        "name: Shop\nmethods: []",
                        "2: methods is empty; write the methods of your API, or leave it out"),
                arguments(SHOP + "---\nname: B", "5: this is not YAML: but found another document"),
                arguments(SHOP + "? [a]\n: b", "5: a name must be a text, and no list or map; write name: value"),
                arguments(
                        SHOP + "    open: true",
                        "3: no method needs a token; describe one that is not open, by security in a document of"
                                + " OpenAPI"),
                arguments(SHOP.replace("Shop", "a\u0007b"), "1: the character U+0007 is not allowed; leave it out"),
                arguments(
                        "name: " + "x".repeat(101) + SHOP.substring("name: Shop".length()),
                        "1: name is \"" + "x".repeat(100) + "…\"; write at most 100 characters in one line"));
    }

    @ParameterizedTest
    @MethodSource("wholeFiles")
    void aFile_thatDescribesNoPlatform_isRefused(String text, String error) {
        assertThat(described.errorsOfPlatform(text)).isEqualTo("platform.yaml:" + error);
    }

    @Test
    void anOpenMethod_canBeGivenToNobody_soATemplateMayNotNameIt() {
        String text = SHOP + """
                  - name: news.read
                    effect: reads
                    open: true
                templates:
                  - name: News
                    methods: [orders.read, news.*]
                """;

        assertThat(described.errorsOfPlatform(text))
                .isEqualTo("platform.yaml:10: \"news.*\" covers only methods that need no token; leave it out");
    }

    @Test
    void allErrors_areTold_inTheirOrder() {
        String text = """
                nam: Shop
                prefix: lks_
                methods:
                  - name: a b
                    effect: read
                  - effect: reads
                """;

        assertThat(described.errorsOfPlatform(text).lines())
                .extracting(line -> line.substring(0, line.indexOf(' ')))
                .containsExactly(
                        "platform.yaml:1:",
                        "platform.yaml:1:",
                        "platform.yaml:2:",
                        "platform.yaml:4:",
                        "platform.yaml:5:",
                        "platform.yaml:6:");
    }

    @ParameterizedTest
    @CsvSource({"20, ''", "21, and 1 more", "25, and 5 more"})
    void of20Errors_allAreTold_andOfMoreTheNumber(int errors, String last) {
        StringBuilder text = new StringBuilder(SHOP);
        IntStream.range(0, errors).forEach(i -> text.append("wrong").append(i).append(": 1\n"));

        assertThat(described.errorsOfPlatform(text.toString()).lines().filter(line -> line.startsWith("platform.yaml")))
                .hasSize(20);
        assertThat(described.errorsOfPlatform(text.toString())).endsWith(last.isEmpty() ? "limits" : last);
    }

    @Test
    void valuesInMessages_areInOneLine_andCutOff() {
        String error = described.errorsOfPlatform(SHOP + "\"a\\nb\\u202ec" + "d".repeat(500) + "\": 1");

        assertThat(error).startsWith("platform.yaml:5: \"a b cd").hasSizeLessThan(250);
        assertThat(error.lines()).hasSize(1);
    }

    @Test
    void whatIsNoUtf8_isRefusedWithTheLine() throws IOException {
        Path file = directory.resolve("platform.yaml");
        Files.write(file, (SHOP + "prefix: ä").getBytes(StandardCharsets.ISO_8859_1));

        Assertions.assertThatThrownBy(() -> PlatformFiles.read(Optional.of(file), Optional.empty()))
                .hasMessage(file + ":5: this is not UTF-8; save the file in UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1", "/v1/"})
    void theBasePath_standsBeforeAllPaths(String basePath) {
        String text = "basePath: " + basePath + "\n" + SHOP + "    http: GET /orders/{id}\n" + ORDERS_CREATE;

        assertThat(Described.lines(described.byPlatform(text)))
                .containsExactly("orders.read reads GET /v1/orders/{id}", "orders.create changes by name");
    }

    @Test
    void words_areNotTakenForTypes() {
        PlatformDescription description =
                described.byPlatform(SHOP.replace("name: Shop", "name: No").replace("orders.read", "2026-01-31")
                        + "    summary: |\n      \n      First line\n      second\nprefix: \"007_\"");

        assertThat(description.platform().name()).isEqualTo("No");
        assertThat(description.format().orElseThrow().prefix()).isEqualTo("007_");
        assertThat(description.platform().operations().all().get(0).summary()).isEqualTo("First line");
        assertThat(Described.lines(description)).containsExactly("2026-01-31 reads by name");
    }
}
