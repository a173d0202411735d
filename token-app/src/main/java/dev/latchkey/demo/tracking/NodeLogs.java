package dev.latchkey.demo.tracking;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.latchkey.demo.environment.Node;
import dev.latchkey.demo.storage.Columns;
import dev.latchkey.demo.storage.DemoTables;
import dev.latchkey.demo.text.Texts;
import dev.latchkey.http.WireTime;
import java.time.Instant;
import org.jdbi.v3.core.statement.PreparedBatch;

/** What nodes write to their logs, in the table {@code node_log_lines}: what the platform did to each. */
public final class NodeLogs {

    /**
     * A log of a node.
     *
     * @param size in characters, line ends among them
     */
    public record LogFile(String path, long size, Instant lastLineAt) {}

    private static final int MAX_LINE = 500;

    private final DemoTables tables;

    public NodeLogs(DemoTables tables) {
        this.tables = tables;
    }

    /** Adds a line to the logs of nodes; does nothing if one of them is gone by now. */
    public void append(ImmutableList<Node> nodes, String path, Instant now, String line) {
        boolean unused = tables.unlessGone(handle -> {
            PreparedBatch batch = handle.prepareBatch("INSERT INTO demo.node_log_lines (node, path, logged_at, line)"
                    + " SELECT id, CAST(:path AS VARCHAR(100)), CAST(:now AS TIMESTAMP(6) WITH TIME ZONE),"
                    + " CAST(:line AS VARCHAR(500)) FROM demo.nodes WHERE id = :node");
            for (Node node : nodes) {
                batch.bind("node", node.id())
                        .bind("path", path)
                        .bind("now", DemoTables.utc(now))
                        .bind("line", Texts.cut(line, MAX_LINE))
                        .add();
            }
            return batch.execute().length;
        });
    }

    /** The logs of a node, ordered by path. */
    public ImmutableList<LogFile> of(Node node) {
        return tables.read(handle -> handle.createQuery(
                        "SELECT path, SUM(CHAR_LENGTH(line) + 21) AS size,"
                                + " MAX(logged_at) AS last_at FROM demo.node_log_lines WHERE node = :node GROUP BY path ORDER BY path")
                .bind("node", node.id())
                .map((row, context) ->
                        new LogFile(row.getString("path"), row.getLong("size"), Columns.instant(row, "last_at")))
                .collect(toImmutableList()));
    }

    /** The lines of a log, the oldest first; none where there is no such log. */
    public ImmutableList<String> lines(Node node, String path) {
        return tables.read(handle -> handle.createQuery(
                        "SELECT logged_at, line FROM demo.node_log_lines WHERE node = :node AND path = :path ORDER BY id")
                .bind("node", node.id())
                .bind("path", path)
                .map((row, context) -> WireTime.format(Columns.instant(row, "logged_at")) + " " + row.getString("line"))
                .collect(toImmutableList()));
    }
}
