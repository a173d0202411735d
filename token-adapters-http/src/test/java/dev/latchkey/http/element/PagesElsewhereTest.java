package dev.latchkey.http.element;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.latchkey.http.Page;
import dev.latchkey.http.Pages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages of {@code <access-tokens>}, served by a server that is none of ours: the JDK's. */
final class PagesElsewhereTest {

    private final Pages pages = AccessTokensElement.pages();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        pages.byPath().forEach((path, page) -> server.createContext(path, exchange -> send(exchange, page)));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** All that a framework has to do. */
    private static void send(HttpExchange exchange, Page page) throws IOException {
        Pages.headers(page).forEach(exchange.getResponseHeaders()::set);
        List<String> accepted = exchange.getRequestHeaders().getOrDefault("Accept-Encoding", List.of());
        List<String> known = exchange.getRequestHeaders().getOrDefault("If-None-Match", List.of());
        if (known.contains(page.etag())) {
            exchange.sendResponseHeaders(304, -1);
        } else if (accepted.contains("gzip")) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, page.gzip().length);
            exchange.getResponseBody().write(page.gzip());
        } else {
            exchange.sendResponseHeaders(200, page.bytes().length);
            exchange.getResponseBody().write(page.bytes());
        }
        exchange.close();
    }

    @Test
    void everyPage_isServed_underThePolicy() throws Exception {
        assertThat(pages.byPath()).hasSizeGreaterThan(30).containsKey("/access-tokens/access-tokens.js");
        for (String path : pages.byPath().keySet()) {
            HttpResponse<byte[]> plain = get(path, "X-Nothing", "");
            HttpResponse<byte[]> compressed = get(path, "Accept-Encoding", "gzip");

            assertThat(plain.statusCode()).as(path).isEqualTo(200);
            assertThat(plain.body()).as(path).isNotEmpty();
            assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes())
                    .as(path)
                    .isEqualTo(plain.body());
            assertThat(plain.headers().firstValue("Content-Type").orElseThrow())
                    .isEqualTo(path.endsWith(".css") ? "text/css;charset=UTF-8" : "text/javascript;charset=UTF-8");
            assertThat(plain.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith("default-src 'none'");
        }
    }

    @Test
    void whatABrowserHas_isNotSentAgain() throws Exception {
        String path = "/access-tokens/theme.css";
        String etag = get(path, "X-Nothing", "").headers().firstValue("ETag").orElseThrow();

        assertThat(get(path, "If-None-Match", etag).statusCode()).isEqualTo(304);
    }

    @Test
    void bytes_areTheCallersOwn() {
        Page page = pages.at("/access-tokens/theme.css");
        page.bytes()[0]++;
        page.gzip()[0]++;

        assertThat(page.bytes()).isEqualTo(page.plain().getBytes());
        assertThat(page.gzip()).isEqualTo(page.compressed().getBytes());
    }

    private HttpResponse<byte[]> get(String path, String header, String value) throws Exception {
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return client.send(HttpRequest.newBuilder(address).header(header, value).build(), BodyHandlers.ofByteArray());
    }
}
