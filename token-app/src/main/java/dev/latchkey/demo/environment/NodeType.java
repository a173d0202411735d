package dev.latchkey.demo.environment;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.latchkey.demo.text.ResourceRows;
import java.util.Optional;

/**
 * The software that a node runs. The file {@code node-types.txt} lists them all.
 *
 * @param id what the protocol names it by: {@code tomcat}
 * @param name what people know it by
 * @param mission what it is for: {@code cp}, {@code bl}, {@code sqldb} and so on
 * @param adminPath the path of the page that administers it; empty where it has none
 */
public record NodeType(String id, String name, String version, String mission, int port, String adminPath) {

    private static final ImmutableMap<String, NodeType> ALL = Maps.uniqueIndex(
            ResourceRows.read(NodeType.class, "node-types.txt", 6).stream()
                    .map(NodeType::ofRow)
                    .collect(ImmutableList.toImmutableList()),
            NodeType::id);

    private static NodeType ofRow(ImmutableList<String> row) {
        String adminPath = row.get(5).equals("-") ? "" : row.get(5);
        return new NodeType(row.get(0), row.get(1), row.get(2), row.get(3), Integer.parseInt(row.get(4)), adminPath);
    }

    public static Optional<NodeType> find(String id) {
        return Optional.ofNullable(ALL.get(id));
    }

    /** The type that a stored node names. */
    static NodeType stored(String id) {
        return find(id).orElseThrow(() -> new IllegalStateException("node-types.txt has lost " + id));
    }

    public static ImmutableList<String> ids() {
        return ALL.keySet().asList();
    }
}
