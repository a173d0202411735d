package dev.latchkey.demo.environment;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.demo.storage.DemoTables;
import dev.latchkey.token.AccountId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/**
 * Environments and their nodes in the tables {@code environments}, {@code environment_groups} and {@code nodes}. A change
 * is made for an account, and finds nothing to change in what is another's.
 */
public final class Environments {

    /** What came of making another environment of one. */
    enum Cloned {
        DONE,
        /** The one to be cloned is gone, or in a transition. */
        OUTRUN,
        NAME_TAKEN
    }

    static final String SELECT = "SELECT * FROM demo.environments e WHERE ";
    private static final String OWNED = " WHERE id = :id AND owner = :owner ";
    private static final String SETTLED = "AND settles_at <= :now ";

    private final DemoTables tables;

    public Environments(DemoTables tables) {
        this.tables = tables;
    }

    /** The environment of this name or appid, whoever has it. */
    public Optional<Environment> find(String key) {
        if (!EnvironmentName.isAppid(key) && !EnvironmentName.isValid(key)) {
            return Optional.empty();
        }
        String column = EnvironmentName.isAppid(key) ? "appid" : "name";
        return tables.read(handle -> handle.createQuery(SELECT + column + " = :key")
                .bind("key", key)
                .map(EnvironmentRows::environment)
                .findOne());
    }

    public Optional<Environment> find(int id) {
        return tables.read(handle -> handle.createQuery(SELECT + "id = :id")
                .bind("id", id)
                .map(EnvironmentRows::environment)
                .findOne());
    }

    /** An account's environment of this name, with all that belongs to it. */
    public Optional<EnvironmentInfo> info(AccountId owner, EnvironmentName name) {
        return tables.read(handle -> info(handle, owner, name));
    }

    private static Optional<EnvironmentInfo> info(Handle handle, AccountId owner, EnvironmentName name) {
        return EnvironmentInfos.where(
                        handle,
                        "e.owner = :owner AND e.name = :name",
                        Map.of("owner", owner.value(), "name", name.text()))
                .stream()
                .findFirst();
    }

    /** All of an account's, in the order in which they were made. */
    public ImmutableList<EnvironmentInfo> ownedBy(AccountId owner) {
        return tables.read(
                handle -> EnvironmentInfos.where(handle, "e.owner = :owner", Map.of("owner", owner.value())));
    }

    /** Makes an environment; false where its name is taken. */
    public boolean add(NewEnvironment environment, Instant createdAt, Phase phase) {
        return tables.transaction(handle -> insert(handle, environment, createdAt, phase));
    }

    private static boolean insert(Handle handle, NewEnvironment environment, Instant createdAt, Phase phase) {
        return DemoTables.unlessTaken(handle, () -> EnvironmentRows.insert(handle, environment, createdAt, phase))
                .isPresent();
    }

    /** Begins a transition; false where the environment is gone, in a transition, or in none of the statuses to begin from. */
    boolean transit(AccountId owner, Environment environment, Transition transition, Instant now, Instant settlesAt) {
        return tables.transaction(handle -> owned(
                                handle,
                                owner,
                                environment,
                                "UPDATE demo.environments SET status = :status, settles_as = :settlesAs, settles_at = :settlesAt"
                                        + OWNED + SETTLED + "AND settles_as IN (<from>)")
                        .bind("status", transition.through().number())
                        .bind("settlesAs", transition.to().number())
                        .bind("settlesAt", DemoTables.utc(settlesAt))
                        .bind("now", DemoTables.utc(now))
                        .bindList(
                                "from",
                                transition.from().stream()
                                        .map(EnvironmentStatus::number)
                                        .toList())
                        .execute())
                == 1;
    }

    /**
     * Makes another environment of one that is in no transition, with nodes and variables as it has them, and settling in
     * the status that it is in; both are being cloned until then.
     */
    Cloned clone(AccountId owner, Environment source, EnvironmentName name, Instant now, Instant settlesAt) {
        return tables.transaction(handle -> {
            int locked = owned(
                            handle,
                            owner,
                            source,
                            "UPDATE demo.environments SET status = :status, settles_at = :settlesAt" + OWNED + SETTLED)
                    .bind("status", EnvironmentStatus.CLONING.number())
                    .bind("settlesAt", DemoTables.utc(settlesAt))
                    .bind("now", DemoTables.utc(now))
                    .execute();
            if (locked == 0) {
                return Cloned.OUTRUN;
            }
            EnvironmentInfo info = info(handle, owner, source.name()).orElseThrow();
            NewEnvironment copy = EnvironmentRows.copy(handle, info, name);
            return insert(handle, copy, now, info.environment().phase()) ? Cloned.DONE : Cloned.NAME_TAKEN;
        });
    }

    /** Gives the environment another name for people; false where it is gone. */
    public boolean rename(AccountId owner, Environment environment, String displayName) {
        return tables.transaction(handle -> owned(
                                handle,
                                owner,
                                environment,
                                "UPDATE demo.environments SET display_name = :displayName" + OWNED)
                        .bind("displayName", displayName)
                        .execute())
                == 1;
    }

    /** Sorts an environment into these groups and no others; false where it is gone. */
    public boolean setGroups(Environment environment, ImmutableSet<String> groups) {
        return tables.transaction(handle -> {
            if (!lock(handle, environment.owner(), environment.id())) {
                return false;
            }
            handle.createUpdate("DELETE FROM demo.environment_groups WHERE environment = :id")
                    .bind("id", environment.id())
                    .execute();
            EnvironmentRows.insertGroups(handle, environment.id(), groups);
            return true;
        });
    }

    /** Sets how many cloudlets a node has at least and at most; false where it is gone. */
    public boolean setCloudlets(AccountId owner, Node node, int fixed, int flexible) {
        return tables.transaction(handle -> handle.createUpdate(
                                "UPDATE demo.nodes SET fixed_cloudlets = :fixed, flexible_cloudlets = :flexible WHERE id = :id"
                                        + " AND environment IN (SELECT e.id FROM demo.environments e WHERE e.owner = :owner)")
                        .bind("fixed", fixed)
                        .bind("flexible", flexible)
                        .bind("id", node.id())
                        .bind("owner", owner.value())
                        .execute())
                == 1;
    }

    /** Deletes an environment with all that belongs to it; false where it is gone or in a transition. */
    public boolean remove(AccountId owner, Environment environment, Instant now) {
        return tables.transaction(
                        handle -> owned(handle, owner, environment, "DELETE FROM demo.environments" + OWNED + SETTLED)
                                .bind("now", DemoTables.utc(now))
                                .execute())
                == 1;
    }

    /** Keeps others from changing what belongs to an environment, and it from being deleted, until the transaction ends. */
    static boolean lock(Handle handle, AccountId owner, int environment) {
        return handle.createUpdate("UPDATE demo.environments SET name = name WHERE id = :id AND owner = :owner")
                        .bind("id", environment)
                        .bind("owner", owner.value())
                        .execute()
                == 1;
    }

    private static Update owned(Handle handle, AccountId owner, Environment environment, String sql) {
        return handle.createUpdate(sql).bind("id", environment.id()).bind("owner", owner.value());
    }
}
