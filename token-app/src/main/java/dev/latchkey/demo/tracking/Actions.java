package dev.latchkey.demo.tracking;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
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
import org.jdbi.v3.core.statement.StatementContext;

/** What was done to the environments of accounts, in the table {@code actions}. */
public final class Actions {

    private static final int MAX_ERROR = 500;

    private final DemoTables tables;

    public Actions(DemoTables tables) {
        this.tables = tables;
    }

    /** Notes that an action begins, and gives its number. */
    public int begin(Caller by, String environment, ApiMethod method, Instant now) {
        return tables.transaction(handle -> handle.createUpdate(
                        "INSERT INTO demo.actions (owner, env_name, method, account, token, started_at)"
                                + " VALUES (:owner, :environment, :method, :account, :token, :startedAt)")
                .bind("owner", by.account().value())
                .bind("environment", environment)
                .bind("method", method.toString())
                .bind("account", by.account().value())
                .bind("token", Columns.token(by))
                .bind("startedAt", DemoTables.utc(now))
                .executeAndReturnGeneratedKeys()
                .map(DemoTables::generatedId)
                .one());
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

    /** All of an account's, the newest first. */
    public ImmutableList<Action> ownedBy(AccountId owner) {
        return tables.read(
                handle -> handle.createQuery("SELECT * FROM demo.actions WHERE owner = :owner ORDER BY id DESC")
                        .bind("owner", owner.value())
                        .map(Actions::action)
                        .collect(toImmutableList()));
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
