package dev.latchkey.app.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.latchkey.http.Platform;
import dev.latchkey.http.operation.Operation;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.TokenTemplate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shop of the documentation, in all forms that its description can have. */
final class ShopExampleTest {

    private static final Path SHOP = Path.of("..", "docs", "examples", "shop");
    private static final Path PLATFORM = SHOP.resolve("platform.yaml");
    private static final Path OPENAPI = SHOP.resolve("openapi.yaml");

    private static final List<String> OPERATIONS = List.of(
            "orders.listOrders reads GET /v1/orders",
            "orders.createOrder changes POST /v1/orders",
            "orders.getOrder reads GET /v1/orders/{id}",
            "orders.cancelOrder changes DELETE /v1/orders/{id}",
            "orders.getInvoice reads GET /v1/orders/{id}/invoice",
            "products.listProducts reads open GET /v1/products",
            "products.createProduct changes POST /v1/products",
            "products.searchProducts reads open POST /v1/products/search",
            "products.updateProduct changes PUT /v1/products/{id}",
            "products.deleteProduct changes DELETE /v1/products/{id}",
            "customers.listCustomers reads GET /v1/customers",
            "customers.getCustomer reads GET /v1/customers/{id}",
            "customers.erase changes DELETE /v1/customers/{id}");

    @TempDir
    private Path directory;

    private Described described;

    @BeforeEach
    void setUp() {
        described = new Described(directory);
    }

    private static String openapi() throws IOException {
        return Files.readString(OPENAPI);
    }

    private static Operation operation(PlatformDescription description, String name) {
        return description.platform().operations().find(ApiMethod.of(name)).orElseThrow();
    }

    @Test
    void bothFiles_areOnePlatform() {
        Warnings warnings = new Warnings();
        PlatformDescription shop = PlatformFiles.read(Optional.of(PLATFORM), Optional.of(OPENAPI), warnings);
        Platform platform = shop.platform();

        assertThat(warnings.lines()).isEmpty();
        assertThat(platform.name()).isEqualTo("Example Shop");
        assertThat(shop.format().orElseThrow().prefix()).isEqualTo("shop_");
        assertThat(shop.tokensPerAccount()).hasValue(50);
        assertThat(shop.callsPerMinute()).hasValue(600);
        assertThat(platform.methods()).isEmpty();
        assertThat(Described.lines(shop))
                .startsWith(OPERATIONS.toArray(String[]::new))
                .hasSize(OPERATIONS.size() + 1)
                .endsWith("mailing.send changes by name");
        assertThat(platform.templates())
                .startsWith(
                        new TokenTemplate(1, "Full Access", ImmutableList.of("*")),
                        new TokenTemplate(2, "Orders", ImmutableList.of("orders.*")))
                .hasSize(4);
    }

    @Test
    void theDocumentAlone_isAPlatformWithOneTemplate() throws IOException {
        PlatformDescription shop = described.byOpenApi(openapi());

        assertThat(shop.platform().name()).isEqualTo("Shop API");
        assertThat(shop.format()).isEmpty();
        assertThat(shop.tokensPerAccount()).isEmpty();
        assertThat(Described.lines(shop)).isEqualTo(OPERATIONS);
        assertThat(shop.platform().templates())
                .containsExactly(new TokenTemplate(1, "Full Access", ImmutableList.of("*")));
    }

    @Test
    void summariesAndLinks_comeFromTheDocument() throws IOException {
        PlatformDescription shop = described.byOpenApi(openapi());

        assertThat(operation(shop, "orders.listOrders").summary()).isEqualTo("Lists orders, the newest first");
        assertThat(operation(shop, "orders.listOrders").documentation())
                .as("the tag's")
                .contains(URI.create("https://shop.example/docs/orders"));
        assertThat(operation(shop, "orders.getInvoice").documentation())
                .as("its own")
                .contains(URI.create("https://shop.example/docs/invoices"));
        assertThat(operation(shop, "customers.getCustomer").documentation())
                .as("the document's")
                .contains(URI.create("https://shop.example/docs"));
    }

    @Test
    void inOpenApi30_itIsTheSame() throws IOException {
        String text = openapi()
                .replace("openapi: 3.1.0", "openapi: 3.0.3")
                .replace("{ type: [string, \"null\"] }", "{ type: string, nullable: true }");

        assertThat(described.warnings(text)).isEmpty();
        assertThat(Described.lines(described.byOpenApi(text))).isEqualTo(OPERATIONS);
    }

    @Test
    void inJson_itIsTheSame_indentedByTabsToo() throws IOException {
        SourceFile file = new SourceFile("openapi.yaml", openapi());
        String json = JsonNodes.of(YamlReader.read(file, new Problems()).orElseThrow())
                .toPrettyString();

        assertThat(json).startsWith("{");
        assertThat(described.warnings(json)).isEmpty();
        assertThat(Described.lines(described.byOpenApi(json))).isEqualTo(OPERATIONS);
        assertThat(Described.lines(described.byOpenApi(json.replace("  ", "\t").replace(" : ", "\t:\t"))))
                .isEqualTo(OPERATIONS);
        assertThat(Described.lines(described.byOpenApi("\uFEFF" + json.replaceAll("\\R *", ""))))
                .isEqualTo(OPERATIONS);
    }
}
