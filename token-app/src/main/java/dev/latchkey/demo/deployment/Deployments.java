package dev.latchkey.demo.deployment;

import dev.latchkey.demo.environment.Deployment;
import dev.latchkey.demo.environment.EnvironmentStatus;
import dev.latchkey.demo.storage.Columns;
import dev.latchkey.demo.storage.DemoTables;
import dev.latchkey.token.AccountId;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** What is deployed, in the table {@code deployments}; {@link EnvironmentInfo} tells it. */
public final class Deployments {

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
                                + " account, token, kind) VALUES (:environment, :group, :context, :archive, :size, :deployedAt, :account,"
                                + " :token, :kind)")
                .bind("environment", deployment.environment())
                .bind("group", deployment.nodeGroup())
                .bind("context", deployment.context())
                .bind("archive", deployment.archive())
                .bind("size", deployment.size())
                .bind("kind", deployment.kind().name())
                .bind("deployedAt", DemoTables.utc(deployment.deployedAt()))
                .bind("account", deployment.by().account().value())
                .bind("token", Columns.token(deployment.by()))
                .execute();
    }
}
