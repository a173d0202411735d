package dev.latchkey.persistence;

import static dev.latchkey.token.testing.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A history of very many events, one a second, a thousand of each account. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ManyEventsContract {

    private static final int OF_ACCOUNT = 1_000;
    private static final int BATCH = 50_000;

    private final int many;
    private Database database;

    ManyEventsContract(int many) {
        this.many = many;
    }

    protected abstract DatabaseOptions emptyDatabase();

    /** What gives the numbers from {@code :first} to {@code :last}, in a column {@code n}. */
    protected abstract String numbers();

    @BeforeAll
    void fill() {
        long t0 = System.nanoTime();
        database = Database.open(emptyDatabase());
        System.err.println("TIMING open " + (System.nanoTime() - t0) / 1e9);
        if (numbers().contains("UNNEST"))
            database.transactions().write(handle -> handle.execute("SET FILES LOG FALSE"));
        for (int first = 1; first <= many; first += BATCH) {
            fill(first, first + BATCH - 1);
            System.err.println("TIMING " + first + " " + (System.nanoTime() - t0) / 1e9);
        }
    }

    private void fill(int first, int last) {
        database.transactions()
                .write(handle -> handle.createUpdate("INSERT INTO latchkey.token_events"
                                + " (kind, happened_at, actor, account, hint, address, user_agent, detail, times)"
                                + " SELECT CASE WHEN MOD(n, 2) = 0 THEN 'SIGNED_IN' ELSE CAST('SIGNED_OUT' AS VARCHAR(20)) END,"
                                + " CAST(:now AS TIMESTAMP(6) WITH TIME ZONE) + n * INTERVAL '1' SECOND, 'OWNER',"
                                + " CAST(n / " + OF_ACCOUNT + " AS VARCHAR(64)), '', '192.0.2.7', '', '', 1 FROM "
                                + numbers())
                        .bind("now", Sql.utc(NOW))
                        .bind("first", first)
                        .bind("last", last)
                        .execute());
    }

    @AfterAll
    void close() {
        database.close();
    }

    Database database() {
        return database;
    }

    @Test
    void latest_givesAPageAfterTheOther_byWhateverFilter() {
        Events events = database.events();
        Events.Filter all = Events.Filter.ALL;
        Events.Filter ofOne = all.account(new AccountId("7")).kinds(ImmutableSet.of(Event.Kind.SIGNED_OUT));

        ImmutableList<Events.Recorded> page = events.latest(all, 3);
        assertThat(page).extracting(each -> second(each.event())).containsExactly(many, many - 1, many - 2);
        assertThat(events.latest(all.recordedBefore(Iterables.getLast(page).id()), 2))
                .extracting(each -> second(each.event()))
                .containsExactly(many - 3, many - 4);
        assertThat(events.latest(ofOne, 2))
                .extracting(each -> second(each.event()))
                .containsExactly(7_999, 7_997);
        assertThat(events.latest(all.since(at(many - 1)), 9))
                .extracting(each -> second(each.event()))
                .containsExactly(many, many - 1);
        assertThat(events.latest(ofOne.before(at(7_500)), 1))
                .extracting(each -> second(each.event()))
                .containsExactly(7_499);
    }

    @Test
    void trim_removesTheOldest_andNoOthers() {
        Events events = database.events();
        Events.Filter oldest = Events.Filter.ALL.before(at(5_002));

        assertThat(events.trim(at(5_001), 1_000)).isEqualTo(5_000);

        assertThat(events.latest(oldest, 9))
                .extracting(each -> second(each.event()))
                .containsExactly(5_001);
        assertThat(events.trim(at(5_001), 1_000)).isZero();
    }

    private static Instant at(int second) {
        return NOW.plusSeconds(second);
    }

    private static int second(Event event) {
        return (int) (event.at().getEpochSecond() - NOW.getEpochSecond());
    }
}
