package dev.latchkey.persistence;

import com.google.common.collect.ImmutableList;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Actor;
import dev.latchkey.token.Client;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** The history, in the table {@code token_events}, which has the events of accounts too. Nothing in it is ever changed. */
final class JdbiEvents implements Events {

    private static final int MAX_DETAIL = 1000;
    private static final String OWNER = "OWNER";
    private static final String ADMINISTRATOR = "ADMINISTRATOR";
    private static final String PLATFORM = "PLATFORM";
    private static final String OWN_TOKEN = "OWN_TOKEN";
    private static final String STRANGER = "STRANGER";

    /** The account or token that is given, or else that of the latest event with this fingerprint that has one. */
    private static final String KNOWN = "COALESCE(CAST(:%1$s AS %2$s), (SELECT %1$s FROM latchkey.token_events"
            + " WHERE fingerprint = :fingerprint AND account IS NOT NULL ORDER BY id DESC FETCH FIRST 1 ROW ONLY))";

    private static final String INSERT = "INSERT INTO latchkey.token_events"
            + " (kind, happened_at, actor, actor_account, account, token, fingerprint, hint, address, user_agent, detail, times)"
            + " VALUES (:kind, :at, :actor, :actorAccount, " + KNOWN.formatted("account", "VARCHAR(64)") + ", "
            + KNOWN.formatted("token", "INTEGER")
            + ", :fingerprint, :hint, :address, :userAgent, :detail, :times)";

    private static final String OLDEST = "SELECT id FROM latchkey.token_events WHERE happened_at < :before"
            + " ORDER BY happened_at FETCH FIRST <limit> ROWS ONLY";

    private final Transactions transactions;
    private final IdPermutation ids;
    private final IdPermutation tokenIds;

    /**
     * @param ids of events
     * @param tokenIds of tokens, which stand in the table by the numbers of their rows
     */
    JdbiEvents(Transactions transactions, IdPermutation ids, IdPermutation tokenIds) {
        this.transactions = transactions;
        this.ids = ids;
        this.tokenIds = tokenIds;
    }

    @Override
    public void add(ImmutableList<Event> events) {
        if (!events.isEmpty()) {
            transactions.write(handle -> insert(handle, events, tokenIds));
        }
    }

    /** Adds events to what a transaction does. */
    static int insert(Handle handle, ImmutableList<Event> events, IdPermutation tokenIds) {
        PreparedBatch batch = handle.prepareBatch(INSERT);
        for (Event event : events) {
            batch.bind("kind", event.kind().name())
                    .bind("at", Sql.utc(event.at()))
                    .bind("actor", actor(event.actor()))
                    .bind(
                            "actorAccount",
                            event.actor()
                                    .administratorAccount()
                                    .map(AccountId::value)
                                    .orElse(null))
                    .bind("account", event.account().map(AccountId::value).orElse(null))
                    .bind("token", event.token().map(id -> row(id, tokenIds)).orElse(null))
                    .bindByType(
                            "fingerprint",
                            event.fingerprint().map(TokenFingerprint::toBytes).orElse(null),
                            byte[].class)
                    .bind("hint", event.hint())
                    .bind("address", Sql.address(event.client().address()))
                    .bind("userAgent", Sql.userAgent(event.client().userAgent()))
                    .bind("detail", Sql.text(event.detail(), MAX_DETAIL))
                    .bind("times", event.times())
                    .add();
        }
        return batch.execute().length;
    }

    @Override
    public ImmutableList<Recorded> latest(Filter filter, int limit) {
        return transactions.read(handle -> {
            Query query = handle.createQuery("SELECT * FROM latchkey.token_events " + conditions(filter)
                            + "ORDER BY id DESC FETCH FIRST <limit> ROWS ONLY")
                    .define("limit", limit);
            bind(query, filter);
            return query.map(this::recorded).collect(ImmutableList.toImmutableList());
        });
    }

    private static String conditions(Filter filter) {
        StringJoiner conditions = new StringJoiner(" AND ", "WHERE ", " ").setEmptyValue("");
        filter.account().ifPresent(id -> conditions.add("account = :account"));
        filter.token().ifPresent(id -> conditions.add("token = :token"));
        filter.since().ifPresent(instant -> conditions.add("happened_at >= :since"));
        filter.before().ifPresent(instant -> conditions.add("happened_at < :before"));
        filter.recordedBefore().ifPresent(id -> conditions.add("id < :recordedBefore"));
        if (!filter.kinds().isEmpty()) {
            conditions.add("kind IN (<kinds>)");
        }
        return conditions.toString();
    }

    private void bind(Query query, Filter filter) {
        filter.account().ifPresent(id -> query.bind("account", id.value()));
        filter.token().ifPresent(id -> query.bind("token", row(id, tokenIds)));
        filter.since().ifPresent(instant -> query.bind("since", utcOrLater(instant)));
        filter.before().ifPresent(instant -> query.bind("before", utcOrLater(instant)));
        filter.recordedBefore().ifPresent(id -> query.bind("recordedBefore", ids.row(id)));
        if (!filter.kinds().isEmpty()) {
            query.bindList(
                    "kinds", filter.kinds().stream().map(Event.Kind::name).toList());
        }
    }

    /** The bound itself if it can be kept, and else the next instant that can: what is kept was cut. */
    private static OffsetDateTime utcOrLater(Instant bound) {
        OffsetDateTime kept = Sql.utc(bound);
        return kept.toInstant().equals(bound) ? kept : kept.plus(1, ChronoUnit.MICROS);
    }

    @Override
    public int trim(Instant before, int slice) {
        int removed = 0;
        boolean thereMayBeMore = true;
        while (thereMayBeMore) {
            List<Long> old = oldest(before, slice);
            removed += old.isEmpty() ? 0 : transactions.shrink(handle -> remove(handle, old));
            thereMayBeMore = old.size() == slice;
        }
        return removed;
    }

    /** Read by itself: HSQLDB would look at every event for a delete that has this as its subquery. */
    private List<Long> oldest(Instant before, int limit) {
        return transactions.read(handle -> handle.createQuery(OLDEST)
                .define("limit", limit)
                .bind("before", utcOrLater(before))
                .mapTo(long.class)
                .list());
    }

    /** Returns how many there were: another node may remove some of them at the same time. */
    private static int remove(Handle handle, List<Long> ids) {
        PreparedBatch batch = handle.prepareBatch("DELETE FROM latchkey.token_events WHERE id = :id");
        ids.forEach(id -> batch.bind("id", id).add());
        return Arrays.stream(batch.execute()).sum();
    }

    private Recorded recorded(ResultSet row, StatementContext context) throws SQLException {
        return new Recorded(ids.told(row.getLong("id")), event(row));
    }

    private Event event(ResultSet row) throws SQLException {
        return new Event(
                Event.Kind.valueOf(row.getString("kind")),
                Sql.instant(row, "happened_at"),
                actor(row),
                Optional.ofNullable(row.getString("account")).map(AccountId::new),
                Sql.optionalInt(row, "token").map(number -> TokenRow.id(number, tokenIds)),
                Optional.ofNullable(row.getBytes("fingerprint")).map(TokenFingerprint::ofBytes),
                row.getString("hint"),
                new Client(row.getString("address"), row.getString("user_agent")),
                row.getString("detail"),
                row.getInt("times"));
    }

    private static int row(TokenId id, IdPermutation tokenIds) {
        return Math.toIntExact(tokenIds.row(id.value()));
    }

    private static String actor(Actor actor) {
        if (actor instanceof Actor.Owner) {
            return OWNER;
        }
        if (actor instanceof Actor.Administrator) {
            return ADMINISTRATOR;
        }
        if (actor instanceof Actor.Stranger) {
            return STRANGER;
        }
        return actor instanceof Actor.Platform ? PLATFORM : OWN_TOKEN;
    }

    private static Actor actor(ResultSet row) throws SQLException {
        String actor = row.getString("actor");
        return switch (actor) {
            case OWNER -> Actor.owner();
            case ADMINISTRATOR -> Actor.administrator(new AccountId(row.getString("actor_account")));
            case PLATFORM -> Actor.platform();
            case OWN_TOKEN -> Actor.ownToken();
            case STRANGER -> Actor.stranger();
            default -> throw new SQLException("unknown actor " + actor);
        };
    }
}
