package dev.latchkey.persistence;

import com.google.common.collect.ImmutableList;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Actor;
import dev.latchkey.token.TokenEvent;
import dev.latchkey.token.TokenEvents;
import dev.latchkey.token.TokenId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.StringJoiner;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** The record of what happened, in the table {@code token_events}, which is only ever added to. */
final class JdbiTokenEvents implements TokenEvents {

    private static final int MAX_DETAIL = 1000;
    private static final String OWNER = "OWNER";
    private static final String ADMINISTRATOR = "ADMINISTRATOR";
    private static final String PLATFORM = "PLATFORM";
    private static final String OWN_TOKEN = "OWN_TOKEN";

    /** The account or token that is given, or else that of the latest event with this fingerprint that has one. */
    private static final String KNOWN = "COALESCE(CAST(:%1$s AS %2$s), (SELECT %1$s FROM latchkey.token_events"
            + " WHERE fingerprint = :fingerprint AND account IS NOT NULL ORDER BY id DESC FETCH FIRST 1 ROW ONLY))";

    private static final String INSERT = "INSERT INTO latchkey.token_events"
            + " (kind, happened_at, actor, actor_account, account, token, fingerprint, hint, address, detail, times)"
            + " VALUES (:kind, :at, :actor, :actorAccount, " + KNOWN.formatted("account", "VARCHAR(64)") + ", "
            + KNOWN.formatted("token", "INTEGER")
            + ", :fingerprint, :hint, :address, :detail, :times)";

    private final Transactions transactions;

    JdbiTokenEvents(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void add(ImmutableList<TokenEvent> events) {
        if (!events.isEmpty()) {
            transactions.write(handle -> insert(handle, events));
        }
    }

    /** Adds events to what a transaction does. */
    static int insert(Handle handle, ImmutableList<TokenEvent> events) {
        PreparedBatch batch = handle.prepareBatch(INSERT);
        for (TokenEvent event : events) {
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
                    .bind("token", event.token().map(TokenId::value).orElse(null))
                    .bind("fingerprint", event.fingerprint().toBytes())
                    .bind("hint", event.hint())
                    .bind("address", Sql.address(event.address()))
                    .bind("detail", Sql.text(event.detail(), MAX_DETAIL))
                    .bind("times", event.times())
                    .add();
        }
        return batch.execute().length;
    }

    @Override
    public ImmutableList<TokenEvent> latest(Filter filter, int limit) {
        StringJoiner conditions = new StringJoiner(" AND ", "WHERE ", " ").setEmptyValue("");
        filter.account().ifPresent(id -> conditions.add("account = :account"));
        filter.token().ifPresent(id -> conditions.add("token = :token"));
        return transactions.read(handle -> {
            var query = handle.createQuery("SELECT * FROM latchkey.token_events " + conditions
                            + "ORDER BY id DESC FETCH FIRST <limit> ROWS ONLY")
                    .define("limit", limit);
            filter.account().ifPresent(id -> query.bind("account", id.value()));
            filter.token().ifPresent(id -> query.bind("token", id.value()));
            return query.map(JdbiTokenEvents::event).collect(ImmutableList.toImmutableList());
        });
    }

    private static TokenEvent event(ResultSet row, StatementContext context) throws SQLException {
        return new TokenEvent(
                TokenEvent.Kind.valueOf(row.getString("kind")),
                Sql.instant(row, "happened_at"),
                actor(row),
                Optional.ofNullable(row.getString("account")).map(AccountId::new),
                Sql.optionalInt(row, "token").map(TokenId::new),
                Sql.fingerprint(row),
                row.getString("hint"),
                row.getString("address"),
                row.getString("detail"),
                row.getInt("times"));
    }

    private static String actor(Actor actor) {
        if (actor instanceof Actor.Owner) {
            return OWNER;
        }
        if (actor instanceof Actor.Administrator) {
            return ADMINISTRATOR;
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
            default -> throw new SQLException("unknown actor " + actor);
        };
    }
}
