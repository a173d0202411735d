package dev.latchkey.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PostgresqlManyEventsTest extends ManyEventsContract {

    PostgresqlManyEventsTest() {
        super(1_000_000);
    }

    @Override
    protected DatabaseOptions emptyDatabase() {
        return Postgres.newDatabase();
    }

    @Override
    protected String numbers() {
        return "generate_series(:first, :last) AS numbers (n)";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM latchkey.token_events ORDER BY id DESC FETCH FIRST 50 ROWS ONLY",
                "SELECT * FROM latchkey.token_events WHERE account = '7' AND id < 7500 ORDER BY id DESC"
                        + " FETCH FIRST 50 ROWS ONLY",
                "SELECT id FROM latchkey.token_events WHERE happened_at < TIMESTAMPTZ '2000-01-01 00:00:00Z'"
                        + " ORDER BY happened_at FETCH FIRST 1000 ROWS ONLY"
            })
    void listingAndTrimming_readNoMoreThanTheyReturn(String query) {
        List<String> plan = database()
                .transactions()
                .read(handle -> handle.createQuery("EXPLAIN " + query)
                        .mapTo(String.class)
                        .list());

        assertThat(plan).anyMatch(step -> step.contains("Index Scan")).noneMatch(step -> step.contains("Seq Scan"));
        assertThat(plan).noneMatch(step -> step.contains("Sort"));
    }
}
