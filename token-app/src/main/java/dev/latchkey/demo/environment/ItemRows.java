package dev.latchkey.demo.environment;

import dev.latchkey.token.AccountId;
import io.vertx.core.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/** How items stand in their rows, and are found there. */
final class ItemRows {

    private ItemRows() {}

    /** An account's items of a kind that a condition of SQL finds, in the order in which they came. */
    static Query query(Handle handle, Item.Kind kind, AccountId owner, String condition) {
        return handle.createQuery("SELECT * FROM demo.items WHERE kind = :kind AND owner = :owner AND " + condition
                        + " ORDER BY id")
                .bind("kind", kind.name())
                .bind("owner", owner.value());
    }

    static <S extends SqlStatement<S>> S named(S statement, Place place, Item.Kind kind, String name) {
        return statement
                .bind("place", place.text())
                .bind("kind", kind.name())
                .bind("name", name)
                .bind("owner", place.owner().value());
    }

    static <S extends SqlStatement<S>> S numbered(S statement, Item item) {
        return statement
                .bind("id", item.id())
                .bind("kind", item.kind().name())
                .bind("owner", item.place().owner().value());
    }

    static Item item(ResultSet row, StatementContext context) throws SQLException {
        int environment = row.getInt("environment");
        Optional<Integer> optional = row.wasNull() ? Optional.empty() : Optional.of(environment);
        return new Item(
                row.getInt("id"),
                new Place(new AccountId(row.getString("owner")), optional, row.getString("place")),
                Item.Kind.valueOf(row.getString("kind")),
                row.getString("name"),
                new JsonObject(row.getString("content")),
                EnvironmentRows.instant(row, "created_at"));
    }
}
