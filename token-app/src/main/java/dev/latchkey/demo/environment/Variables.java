package dev.latchkey.demo.environment;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.Comparator.naturalOrder;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.latchkey.demo.storage.DemoTables;
import dev.latchkey.token.AccountId;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The environment variables of nodes, in the table {@code node_variables}. */
public final class Variables {

    /** What came of changing variables. */
    public enum Changed {
        DONE,
        NO_SUCH_ENVIRONMENT,
        /** A node would have more than {@link VariableChange#MAX_VARIABLES}; nothing was changed. */
        TOO_MANY
    }

    private final DemoTables tables;

    public Variables(DemoTables tables) {
        this.tables = tables;
    }

    /** The variables of a node. */
    public ImmutableSortedMap<String, String> of(Node node) {
        return tables.read(handle -> of(handle, node.id()));
    }

    public static ImmutableSortedMap<String, String> of(Handle handle, int node) {
        return handle.createQuery("SELECT name, content FROM demo.node_variables WHERE node = :node")
                .bind("node", node)
                .map((row, context) -> Map.entry(row.getString("name"), row.getString("content")))
                .collect(ImmutableSortedMap.toImmutableSortedMap(
                        naturalOrder(), Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Makes the same change to the variables of each of these nodes of an account's environment, or to none. */
    public Changed change(AccountId owner, Environment environment, ImmutableList<Node> nodes, VariableChange change) {
        ImmutableList<Integer> ids = nodes.stream().map(Node::id).collect(toImmutableList());
        return tables.transaction(handle -> {
            if (!Environments.lock(handle, owner, environment.id())) {
                return Changed.NO_SUCH_ENVIRONMENT;
            }
            delete(handle, ids, change);
            insert(handle, ids, change.put());
            if (hasTooMany(handle, ids)) {
                handle.rollback();
                return Changed.TOO_MANY;
            }
            return Changed.DONE;
        });
    }

    private static void delete(Handle handle, ImmutableList<Integer> nodes, VariableChange change) {
        if (change.removesAll()) {
            handle.createUpdate("DELETE FROM demo.node_variables WHERE node IN (<nodes>)")
                    .bindList("nodes", nodes)
                    .execute();
        } else if (!change.removed().isEmpty()) {
            handle.createUpdate("DELETE FROM demo.node_variables WHERE node IN (<nodes>) AND name IN (<names>)")
                    .bindList("nodes", nodes)
                    .bindList("names", change.removed().asList())
                    .execute();
        }
    }

    /** Adds these variables to each of these nodes, which have none of them. */
    static void insert(Handle handle, ImmutableList<Integer> nodes, ImmutableMap<String, String> variables) {
        if (variables.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(
                "INSERT INTO demo.node_variables (node, name, content) VALUES (:node, :name, :content)");
        for (int node : nodes) {
            variables.forEach((name, content) -> batch.bind("node", node)
                    .bind("name", name)
                    .bind("content", content)
                    .add());
        }
        batch.execute();
    }

    private static boolean hasTooMany(Handle handle, ImmutableList<Integer> nodes) {
        return handle.createQuery("SELECT COUNT(*) FROM demo.node_variables WHERE node IN (<nodes>) GROUP BY node"
                        + " HAVING COUNT(*) > :most")
                .bindList("nodes", nodes)
                .bind("most", VariableChange.MAX_VARIABLES)
                .mapTo(int.class)
                .findFirst()
                .isPresent();
    }
}
