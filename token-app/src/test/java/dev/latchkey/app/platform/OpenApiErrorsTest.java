package dev.latchkey.app.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a document of OpenAPI may not say, and what its author is told: errors, and warnings that stop nothing. */
final class OpenApiErrorsTest {

    /** Four lines, to which the tests add. */
    private static final String HEAD = """
            openapi: 3.1.0
            info: { title: Shop, version: "1" }
            security: [{ token: [] }]
            paths:
            """;

    private static final String ORDERS = """
              /orders:
                get:
                  tags: [orders]
                  operationId: list
                  responses: { "200": { description: Orders } }
            """;

    @TempDir
    private Path directory;

    private Described described;

    @BeforeEach
    void setUp() {
        described = new Described(directory);
    }

    static Stream<Arguments> documents() {
        return Stream.of(
                arguments("[]", "1: this is a list; give a document of OpenAPI 3.0 or 3.1"),
                arguments("swagger: '2.0'", "1: this is a document of Swagger; convert it to OpenAPI 3"),
                arguments(
                        "name: Shop",
                        "1: openapi is missing; is this a document of OpenAPI? One begins with openapi: 3.1.0, say"),
                arguments(
                        "openapi: 2.0",
                        "1: the version of OpenAPI is \"2.0\", and 3.0 and 3.1 are known; convert the document to OpenAPI"
                                + " 3.1"),
                arguments(
                        "\nopenapi: 3.2.0",
                        "2: the version of OpenAPI is \"3.2.0\", and 3.0 and 3.1 are known; convert the document to"
                                + " OpenAPI 3.1"),
                arguments(
                        "openapi: 3.1.0\ninfo: {}",
                        "1: the document has no paths; write paths: and the operations of your API"),
                arguments(HEAD, "4: the document has no paths; write paths: and the operations of your API"),
                arguments(
                        HEAD + "  /orders: {}",
                        "1: no method needs a token; describe one that is not open, by security in a document of OpenAPI"),
                arguments(
                        HEAD.replace("title: Shop, ", "") + ORDERS,
                        "2: info.title is missing; write it, or name in the platform file: what people know your platform"
                                + " by"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void aDocument_thatIsNone_isRefusedWithTheLine(String text, String error) {
        assertThat(described.errorsOfOpenApi(text)).isEqualTo("openapi.yaml:" + error);
    }

    static Stream<Arguments> paths() {
        return Stream.of(
                arguments("  orders: { get: {} }", "5: the path \"orders\" does not begin with a slash; write /orders"),
                arguments(
                        "  /orders: []",
                        "5: a path must have a map of operations, and this is a list; write get:, post: and so on"),
                arguments(
                        "  /orders:",
                        "5: a path must have a map of operations, and this is empty; write get:, post: and so on"),
                arguments(
                        "  /orders:\n    get: []",
                        "6: attribute paths.'/orders'.get is not of type `object`; write it as OpenAPI has it, or leave it"
                                + " out"),
                arguments(
                        "  /orders:\n    query: {}", "6: attribute paths.'/orders'.query is unexpected; leave it out"),
                arguments("  /orders:\n    Get: {}", "6: attribute paths.'/orders'.Get is unexpected; leave it out"),
                arguments(
                        "  /orders:\n    x-latchkey-effect: reads",
                        "6: x-latchkey-effect belongs in an operation; write it there"),
                arguments(
                        "  /orders:\n    get: {}\n    get: {}",
                        "7: \"get\" stands here twice, first in line 6; leave one out"),
                arguments(
                        "  /files/{name}.{type}:\n    get: {}",
                        "6: a parameter must be a whole segment of the path, as {name} between slashes: {name}.{type} in"
                                + " /files/{name}.{type}; change the path, or write x-latchkey-gateway: false if no gateway"
                                + " asks for it"),
                arguments(
                        "  /orders:\n    $ref: other.yaml#/orders",
                        "6: the $ref \"other.yaml#/orders\" is not in this document, and no other is read; bundle all into"
                                + " one file"),
                arguments(
                        "  /orders:\n    $ref: https://shop.example/openapi.yaml",
                        "6: the $ref \"https://shop.example/openapi.yaml\" is not in this document, and no other is read;"
                                + " bundle all into one file"),
                arguments(
                        "  /orders:\n    $ref: '#/paths/~1order'",
                        "6: the $ref \"#/paths/~1order\" is not there; write where the path item stands, as"
                                + " #/paths/~1orders, say"),
                arguments(
                        "  /orders:\n    $ref: '#/paths/~1orders'",
                        "6: the $ref \"#/paths/~1orders\" comes back to itself; write the operations in one place"),
                arguments(
                        "  /orders:\n    $ref: '#/info'\n    get: {}",
                        "6: the $ref \"#/info\" has operations or servers beside it; move them to where it refers to"),
                arguments(
                        "  /orders:\n    $ref: '#/info/title'",
                        "6: a path must have a map of operations, and this is \"Shop\"; write get:, post: and so on"));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void aPath_withSomethingWrong_isRefusedWithTheLine(String path, String error) {
        assertThat(described.errorsOfOpenApi(HEAD + path)).isEqualTo("openapi.yaml:" + error);
    }

    /** What is in an operation that begins in line 5 and 6. */
    static Stream<Arguments> operations() {
        return Stream.of(
                arguments(
                        "tags: orders",
                        "7: attribute paths.'/orders'(get).tags is not of type `array`; write it as OpenAPI has it, or"
                                + " leave it out"),
                arguments(
                        "operationId: [a]",
                        "7: attribute paths.'/orders'(get).operationId is not of type `string`; write it as OpenAPI has"
                                + " it, or leave it out"),
                arguments(
                        "operationID: a",
                        "7: attribute paths.'/orders'(get).operationID is unexpected; write operationId"),
                arguments("secruity: []", "7: attribute paths.'/orders'(get).secruity is unexpected; write security"),
                arguments("x-latchkey-metod: a", "7: \"x-latchkey-metod\" is not known here; write x-latchkey-method"),
                arguments(
                        "X-Latchkey-Method: a", "7: \"X-Latchkey-Method\" is not known here; write x-latchkey-method"),
                arguments(
                        "x-latchkey-method: orders/list",
                        "7: \"orders/list\" is not a method's name, which has 1 to 8 parts of A-Z a-z 0-9 _ -, separated by"
                                + " dots; write another, as orders.read, say"),
                arguments(
                        "x-latchkey-method: users.account.list",
                        "7: the method would be named users.account.list, but names that begin with users.account. are the server's own;"
                                + " write another, as orders.read, say"),
                arguments("x-latchkey-effect: read", "7: x-latchkey-effect is \"read\"; write reads or changes"),
                arguments("x-latchkey-gateway: 'false'", "7: x-latchkey-gateway is \"false\"; write true or false"),
                arguments(
                        "tags: [administration]\n      operationId: list",
                        "6: the method would be named administration.list, but names that begin with administration. are the server's own;"
                                + " give the operation a name by x-latchkey-method: orders.read, say"),
                arguments(
                        "tags: [注文]\n      operationId: list",
                        "6: \".list\" is not a method's name, which has 1 to 8 parts of A-Z a-z 0-9 _ -, separated by dots;"
                                + " give the operation a name by x-latchkey-method: orders.read, say"),
                arguments(
                        "security: {}",
                        "7: security must be a list of maps, and here is a map; write - and the name of a security scheme"
                                + " with a colon, or security: [] for what anybody may call"),
                arguments(
                        "security:",
                        "7: security must be a list of maps, and here is empty; write - and the name of a security scheme"
                                + " with a colon, or security: [] for what anybody may call"),
                arguments(
                        "security:\n        - token",
                        "8: security must be a list of maps, and here is \"token\"; write - and the name of a security"
                                + " scheme with a colon, or security: [] for what anybody may call"),
                arguments(
                        "servers: [{ url: /v1 }, { url: /v2 }]",
                        "7: the servers have different paths: /v1, /v2; write the one that gateways see as basePath in the"
                                + " platform file"),
                arguments(
                        "servers: [{ url: 'https://a.example/{version}' }]",
                        "7: a server's URL is wrong: the variable version has no default; write another, or basePath in the"
                                + " platform file"),
                arguments(
                        "servers: [{}]",
                        "7: attribute paths.'/orders'(get).servers.url is missing; write it as OpenAPI has it, or leave it"
                                + " out"),
                arguments(
                        "servers: /v1",
                        "7: attribute paths.'/orders'(get).servers is not of type `array`; write it as OpenAPI has it, or"
                                + " leave it out"));
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anOperation_withSomethingWrong_isRefusedWithTheLine(String fields, String error) {
        assertThat(described.errorsOfOpenApi(HEAD + "  /orders:\n    get:\n      " + fields))
                .isEqualTo("openapi.yaml:" + error);
    }

    @Test
    void aPathOfMoreThanEightParts_needsAName() {
        assertThat(described.errorsOfOpenApi(HEAD + "  /a/b/c/d/e/f/g/h: { get: {} }"))
                .isEqualTo(
                        "openapi.yaml:5: \"a.b.c.d.e.f.g.h.get\" is not a method's name, which has 1 to 8 parts of A-Z"
                                + " a-z 0-9 _ -, separated by dots; give the operation a name by x-latchkey-method: orders.read,"
                                + " say");
    }

    @Test
    void operationsOfOneName_areRefusedWithBothLines() {
        assertThat(described.errorsOfOpenApi(HEAD + ORDERS + ORDERS.replace("/orders", "/all-orders")))
                .isEqualTo(
                        "openapi.yaml:11: two operations are named orders.list, the other is in openapi.yaml:6; give one"
                                + " another name, by x-latchkey-method in a document of OpenAPI");
    }

    @Test
    void operationsOfBothFiles_areHeldAgainstEachOther() {
        String platform = """
                methods:
                  - name: orders.list
                    effect: reads
                  - name: orders.all
                    effect: reads
                    http: GET /orders
                """;

        assertThat(described.errorsOfBoth(platform, HEAD + ORDERS).replace(directory + "/", ""))
                .isEqualTo(
                        "platform.yaml:2: two operations are named orders.list, the other is in openapi.yaml:6; give one"
                                + " another name, by x-latchkey-method in a document of OpenAPI\n"
                                + "platform.yaml:4: GET /orders and GET /orders can't be told apart, the other is in"
                                + " openapi.yaml:6; change one of the paths, or leave one out for gateways");
    }

    @Test
    void routesThatCannotBeToldApart_areRefusedWithBothLines() {
        String paths = """
                  /orders/{id}: { get: { operationId: a, responses: {} } }
                  /orders/{number}: { get: { operationId: b, responses: {} } }
                  /orders/{id}/: { get: { operationId: c, responses: {} } }
                """;

        assertThat(described.errorsOfOpenApi(HEAD + paths).lines())
                .containsExactly(
                        "openapi.yaml:6: GET /orders/{id} and GET /orders/{number} can't be told apart, the other is in"
                                + " openapi.yaml:5; change one of the paths, or leave one out for gateways",
                        "openapi.yaml:7: GET /orders/{id} and GET /orders/{id}/ can't be told apart, the other is in"
                                + " openapi.yaml:5; change one of the paths, or leave one out for gateways");
    }

    @Test
    void errorsOfBothFiles_areToldAtOnce() {
        assertThat(described
                        .errorsOfBoth("prefix: lks_\nmethods: 1", HEAD + "  /a: []")
                        .lines())
                .extracting(line -> line.substring(0, line.indexOf(' ')))
                .containsExactly("platform.yaml:1:", "platform.yaml:2:", "openapi.yaml:5:");
    }

    @Test
    void whatIsWrongInSchemasAndResponses_isAWarning_withTheLine() {
        String text = HEAD.replace("3.1.0", "3.0.3") + """
                  /orders/{id}:
                    get:
                      operationId: orders.list
                      example: here
                      responses:
                        "200":
                          content: { application/json: { schema: { $ref: "#/components/schemas/Order" } } }
                webhooks: {}
                components:
                  schemas:
                    Order:
                      type: [string, "null"]
                      wrong: true
                """;

        assertThat(described.warnings(text))
                .contains(
                        "openapi.yaml:10: attribute paths.'/orders/{id}'(get).responses.200.description is missing",
                        "openapi.yaml:8: attribute paths.'/orders/{id}'(get).example is unexpected",
                        "openapi.yaml:12: attribute webhooks is unexpected")
                .anyMatch(warning -> warning.startsWith("openapi.yaml:17: attribute components.schemas.Order.wrong"));
        assertThat(Described.lines(described.byOpenApi(text))).containsExactly("orders.list reads GET /orders/{id}");
    }

    @Test
    void of10Warnings_allAreTold_andOfMoreTheNumber() {
        StringBuilder text = new StringBuilder(HEAD + ORDERS);
        for (int i = 0; i < 12; i++) {
            text.append("wrong").append(i).append(": 1\n");
        }

        assertThat(described.warnings(text.toString()))
                .hasSize(11)
                .startsWith("openapi.yaml:10: attribute wrong0 is unexpected")
                .endsWith("and 2 more warnings of the platform's description");
    }

    @Test
    void aLinkThatIsNone_isAWarning_andLeftOut() {
        String text = HEAD + ORDERS + "externalDocs: { url: ../docs }\n";

        assertThat(described.warnings(text))
                .containsExactly(
                        "openapi.yaml:6: the link to documentation \"../docs\" is left out; write a URL that begins"
                                + " with https:// or http://");
        assertThat(described
                        .byOpenApi(text)
                        .platform()
                        .operations()
                        .all()
                        .get(0)
                        .documentation())
                .isEmpty();
    }
}
