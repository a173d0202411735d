package dev.latchkey.demo.marketplace;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.latchkey.demo.environment.Environments;
import dev.latchkey.demo.storage.Columns;
import dev.latchkey.demo.storage.DemoTables;
import dev.latchkey.token.AccountId;
import io.vertx.core.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** What was installed, in the table {@code installations}: each goes with its environment. */
public final class Installations {

    private static final String OWNED = "SELECT e.*, i.unique_name, i.app, i.installed_at FROM demo.installations i"
            + " JOIN demo.environments e ON e.id = i.environment WHERE e.owner = :owner";

    private final DemoTables tables;

    public Installations(DemoTables tables) {
        this.tables = tables;
    }

    /** Adds what is installed in an environment, in the transaction that makes it. */
    static void insert(Handle handle, int environment, String uniqueName, App app, Instant now) {
        handle.createUpdate("INSERT INTO demo.installations (unique_name, environment, app, installed_at)"
                        + " VALUES (:uniqueName, :environment, :app, :now)")
                .bind("uniqueName", uniqueName)
                .bind("environment", environment)
                .bind("app", app.json().encode())
                .bind("now", DemoTables.utc(now))
                .execute();
    }

    /** All of an account's, the oldest first. */
    ImmutableList<Installation> ownedBy(AccountId owner) {
        return tables.read(handle -> handle.createQuery(OWNED + " ORDER BY i.installed_at, e.id")
                .bind("owner", owner.value())
                .map(Installations::installation)
                .collect(toImmutableList()));
    }

    Optional<Installation> find(AccountId owner, String uniqueName) {
        return tables.read(handle -> handle.createQuery(OWNED + " AND i.unique_name = :uniqueName")
                .bind("owner", owner.value())
                .bind("uniqueName", uniqueName)
                .map(Installations::installation)
                .findOne());
    }

    private static Installation installation(ResultSet row, StatementContext context) throws SQLException {
        return new Installation(
                row.getString("unique_name"),
                Environments.environment(row, context),
                new JsonObject(row.getString("app")),
                Columns.instant(row, "installed_at"));
    }
}
