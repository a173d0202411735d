package dev.latchkey.http.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.token.ApiMethod;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a client writes, the operation that is checked is the one that a server runs. */
class RoutersAgreeTest {

    private static final int COUNT = 100_000;
    private static final List<String> HTTP_METHODS = List.of("GET", "GET", "GET", "POST", "DELETE", "HEAD", "PUT");

    private static final List<Operation> SHOP = List.of(
            operation("orders.list", "GET", "/orders"),
            operation("orders.create", "POST", "/orders"),
            operation("orders.get", "GET", "/orders/{id}"),
            operation("orders.delete", "DELETE", "/orders/{id}"),
            operation("orders.export", "GET", "/orders/export"),
            operation("orders.purge", "DELETE", "/orders/export"),
            operation("items.list", "GET", "/orders/{id}/items"),
            operation("items.get", "GET", "/orders/{id}/items/{item}"),
            operation("items.first", "GET", "/orders/{id}/items/7"),
            operation("users.me", "GET", "/v1/users/me"),
            operation("users.get", "GET", "/v1/users/{id}"),
            operation("users.replace", "PUT", "/v1/users/{id}"),
            operation("any.get", "GET", "/v1/{kind}/{id}/items"),
            operation("root", "GET", "/"),
            operation("accented", "GET", "/caf%C3%A9"));

    private static Operation operation(String name, String httpMethod, String template) {
        return new Operation(
                ApiMethod.of(name), "", true, false, Optional.of(Route.of(httpMethod, template)), Optional.empty());
    }

    @Test
    void noPath_isAllowedAsAnotherOperation_thanTheOneThatAServerRuns(@TempDir Path directory) throws Exception {
        Operations operations = Operations.of(SHOP);
        SpringRouter spring = new SpringRouter(SHOP);
        List<RequestLine> lines = lines();
        List<RequestLine> found = lines.stream()
                .filter(line -> found(operations, line).isPresent())
                .toList();
        List<String> wrong = new ArrayList<>();
        try (VertxRouter vertx = new VertxRouter(SHOP);
                TomcatRouter tomcat = new TomcatRouter(SHOP, directory)) {
            List<Optional<String>> byVertx = vertx.run(found);
            List<Optional<String>> byTomcat = tomcat.run(found);
            for (int i = 0; i < found.size(); i++) {
                RequestLine line = found.get(i);
                String ours = found(operations, line).orElseThrow();
                List<Optional<String>> servers = List.of(runs(spring, line), byVertx.get(i), byTomcat.get(i));
                if (servers.stream().anyMatch(theirs -> !theirs.orElse(ours).equals(ours))) {
                    wrong.add(line + ": " + ours + ", Spring, Vert.x and Tomcat " + servers);
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(found).as("requests that are found").hasSizeGreaterThan(COUNT / 20);
        assertThat(lines.stream().filter(line -> runs(spring, line).isPresent()))
                .as("requests that a server runs")
                .hasSizeGreaterThan(found.size());
    }

    private static Optional<String> found(Operations operations, RequestLine line) {
        return operations.find(line.httpMethod(), line.target()) instanceof Operations.Match.Found match
                ? Optional.of(match.operation().method().toString())
                : Optional.empty();
    }

    private static Optional<String> runs(SpringRouter spring, RequestLine line) {
        return spring.runs(line.httpMethod(), line.target());
    }

    private static List<RequestLine> lines() {
        long seed = 20_261;
        Random random = new Random(seed);
        HostilePaths paths = new HostilePaths(
                seed,
                SHOP.stream()
                        .map(operation ->
                                operation.route().orElseThrow().template().toString())
                        .toList());
        List<RequestLine> lines = new ArrayList<>();
        while (lines.size() < COUNT) {
            lines.add(new RequestLine(HTTP_METHODS.get(random.nextInt(HTTP_METHODS.size())), paths.next()));
        }
        return lines;
    }
}
