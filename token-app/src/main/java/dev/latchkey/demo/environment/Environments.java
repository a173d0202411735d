package dev.latchkey.demo.environment;

import com.google.common.collect.ImmutableList;
import dev.latchkey.demo.storage.DemoTables;
import dev.latchkey.token.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
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

    /**
     * What came of it, with what was made.
     *
     * @param made present where it is done
     */
    record Cloning(Cloned outcome, Optional<EnvironmentInfo> made) {}

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

    /** Maps a row with the columns of {@code environments}. */
    public static Environment environment(ResultSet row, StatementContext context) throws SQLException {
        return EnvironmentRows.environment(row, context);
    }

    /** Makes an environment, and returns it with all that belongs to it; empty where its name is taken. */
    public Optional<EnvironmentInfo> add(NewEnvironment environment, Instant createdAt, Phase phase) {
        return add(environment, createdAt, phase, (handle, id) -> {});
    }

    /**
     * The same together with rows of others.
     *
     * @param beside adds what is to be there with the environment of an id, or not at all
     */
    public Optional<EnvironmentInfo> add(
            NewEnvironment environment, Instant createdAt, Phase phase, BiConsumer<Handle, Integer> beside) {
        return tables.transaction(handle -> insert(handle, environment, createdAt, phase, beside));
    }

    private static Optional<EnvironmentInfo> insert(
            Handle handle,
            NewEnvironment environment,
            Instant createdAt,
            Phase phase,
            BiConsumer<Handle, Integer> beside) {
        return DemoTables.unlessTaken(handle, () -> EnvironmentRows.insert(handle, environment, createdAt, phase))
                .map(id -> {
                    beside.accept(handle, id);
                    return info(handle, environment.owner(), environment.name()).orElseThrow();
                });
    }

    /** Begins a transition; false where the environment is gone, in a transition, or in none of the statuses to begin from. */
    boolean transit(AccountId owner, Environment environment, Transition transition, Instant now, Instant settlesAt) {
        return tables.transaction(handle -> transit(handle, owner, environment, transition, now, settlesAt));
    }

    private static boolean transit(
            Handle handle,
            AccountId owner,
            Environment environment,
            Transition transition,
            Instant now,
            Instant settlesAt) {
        return owned(
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
                        .execute()
                == 1;
    }

    /**
     * Makes another environment of one that is in no transition, with nodes and variables as it has them, and settling in
     * the status that it is in; both are being cloned until then.
     */
    Cloning clone(AccountId owner, Environment source, EnvironmentName name, Instant now, Instant settlesAt) {
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
                return new Cloning(Cloned.OUTRUN, Optional.empty());
            }
            EnvironmentInfo info = info(handle, owner, source.name()).orElseThrow();
            NewEnvironment copy = EnvironmentRows.copy(handle, info, name);
            Optional<EnvironmentInfo> made =
                    insert(handle, copy, now, info.environment().phase(), (ignored, id) -> {});
            return new Cloning(made.isPresent() ? Cloned.DONE : Cloned.NAME_TAKEN, made);
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

    /** Makes the containers of nodes anew, of images with this tag; false where the environment is not running, or in a transition. */
    public boolean redeploy(
            AccountId owner,
            Environment environment,
            ImmutableList<Node> nodes,
            String tag,
            Instant now,
            Instant settlesAt) {
        return tables.transaction(handle -> {
            boolean begun = transit(handle, owner, environment, Transition.RESTART, now, settlesAt);
            if (begun) {
                nodes.forEach(node -> EnvironmentRows.tag(handle, node, tag));
            }
            return begun;
        });
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
