package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

@QuarkusTest
@QuarkusTestResource(Latchkey.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OrdersTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    Latchkey latchkey;

    @TestHTTPResource("/orders/")
    URI orders;

    private HttpResponse<String> get(String path, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(orders.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token)
                .build();
        return HTTP.send(request, BodyHandlers.ofString());
    }

    @Test
    @Order(1)
    void aToken_isGoodForItsScope_untilItIsRevoked() throws Exception {
        String reader = latchkey.token("orders.Read");
        String canceller = latchkey.token("orders.Cancel");

        assertEquals("read", get("read", reader).body());
        assertEquals(403, get("cancel", reader).statusCode());
        assertEquals("cancelled", get("cancel", canceller).body());
        assertEquals(403, get("read", canceller).statusCode());
        assertEquals("1 [orders.Read]", get("caller", reader).body());

        latchkey.revoke(reader);
        assertEquals(401, get("read", reader).statusCode());
        assertEquals(200, get("cancel", canceller).statusCode());
    }

    @Test
    @Order(2)
    void garbage_isRefused() throws Exception {
        assertEquals(401, get("read", "garbage").statusCode());
        assertEquals(401, get("read", "shop_" + "0".repeat(36)).statusCode());
    }

    /** The last, as it ends the server. */
    @Test
    @Order(3)
    void nobodyIsLetIn_whileNobodyKnows() throws Exception {
        String reader = latchkey.token("orders.Read");
        assertEquals(200, get("read", reader).statusCode());

        latchkey.stop();
        assertEquals(401, get("read", reader).statusCode());

        AtomicInteger asked = new AtomicInteger();
        HttpServer broken =
                HttpServer.create(new InetSocketAddress("127.0.0.1", latchkey.address().getPort()), 0);
        broken.createContext("/introspect", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(503, -1);
            exchange.close();
        });
        broken.start();
        try {
            assertEquals(401, get("read", reader).statusCode());
            assertTrue(asked.get() > 0);
        } finally {
            broken.stop(0);
        }
    }
}
