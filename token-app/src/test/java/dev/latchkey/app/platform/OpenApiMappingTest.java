package dev.latchkey.app.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.http.operation.Operation;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a document of OpenAPI comes to. */
final class OpenApiMappingTest {

    private static final String HEAD = """
            openapi: 3.1.0
            info: { title: Shop, version: "1" }
            """;

    @TempDir
    private Path directory;

    private Described described;

    @BeforeEach
    void setUp() {
        described = new Described(directory);
    }

    /** The line of the only operation that has a token: beside it is one that needs one. */
    private String operation(String root, String method, String path, String fields) {
        return Described.lines(described.byOpenApi(document(root, method, path, fields)))
                .get(0);
    }

    private static String document(String root, String method, String path, String fields) {
        return HEAD + root + "\npaths:\n  " + path + ":\n    " + method + ": { responses: {}, " + fields
                + " }\n  /other:\n    get: { x-latchkey-method: other, security: [{ a: [] }], x-latchkey-gateway: false }\n";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'tags: [orders], operationId: list' | orders.list",
                "'tags: [orders, old], operationId: list' | orders.list",
                "'tags: [Order lines (old)], operationId: \"list/all.of_them!\"' | Order-lines-old.list-all-of_them",
                "'operationId: storage.buckets.list' | storage.buckets.list",
                "'operationId: list all' | list-all",
                "'tags: [orders]' | orders.id.items.get",
                "'operationId: \" \"' | orders.id.items.get",
                "'tags: [orders], operationId: list, x-latchkey-method: Shop.Orders' | Shop.Orders"
            })
    void theName_isTheTagAndTheId_orTheId_orThePath(String fields, String name) {
        assertThat(operation("", "get", "/orders/{id}/items", fields))
                .isEqualTo(name + " reads GET /orders/{id}/items");
    }

    @ParameterizedTest
    @CsvSource({
        "get, '', a reads GET /a",
        "head, '', a reads HEAD /a",
        "post, '', a changes POST /a",
        "put, '', a changes PUT /a",
        "patch, '', a changes PATCH /a",
        "delete, '', a changes DELETE /a",
        "post, 'x-latchkey-effect: reads, ', a reads POST /a",
        "get, 'x-latchkey-effect: changes, ', a changes GET /a",
        "get, 'x-latchkey-gateway: false, ', a reads by name",
        "get, 'x-latchkey-gateway: true, ', a reads GET /a",
        "options, '', other reads by name",
        "trace, '', other reads by name"
    })
    void whatIsSafe_reads_andOptionsAndTrace_areLeftOut(String method, String fields, String line) {
        assertThat(operation("", method, "/a", fields + "operationId: a")).isEqualTo(line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | '' | false",
                "'security: [{ a: [] }]' | '' | false",
                "'security: []' | '' | true",
                "'security: [{}]' | '' | true",
                "'security: [{ a: [] }, {}]' | '' | true",
                "'security: []' | 'security: [{ a: [] }], ' | false",
                "'security: [{ a: [] }]' | 'security: [], ' | true",
                "'security: [{ a: [] }]' | 'security: [{}], ' | true",
                "'security: [{ a: [] }]' | 'security: [{}, { a: [] }], ' | true",
                "'security: [{ a: [] }]' | 'security: [{ a: x }], ' | false",
                "'security: [{ a: [] }]' | 'security: [{ a: }], ' | false",
                "'' | 'security: [], ' | true"
            })
    void whatNeedsNoToken_isOpen_andWithoutAWordItIsNot(String root, String fields, boolean open) {
        assertThat(operation(root, "get", "/a", fields + "operationId: a"))
                .isEqualTo(open ? "a reads open GET /a" : "a reads GET /a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | '' | /a",
                "'servers: []' | '' | /a",
                "'servers: [{ url: / }]' | '' | /a",
                "'servers: [{ url: \"https://api.example\" }]' | '' | /a",
                "'servers: [{ url: \"https://api.example/v1/\" }]' | '' | /v1/a",
                "'servers: [{ url: /v1 }, { url: \"https://api.example/v1\" }]' | '' | /v1/a",
                "'servers: [{ url: v1 }]' | '' | /v1/a",
                "'servers: [{ url: ./v1/x/../ }]' | '' | /v1/a",
                "'servers: [{ url: \"https://api.example/v1?x=y\" }]' | '' | /v1/a",
                "'servers: [{ url: \"https://{host}:{port}/{v}/\", variables: { host: { default: h }, port: { default: 1 }, v: { default: v2 } } }]' | '' | /v2/a",
                "'servers: [{ url: /v1 }]' | 'servers: [{ url: /v3 }], ' | /v3/a",
                "'servers: [{ url: /v1 }]' | 'servers: [], ' | /v1/a"
            })
    void thePathOfTheServers_standsBeforeAllPaths(String root, String fields, String path) {
        assertThat(operation(root, "get", "/a", fields + "operationId: a")).isEqualTo("a reads GET " + path);
    }

    @Test
    void theServersOfAPath_goBeforeTheDocuments() {
        String text = HEAD + """
                servers: [{ url: /v1 }]
                paths:
                  /a: { servers: [{ url: /v2 }], get: { operationId: a, responses: {} } }
                  /b: { get: { operationId: b, responses: {} } }
                """;

        assertThat(Described.lines(described.byOpenApi(text)))
                .containsExactly("a reads GET /v2/a", "b reads GET /v1/b");
    }

    @Test
    void theBasePathOfThePlatformFile_goesBeforeAllServers() {
        String text = document("servers: [{ url: /v1 }, { url: /v2 }]", "get", "/a", "operationId: a");

        assertThat(described.errorsOfOpenApi(text)).contains(":3: the servers have different paths");
        assertThat(Described.lines(described.byBoth("basePath: /", text))).startsWith("a reads GET /a");
        assertThat(Described.lines(described.byBoth("basePath: /shop/v3/", text)))
                .startsWith("a reads GET /shop/v3/a");
    }

    @Test
    void theNameOfThePlatformFile_goesBeforeTheTitle() {
        String text = document("", "get", "/a", "operationId: a");

        assertThat(described.byBoth("prefix: shop_", text).platform().name()).isEqualTo("Shop");
        assertThat(described.byBoth("name: Store", text).platform().name()).isEqualTo("Store");
    }

    @Test
    void withoutASummary_theFirstLineOfTheDescription_isIt() {
        String text = document("", "get", "/a", "operationId: a, description: \"\\n  Lists *all*. \\nMore\"");

        Operation operation =
                described.byOpenApi(text).platform().operations().all().get(0);

        assertThat(operation.summary()).isEqualTo("Lists *all*.");
    }

    @Test
    void pathItems_mayBeElsewhereInTheDocument() {
        String text = HEAD + """
                servers: [{ url: /v1 }]
                paths:
                  /a: { $ref: "#/components/pathItems/A" }
                  /b: { $ref: "#/x-items/1" }
                  /c/{id}: { $ref: "#/paths/~1d~1%7Bid%7D" }
                  /d/{id}: { get: { x-latchkey-gateway: false, x-latchkey-method: d, responses: {} } }
                  x-note: { get: 1 }
                components:
                  pathItems:
                    A: { get: { operationId: a, responses: {} } }
                x-items:
                  - {}
                  - { $ref: "#/x-more/b" }
                x-more:
                  b: { post: { operationId: b, responses: {} } }
                """;

        assertThat(described.errorsOfOpenApi(text))
                .isEqualTo(
                        "openapi.yaml:8: two operations are named d, the other is in openapi.yaml:8; give one another"
                                + " name, by x-latchkey-method in a document of OpenAPI");
        assertThat(Described.lines(described.byOpenApi(text.replaceAll("  /c.*\\R", ""))))
                .containsExactly("a reads GET /v1/a", "b changes POST /v1/b", "d reads by name");
    }

    @Test
    void aliasesAndMerges_areFollowed() {
        String text = HEAD + """
                paths:
                  /a: &a { get: &get { operationId: a, responses: {} } }
                  /b: { <<: *a, get: { <<: *get, operationId: b }, post: { <<: [*get], x-latchkey-method: c } }
                """;

        assertThat(Described.lines(described.byOpenApi(text)))
                .containsExactly("a reads GET /a", "b reads GET /b", "c changes POST /b");
    }

    /** Whatever of its libraries the parser needs for it has to be there. */
    @ParameterizedTest
    @CsvSource({"3.0.3", "3.1.0"})
    void aDocument_withAllThatOpenApiHas_isRead(String version) {
        String text = HEAD.replace("3.1.0", version) + """
                tags: [{ name: orders, description: Orders, externalDocs: { url: https://shop.example } }]
                paths:
                  /orders/{id}:
                    summary: Orders
                    description: All of them
                    parameters:
                      - { name: id, in: path, required: true, style: simple, schema: { type: string, format: uuid } }
                      - { name: since, in: query, schema: { type: string, format: date-time, example: 2026-01-31T00:00:00Z } }
                      - { name: page, in: cookie, content: { application/json: { schema: { type: integer, default: 1 } } } }
                      - $ref: "#/components/parameters/Limit"
                    post:
                      tags: [orders]
                      operationId: change
                      deprecated: true
                      requestBody:
                        required: true
                        content:
                          application/json:
                            schema: { $ref: "#/components/schemas/Order" }
                            examples: { one: { $ref: "#/components/examples/One" }, two: { value: [1, 2.5, null, true] } }
                            encoding: { id: { contentType: text/plain, headers: { X-A: { schema: { type: number } } } } }
                      responses:
                        "200":
                          description: It is changed
                          headers: { X-Rate: { $ref: "#/components/headers/Rate" } }
                          links: { next: { $ref: "#/components/links/Next" } }
                        default: { $ref: "#/components/responses/Wrong" }
                      callbacks:
                        changed: { "{$request.body#/url}": { post: { responses: { "200": { description: Heard } } } } }
                        other: { $ref: "#/components/callbacks/Other" }
                components:
                  parameters: { Limit: { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 100 } } }
                  headers: { Rate: { schema: { type: integer, format: int64 } } }
                  examples: { One: { summary: One, value: { id: 1 } } }
                  links: { Next: { operationId: change, parameters: { id: 1 } } }
                  requestBodies: { Body: { content: { "*/*": { schema: { type: string, format: binary } } } } }
                  responses: { Wrong: { description: Wrong } }
                  callbacks: { Other: { "{$url}": { get: { responses: { "200": { description: Heard } } } } } }
                  securitySchemes:
                    key: { type: apiKey, in: header, name: X-Key }
                    basic: { type: http, scheme: basic }
                    connect: { type: openIdConnect, openIdConnectUrl: https://shop.example/connect }
                    oauth:
                      type: oauth2
                      flows: { clientCredentials: { tokenUrl: https://shop.example/token, scopes: { a: All } } }
                  schemas:
                    Order:
                      type: object
                      required: [id]
                      additionalProperties: { type: string }
                      discriminator: { propertyName: kind, mapping: { a: "#/components/schemas/A" } }
                      xml: { name: order, wrapped: true }
                      properties:
                        id: { type: integer, readOnly: true, multipleOf: 1 }
                        at: { type: string, format: date, default: 2026-01-31 }
                        bytes: { type: string, format: byte, example: YQ== }
                        mail: { type: string, format: email, pattern: ".+@.+", minLength: 3 }
                    A: { allOf: [{ $ref: "#/components/schemas/Order" }], not: { type: boolean } }
                    B: { oneOf: [{ $ref: "#/components/schemas/A" }], anyOf: [{ type: array, items: { type: number } }] }
                """;

        assertThat(described.warnings(text)).isEmpty();
        assertThat(Described.lines(described.byOpenApi(text)))
                .containsExactly("orders.change changes POST /orders/{id}");
    }

    @Test
    void servers_ofAnOperation_countAlso_whereTheDocumentIsOneLine() {
        String text =
                "{\"openapi\":\"3.0.3\",\"info\":{\"title\":\"T\",\"version\":\"1\"},\"servers\":[{\"url\":\"/v1\"}],"
                        + "\"paths\":{\"/early\":{\"get\":{\"operationId\":\"early\",\"responses\":{}}},"
                        + "\"/late\":{\"get\":{\"operationId\":\"late\",\"servers\":[{\"url\":\"/v2\"}],\"responses\":{}}}}}";

        assertThat(Described.lines(described.byOpenApi(text)))
                .containsExactly("early reads GET /v1/early", "late reads GET /v2/late");
    }
}
