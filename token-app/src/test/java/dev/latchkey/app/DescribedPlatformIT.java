package dev.latchkey.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.latchkey.demo.DemoAccount;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The worked example: a shop's API, described by an OpenAPI document, guarded by a server that knew nothing of it. */
@ExtendWith(Chromium.class)
final class DescribedPlatformIT {

    private static final String LOGIN = "ann@shop.example";
    private static final String PASSWORD = DemoAccount.PASSWORD;
    private static final Path EXAMPLE = Path.of("..", "docs", "examples", "shop");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path directory;

    private Path openapi;
    private Path platform;
    private ServerProcess server;
    private ApiClient ann;

    @BeforeEach
    void start() throws Exception {
        openapi = Files.copy(EXAMPLE.resolve("openapi.yaml"), directory.resolve("openapi.yaml"));
        platform = Files.copy(EXAMPLE.resolve("platform.yaml"), directory.resolve("platform.yaml"));
        String data = directory.resolve("data").toString();
        account("add", LOGIN, "--password-stdin", "--data", data);
        account("admin", LOGIN, "--data", data);
        server = ServerProcess.serve(
                        directory,
                        List.of(
                                "--data",
                                data,
                                "--openapi",
                                openapi.toString(),
                                "--platform",
                                platform.toString(),
                                "--gateway-port",
                                "0"))
                .expecting("were not taken up");
        ann = ApiClient.signIn(server.address(), LOGIN, PASSWORD);
    }

    @AfterEach
    void close() throws InterruptedException {
        server.close();
    }

    private void account(String... arguments) throws Exception {
        String[] all = new String[arguments.length + 1];
        all[0] = "account";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        assertThat(ServerProcess.output(directory, PASSWORD + "\n", all)).contains(LOGIN);
    }

    /** What a gateway is told of a request with a token. */
    private HttpResponse<String> ask(String token, String method, String target) throws Exception {
        URI gateways = server.gatewayAddress();
        HttpRequest.Builder request = HttpRequest.newBuilder(gateways.resolve("/gateway/original"))
                .header("X-Original-Method", method)
                .header("X-Original-URI", target);
        return HTTP.send(
                (token.isEmpty() ? request : request.header("Authorization", "Bearer " + token)).build(),
                BodyHandlers.ofString());
    }

    private int status(String token, String method, String target) {
        try {
            return ask(token, method, target).statusCode();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void edit(Path file, String old, String changed) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(old);
        Files.writeString(file, text.replace(old, changed));
    }

    private void hangUp() throws Exception {
        assertThat(new ProcessBuilder("kill", "-HUP", Long.toString(server.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void tokens_areGoodForTheShopsOperations_asGatewaysAreTold() throws Exception {
        String reader = ann.createTokenOf("Read Only");
        String canceller = ann.createToken("Cancels", "orders.cancelOrder");

        assertThat(reader).startsWith("shop_");
        assertThat(status(reader, "GET", "/v1/orders")).isEqualTo(200);
        assertThat(status(reader, "GET", "/v1/orders/7?x=1")).isEqualTo(200);
        assertThat(status(reader, "DELETE", "/v1/orders/7")).isEqualTo(403);
        assertThat(status(canceller, "DELETE", "/v1/orders/7")).isEqualTo(200);
        assertThat(status(canceller, "GET", "/v1/orders/7")).isEqualTo(403);
        assertThat(status("", "GET", "/v1/orders")).isEqualTo(401);
        assertThat(status("", "GET", "/v1/products")).isEqualTo(200);
        assertThat(ask(reader, "GET", "/v1/orders/7").headers().firstValue("X-Latchkey-Method"))
                .contains("orders.getOrder");
        assertThat(ask(reader, "GET", "/v1/orders").headers().firstValue("RateLimit-Policy"))
                .contains("\"token-min\";q=600;w=60");
    }

    @Test
    void changedFiles_areTakenUp_atASignal_allOrNothing() throws Exception {
        String all = ann.createTokenOf("Full Access");
        String custom = ann.createToken("Invoices", "orders.getInvoice", "orders.getOrder");
        edit(openapi, "  /orders/{id}/invoice:", "  /orders/{id}/bill:");
        edit(openapi, "operationId: getInvoice", "operationId: getBill");

        hangUp(); // the platform's file still names orders.getInvoice
        Awaitility.await().until(() -> server.errors().contains("were not taken up"));
        assertThat(server.errors()).contains("platform.yaml:").contains("orders.getInvoice");
        assertThat(status(all, "GET", "/v1/orders/7/invoice")).isEqualTo(200);
        assertThat(status(all, "GET", "/v1/orders/7/bill")).isEqualTo(403);

        edit(platform, "orders.getInvoice", "orders.getBill");
        hangUp();
        Awaitility.await().until(() -> status(all, "GET", "/v1/orders/7/bill") == 200);
        assertThat(status(all, "GET", "/v1/orders/7/invoice")).isEqualTo(403);
        assertThat(status(custom, "GET", "/v1/orders/7/bill")).isEqualTo(403);
        assertThat(status(custom, "GET", "/v1/orders/7")).isEqualTo(200);
        assertThat(ann.text("users.authentication.GetTokenApiList")).contains("orders.getBill");
    }

    @Test
    void changedFiles_areTakenUp_asAnAdministratorAsks_allOrNothing() throws Exception {
        edit(openapi, "operationId: getInvoice", "operationId: getBill");
        JsonObject refused = ann.call("administration.platform.Reload");
        assertThat(refused.getInteger("result")).isEqualTo(99);
        assertThat(refused.getString("error")).contains("platform.yaml:").contains("orders.getInvoice");

        edit(platform, "orders.getInvoice", "orders.getBill");
        assertThat(ann.call("administration.platform.Reload"))
                .isEqualTo(new JsonObject()
                        .put("result", 0)
                        .put("added", new JsonArray().add("orders.getBill"))
                        .put("removed", new JsonArray().add("orders.getInvoice")));

        edit(platform, "prefix: shop_", "prefix: store_");
        assertThat(ann.call("administration.platform.Reload").getString("error"))
                .contains("prefix can't change while the server runs");
    }

    @Test
    void theDashboard_andTheDocumentation_showTheShop(Browser browser) {
        try (Visit visit = new Visit(browser, server.address(), ann, 1280, ColorScheme.LIGHT)) {
            visit.open();
            assertThat(visit.page.locator("#sign-in-title")).hasText("Sign in to Example Shop");
            visit.page.locator("#login").fill(LOGIN);
            visit.page.locator("#password").fill(PASSWORD);
            visit.press("Enter");
            visit.page
                    .getByRole(
                            AriaRole.BUTTON,
                            new com.microsoft.playwright.Page.GetByRoleOptions().setName("Open settings"))
                    .click();
            visit.tool("generate").click();
            assertThat(visit.form()).containsText("orders");
            assertThat(visit.form()).containsText("Catalog Import");
            visit.screenshot("described-platform-form");
            visit.page.navigate(server.address().resolve("/docs/").toString());
            assertThat(visit.page.locator("main")).containsText("Lists orders, the newest first");
            visit.screenshot("described-platform-docs");
            assertThat(Axe.violations(visit.page)).isEmpty();
            visit.page.navigate(
                    server.address().resolve("/docs/orders.listOrders").toString());
            assertThat(visit.page.locator("main a[rel=noreferrer]")).hasText("https://shop.example/docs/orders");
            assertThat(Axe.violations(visit.page)).isEmpty();
        }
    }
}
