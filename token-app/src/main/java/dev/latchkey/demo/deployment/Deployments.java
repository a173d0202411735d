package dev.latchkey.demo.deployment;

import dev.latchkey.demo.environment.Deployment;
import dev.latchkey.demo.environment.Environment;
import dev.latchkey.demo.environment.EnvironmentRows;
import dev.latchkey.demo.environment.EnvironmentStatus;
import dev.latchkey.demo.storage.DemoTables;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Caller;
import dev.latchkey.token.TokenId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/** What is deployed, in the table {@code deployments}; {@link Environments#info} tells it. */
public final class Deployments {

    /** What came of giving a deployment another context. */
    public enum Renamed {
        DONE,
        NO_SUCH_CONTEXT,
        CONTEXT_TAKEN
    }

    private static final String NAMED =
            " WHERE environment = :environment AND node_group = :group AND context = :context"
                    + " AND EXISTS (SELECT 1 FROM demo.environments e WHERE e.id = :environment AND e.owner = :owner)";

    private final DemoTables tables;

    public Deployments(DemoTables tables) {
        this.tables = tables;
    }

    /**
     * Deploys, in place of what had the context, onto an environment that runs and is in no transition; false where it is
     * otherwise.
     */
    public boolean put(AccountId owner, Deployment deployment, Instant now, Instant settlesAt) {
        return tables.transaction(handle -> {
            if (!begin(handle, owner, deployment.environment(), now, settlesAt)) {
                return false;
            }
            handle.createUpdate("DELETE FROM demo.deployments WHERE environment = :environment AND node_group = :group"
                            + " AND context = :context")
                    .bind("environment", deployment.environment())
                    .bind("group", deployment.nodeGroup())
                    .bind("context", deployment.context())
                    .execute();
            insert(handle, deployment);
            return true;
        });
    }

    private static boolean begin(Handle handle, AccountId owner, int environment, Instant now, Instant settlesAt) {
        return handle.createUpdate("UPDATE demo.environments SET status = :status, settles_at = :settlesAt"
                                + " WHERE id = :id AND owner = :owner AND settles_at <= :now AND settles_as = :running")
                        .bind("status", EnvironmentStatus.UPDATING.number())
                        .bind("settlesAt", DemoTables.utc(settlesAt))
                        .bind("id", environment)
                        .bind("owner", owner.value())
                        .bind("now", DemoTables.utc(now))
                        .bind("running", EnvironmentStatus.RUNNING.number())
                        .execute()
                == 1;
    }

    private static void insert(Handle handle, Deployment deployment) {
        handle.createUpdate(
                        "INSERT INTO demo.deployments (environment, node_group, context, archive, size, deployed_at,"
                                + " account, token) VALUES (:environment, :group, :context, :archive, :size, :deployedAt, :account,"
                                + " :token)")
                .bind("environment", deployment.environment())
                .bind("group", deployment.nodeGroup())
                .bind("context", deployment.context())
                .bind("archive", deployment.archive())
                .bind("size", deployment.size())
                .bind("deployedAt", DemoTables.utc(deployment.deployedAt()))
                .bind("account", deployment.by().account().value())
                .bind("token", EnvironmentRows.number(deployment.by().token()))
                .execute();
    }

    /** Takes away what has a context; false where nothing has. */
    public boolean remove(AccountId owner, Environment environment, String group, String context) {
        return tables.transaction(handle -> named(
                                handle, "DELETE FROM demo.deployments" + NAMED, owner, environment, group, context)
                        .execute())
                == 1;
    }

    /** Gives what has a context another one. */
    public Renamed rename(AccountId owner, Environment environment, String group, String context, String newContext) {
        return tables.transaction(handle -> DemoTables.unlessTaken(
                        handle,
                        () -> named(
                                        handle,
                                        "UPDATE demo.deployments SET context = :newContext" + NAMED,
                                        owner,
                                        environment,
                                        group,
                                        context)
                                .bind("newContext", newContext)
                                .execute()))
                .map(count -> count == 1 ? Renamed.DONE : Renamed.NO_SUCH_CONTEXT)
                .orElse(Renamed.CONTEXT_TAKEN);
    }

    private static Update named(
            Handle handle, String sql, AccountId owner, Environment environment, String group, String context) {
        return handle.createUpdate(sql)
                .bind("environment", environment.id())
                .bind("owner", owner.value())
                .bind("group", group)
                .bind("context", context);
    }

    public static Deployment deployment(ResultSet row, StatementContext context) throws SQLException {
        Optional<TokenId> token = EnvironmentRows.token(row);
        return new Deployment(
                row.getInt("environment"),
                row.getString("node_group"),
                row.getString("context"),
                row.getString("archive"),
                row.getLong("size"),
                EnvironmentRows.instant(row, "deployed_at"),
                new Caller(new AccountId(row.getString("account")), token));
    }
}
