package dev.latchkey.demo.environment;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.latchkey.demo.storage.DemoTables;
import dev.latchkey.token.AccountId;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Items, in the table {@code items}. A change is made for an account, and finds nothing to change in what is another's. */
public final class Items {

    /** What came of a change. */
    public enum Changed {
        DONE,
        /** The environment is gone. */
        NO_SUCH_ENVIRONMENT,
        NO_SUCH_ITEM,
        NAME_TAKEN,
        /** There are {@link #MAX_ITEMS} already. */
        TOO_MANY
    }

    /** How many items of a kind an account can have in a place. */
    public static final int MAX_ITEMS = 200;

    /** The kinds that an environment's info tells of, as a list of SQL. */
    static final String SHOWN = "'NODE_NAME', 'GROUP_SETTINGS', 'FIREWALL', 'DOMAIN'";

    private static final String NAMED = " WHERE place = :place AND kind = :kind AND name = :name AND owner = :owner";
    private static final String NUMBERED = " WHERE id = :id AND kind = :kind AND owner = :owner";
    private static final String INSERT = """
            INSERT INTO demo.items (owner, environment, place, kind, name, content, created_at)
            SELECT CAST(:owner AS INTEGER), CAST(:environment AS INTEGER), CAST(:place AS VARCHAR(80)),
                CAST(:kind AS VARCHAR(20)), CAST(:name AS VARCHAR(300)), CAST(:content AS VARCHAR(20000)),
                CAST(:createdAt AS TIMESTAMP(6) WITH TIME ZONE)
            FROM demo.items WHERE place = :place AND kind = :kind AND owner = :owner
            HAVING COUNT(*) < CAST(:maxItems AS BIGINT)
            """;

    private final DemoTables tables;
    private final InstantSource clock;

    public Items(DemoTables tables, InstantSource clock) {
        this.tables = tables;
        this.clock = clock;
    }

    /** Those of a kind in a place, in the order in which they came. */
    public ImmutableList<Item> in(Place place, Item.Kind kind) {
        return tables.read(handle -> ItemRows.query(handle, kind, place.owner(), "place = :place")
                .bind("place", place.text())
                .map(ItemRows::item)
                .collect(toImmutableList()));
    }

    /** All of a kind that an account has, anywhere. */
    public ImmutableList<Item> ownedBy(AccountId owner, Item.Kind kind) {
        return tables.read(handle ->
                ItemRows.query(handle, kind, owner, "1 = 1").map(ItemRows::item).collect(toImmutableList()));
    }

    /** All of a kind that go with an environment, in whichever place of it. */
    public ImmutableList<Item> of(Environment environment, Item.Kind kind) {
        return tables.read(handle -> ItemRows.query(handle, kind, environment.owner(), "environment = :environment")
                .bind("environment", environment.id())
                .map(ItemRows::item)
                .collect(toImmutableList()));
    }

    public Optional<Item> find(Place place, Item.Kind kind, String name) {
        return tables.read(handle -> find(handle, place, kind, name));
    }

    private static Optional<Item> find(Handle handle, Place place, Item.Kind kind, String name) {
        return ItemRows.query(handle, kind, place.owner(), "place = :place AND name = :name")
                .bind("place", place.text())
                .bind("name", name)
                .map(ItemRows::item)
                .findOne();
    }

    public Optional<Item> find(AccountId owner, Item.Kind kind, int id) {
        return tables.read(handle -> ItemRows.query(handle, kind, owner, "id = :id")
                .bind("id", id)
                .map(ItemRows::item)
                .findOne());
    }

    /** Whether anybody has an item of this name in a place. */
    public boolean isTaken(String place, Item.Kind kind, String name) {
        return tables.read(handle -> handle.createQuery(
                        "SELECT 1 FROM demo.items WHERE place = :place AND kind = :kind AND name = :name")
                .bind("place", place)
                .bind("kind", kind.name())
                .bind("name", name)
                .mapTo(int.class)
                .findOne()
                .isPresent());
    }

    /** Adds an item whose name is not taken. */
    public Changed add(Place place, Item.Kind kind, String name, JsonObject content) {
        return inEnvironment(place, handle -> insert(handle, place, kind, name, content));
    }

    /** Adds an item, or gives the one of its name another content. */
    public Changed put(Place place, Item.Kind kind, String name, JsonObject content) {
        return inEnvironment(place, handle -> write(handle, place, kind, name, content));
    }

    private Changed write(Handle handle, Place place, Item.Kind kind, String name, JsonObject content) {
        int updated = ItemRows.named(
                        handle.createUpdate("UPDATE demo.items SET content = :content" + NAMED), place, kind, name)
                .bind("content", content.encode())
                .execute();
        return updated == 1 ? Changed.DONE : insert(handle, place, kind, name, content);
    }

    /** Adds an item, or adds to the content of the one of its name. */
    public Changed merge(Place place, Item.Kind kind, String name, JsonObject content) {
        return inEnvironment(place, handle -> {
            JsonObject merged = find(handle, place, kind, name)
                    .map(item -> item.content().copy())
                    .orElseGet(JsonObject::new)
                    .mergeIn(content);
            return write(handle, place, kind, name, merged);
        });
    }

    private Changed inEnvironment(Place place, ItemChange change) {
        return tables.transaction(handle -> place.environment()
                        .filter(id -> !Environments.lock(handle, place.owner(), id))
                        .isPresent()
                ? Changed.NO_SUCH_ENVIRONMENT
                : change.make(handle));
    }

    private Changed insert(Handle handle, Place place, Item.Kind kind, String name, JsonObject content) {
        return DemoTables.unlessTaken(
                        handle,
                        () -> ItemRows.named(handle.createUpdate(INSERT), place, kind, name)
                                .bind("environment", place.environment().orElse(null))
                                .bind("content", content.encode())
                                .bind("createdAt", DemoTables.utc(clock.instant()))
                                .bind("maxItems", (long) MAX_ITEMS)
                                .execute())
                .map(count -> count == 1 ? Changed.DONE : Changed.TOO_MANY)
                .orElse(Changed.NAME_TAKEN);
    }

    /** Gives an item another name and content. */
    public Changed edit(Item item, String name, JsonObject content) {
        return tables.transaction(handle -> DemoTables.unlessTaken(
                        handle,
                        () -> ItemRows.numbered(
                                        handle.createUpdate(
                                                "UPDATE demo.items SET name = :name, content = :content" + NUMBERED),
                                        item)
                                .bind("name", name)
                                .bind("content", content.encode())
                                .execute())
                .map(Items::found)
                .orElse(Changed.NAME_TAKEN));
    }

    public Changed remove(Item item) {
        return found(tables.transaction(
                handle -> ItemRows.numbered(handle.createUpdate("DELETE FROM demo.items" + NUMBERED), item)
                        .execute()));
    }

    public Changed remove(Place place, Item.Kind kind, String name) {
        return found(tables.transaction(
                handle -> ItemRows.named(handle.createUpdate("DELETE FROM demo.items" + NAMED), place, kind, name)
                        .execute()));
    }

    private static Changed found(int count) {
        return count == 1 ? Changed.DONE : Changed.NO_SUCH_ITEM;
    }

    /** A change within a transaction. */
    @FunctionalInterface
    private interface ItemChange {
        Changed make(Handle handle);
    }
}
