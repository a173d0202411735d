package dev.latchkey.http.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.token.ApiMethod;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

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
    void noPath_isAllowedAsAnotherOperation_thanTheOneThatAServerRuns() throws IOException {
        Operations operations = Operations.of(SHOP);
        SpringRouter spring = new SpringRouter(SHOP);
        List<VertxRouter.Line> lines = lines();
        int found = 0;
        int ran = 0;
        List<String> wrong = new ArrayList<>();
        try (VertxRouter vertx = new VertxRouter(SHOP)) {
            List<Optional<String>> byVertx = vertx.run(lines);
            for (int i = 0; i < lines.size(); i++) {
                VertxRouter.Line line = lines.get(i);
                Optional<String> bySpring = spring.runs(line.httpMethod(), line.target());
                ran += bySpring.isPresent() || byVertx.get(i).isPresent() ? 1 : 0;
                if (operations.find(line.httpMethod(), line.target()) instanceof Operations.Match.Found match) {
                    found++;
                    String ours = match.operation().method().toString();
                    if (!bySpring.orElse(ours).equals(ours)
                            || !byVertx.get(i).orElse(ours).equals(ours)) {
                        wrong.add(line + ": " + ours + ", Spring " + bySpring + ", Vert.x " + byVertx.get(i));
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(found).as("requests that are found").isGreaterThan(COUNT / 20);
        assertThat(ran).as("requests that a server runs").isGreaterThan(found);
    }

    private static List<VertxRouter.Line> lines() {
        long seed = 20_261;
        Random random = new Random(seed);
        HostilePaths paths = new HostilePaths(
                seed,
                SHOP.stream()
                        .map(operation ->
                                operation.route().orElseThrow().template().toString())
                        .toList());
        List<VertxRouter.Line> lines = new ArrayList<>();
        while (lines.size() < COUNT) {
            lines.add(new VertxRouter.Line(HTTP_METHODS.get(random.nextInt(HTTP_METHODS.size())), paths.next()));
        }
        return lines;
    }
}
