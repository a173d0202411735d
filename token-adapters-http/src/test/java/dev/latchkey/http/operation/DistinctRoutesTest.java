package dev.latchkey.http.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.latchkey.token.ApiMethod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DistinctRoutesTest {

    private static final List<String> SEGMENTS = List.of("a", "b", "{x}", "{y}", "%61");

    private static Operation operation(int number, String path) {
        return new Operation(
                ApiMethod.of("m" + number), "", true, false, Optional.of(Route.of("GET", path)), Optional.empty());
    }

    private static PathTemplate template(Operation operation) {
        return operation.route().orElseThrow().template();
    }

    private static String randomPath(Random random) {
        StringBuilder path = new StringBuilder();
        IntStream.rangeClosed(0, random.nextInt(4))
                .forEach(i -> path.append('/').append(SEGMENTS.get(random.nextInt(SEGMENTS.size()))));
        return random.nextInt(4) == 0 ? path.append('/').toString() : path.toString();
    }

    @Test
    void add_findsWhatIsInConflict_asComparingEachWithEachDoes() {
        Random random = new Random(42);
        int conflicts = 0;
        for (int round = 0; round < 500; round++) {
            DistinctRoutes routes = new DistinctRoutes();
            List<Operation> before = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                Operation operation = operation(i, randomPath(random));
                Optional<Operation> expected = before.stream()
                        .filter(other -> template(operation).conflictsWith(template(other)))
                        .findFirst();

                assertThat(routes.add(operation, template(operation))).isEqualTo(expected);
                expected.ifPresentOrElse(other -> {}, () -> before.add(operation));
                conflicts += expected.isPresent() ? 1 : 0;
            }
        }
        assertThat(conflicts).isBetween(1_000, 14_000);
    }

    @Test
    void tenThousandOperations_areToldApartSoon() {
        List<Operation> operations = IntStream.range(0, 10_000)
                .mapToObj(i -> operation(i, "/v1/group" + i % 100 + "/{id}/m" + i))
                .toList();

        assertTimeoutPreemptively(
                Duration.ofSeconds(1),
                () -> assertThat(Operations.of(operations).all()).hasSize(10_000));
    }
}
