package dev.latchkey.persistence;

import com.google.common.collect.ImmutableList;
import dev.latchkey.token.AccountId;
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

    /** The account or token that is given, or else that of the latest event with this fingerprint that has one. */
    private static final String KNOWN = "COALESCE(CAST(:%1$s AS INTEGER), (SELECT %1$s FROM latchkey.token_events"
            + " WHERE fingerprint = :fingerprint AND account IS NOT NULL ORDER BY id DESC FETCH FIRST 1 ROW ONLY))";

    private static final String INSERT = "INSERT INTO latchkey.token_events"
            + " (kind, happened_at, account, token, fingerprint, hint, address, detail, times)"
            + " VALUES (:kind, :at, " + KNOWN.formatted("account") + ", " + KNOWN.formatted("token")
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
    public ImmutableList<TokenEvent> latest(Optional<AccountId> account, Optional<TokenId> token, int limit) {
        StringJoiner conditions = new StringJoiner(" AND ", "WHERE ", " ").setEmptyValue("");
        account.ifPresent(id -> conditions.add("account = :account"));
        token.ifPresent(id -> conditions.add("token = :token"));
        return transactions.read(handle -> {
            var query = handle.createQuery("SELECT * FROM latchkey.token_events " + conditions
                            + "ORDER BY id DESC FETCH FIRST <limit> ROWS ONLY")
                    .define("limit", limit);
            account.ifPresent(id -> query.bind("account", id.value()));
            token.ifPresent(id -> query.bind("token", id.value()));
            return query.map(JdbiTokenEvents::event).collect(ImmutableList.toImmutableList());
        });
    }

    private static TokenEvent event(ResultSet row, StatementContext context) throws SQLException {
        return new TokenEvent(
                TokenEvent.Kind.valueOf(row.getString("kind")),
                Sql.instant(row, "happened_at"),
                Sql.optionalInt(row, "account").map(AccountId::new),
                Sql.optionalInt(row, "token").map(TokenId::new),
                Sql.fingerprint(row),
                row.getString("hint"),
                row.getString("address"),
                row.getString("detail"),
                row.getInt("times"));
    }
}
