package dev.latchkey.demo.tracking;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.demo.storage.Columns;
import dev.latchkey.demo.storage.DemoTables;
import dev.latchkey.demo.text.Texts;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.Caller;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** What was done to the environments of accounts, in the table {@code actions}. */
public final class Actions {

    /** How many of an account are kept. */
    public static final int MAX_ACTIONS = 1_000;

    private static final int MAX_ERROR = 500;

    private final DemoTables tables;

    public Actions(DemoTables tables) {
        this.tables = tables;
    }

    /** Notes that an action begins, and gives its number. The owner's oldest one goes where there are {@link #MAX_ACTIONS} without it. */
    public int begin(Caller by, String environment, ApiMethod method, Instant now) {
        return tables.transaction(handle -> {
            int id = insert(handle, by, environment, method, now);
            removeOld(handle, by.account());
            return id;
        });
    }

    private static int insert(Handle handle, Caller by, String environment, ApiMethod method, Instant now) {
        return handle.createUpdate("INSERT INTO demo.actions (owner, env_name, method, account, token, started_at)"
                        + " VALUES (:owner, :environment, :method, :account, :token, :startedAt)")
                .bind("owner", by.account().value())
                .bind("environment", environment)
                .bind("method", method.toString())
                .bind("account", by.account().value())
                .bind("token", Columns.token(by))
                .bind("startedAt", DemoTables.utc(now))
                .executeAndReturnGeneratedKeys()
                .map(DemoTables::generatedId)
                .one();
    }

    /** Reads as many entries of the index as there are to be, and no row unless there is one more. */
    private static void removeOld(Handle handle, AccountId owner) {
        handle.createQuery("SELECT id FROM demo.actions WHERE owner = :owner ORDER BY owner DESC, id DESC OFFSET "
                        + MAX_ACTIONS + " ROWS FETCH FIRST 1 ROWS ONLY")
                .bind("owner", owner.value())
                .mapTo(Integer.class)
                .findOne()
                .ifPresent(
                        oldest -> handle.createUpdate("DELETE FROM demo.actions WHERE owner = :owner AND id <= :oldest")
                                .bind("owner", owner.value())
                                .bind("oldest", oldest)
                                .execute());
    }

    public void end(int id, Action.End end) {
        tables.transaction(handle -> handle.createUpdate(
                        "UPDATE demo.actions SET ended_at = :endedAt, result_code = :code, error = :error WHERE id = :id")
                .bind("endedAt", DemoTables.utc(end.at()))
                .bind("code", end.code())
                .bind("error", Texts.cut(end.error(), MAX_ERROR))
                .bind("id", id)
                .execute());
    }

    /**
     * The newest of an account's, the newest first.
     *
     * @param methods only those that called one of these, in lower case; all if it is empty
     * @param count how many at most
     */
    public ImmutableList<Action> latest(AccountId owner, ImmutableSet<String> methods, int count) {
        String which = methods.isEmpty() ? "" : " AND LOWER(method) IN (<methods>)";
        return tables.read(handle -> {
            Query query = handle.createQuery("SELECT * FROM demo.actions WHERE owner = :owner" + which
                            + " ORDER BY owner DESC, id DESC FETCH FIRST " + count + " ROWS ONLY")
                    .bind("owner", owner.value());
            return (methods.isEmpty() ? query : query.bindList("methods", methods.asList()))
                    .map(Actions::action)
                    .collect(toImmutableList());
        });
    }

    private static Action action(ResultSet row, StatementContext context) throws SQLException {
        return new Action(
                row.getInt("id"),
                row.getString("env_name"),
                ApiMethod.of(row.getString("method")),
                Columns.caller(row),
                Columns.instant(row, "started_at"),
                end(row));
    }

    private static Optional<Action.End> end(ResultSet row) throws SQLException {
        int code = row.getInt("result_code");
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(new Action.End(Columns.instant(row, "ended_at"), code, row.getString("error")));
    }
}
