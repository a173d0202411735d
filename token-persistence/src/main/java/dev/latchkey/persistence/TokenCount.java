package dev.latchkey.persistence;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import com.google.common.math.IntMath;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenState;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/**
 * Counts the tokens in each state, so many rows at a time: a single query over all would keep old versions of rows, and the database's cache,
 * for as long as it ran.
 */
final class TokenCount {

    private static final int STEP = 10_000;

    /** As {@link Token#state} has it. */
    private static final String STATE = "CASE WHEN owner_disabled THEN 'OWNER_DISABLED'"
            + " WHEN suspended_at IS NOT NULL THEN 'SUSPENDED'"
            + " WHEN expires_at <= :at THEN 'EXPIRED' ELSE 'LIVE' END";

    private static final String COUNT = "SELECT state, COUNT(*) AS number FROM (SELECT " + STATE
            + " AS state FROM latchkey.tokens WHERE id BETWEEN :first AND :last) AS states GROUP BY state";

    private final Transactions transactions;
    private final Instant at;

    TokenCount(Transactions transactions, Instant at) {
        this.transactions = transactions;
        this.at = at;
    }

    ImmutableMap<TokenState, Long> run() {
        Map<TokenState, Long> numbers = new EnumMap<>(Maps.asMap(EnumSet.allOf(TokenState.class), state -> 0L));
        int after = 0; // rows begin with 1
        for (OptionalInt first = next(after); first.isPresent(); first = next(after)) {
            int start = first.getAsInt();
            int last = IntMath.saturatedAdd(start, STEP - 1);
            transactions
                    .read(handle -> count(handle, start, last))
                    .forEach((state, more) -> numbers.merge(state, more, Long::sum));
            after = last;
        }
        return Maps.immutableEnumMap(numbers);
    }

    /** The first row after this one: many numbers may have none, as of tokens that were removed. */
    private OptionalInt next(int after) {
        return transactions.read(handle -> handle.createQuery("SELECT MIN(id) FROM latchkey.tokens WHERE id > :after")
                .bind("after", after)
                .map((row, context) -> {
                    int id = row.getInt(1);
                    return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(id);
                })
                .one());
    }

    private Map<TokenState, Long> count(Handle handle, int first, int last) {
        Map<TokenState, Long> numbers = new EnumMap<>(TokenState.class);
        handle.createQuery(COUNT)
                .bind("at", Sql.utc(at))
                .bind("first", first)
                .bind("last", last)
                .map((row, context) ->
                        Map.entry(TokenState.valueOf(row.getString(1).strip()), row.getLong(2)))
                .forEach(entry -> numbers.put(entry.getKey(), entry.getValue()));
        return numbers;
    }
}
