package dev.latchkey.demo.environment;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.demo.environment.NewEnvironment.NewNode;
import dev.latchkey.demo.storage.Columns;
import dev.latchkey.demo.storage.DemoTables;
import dev.latchkey.token.AccountId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** How environments and nodes stand in their rows, and get there. */
public final class EnvironmentRows {

    private EnvironmentRows() {}

    public static Environment environment(ResultSet row, StatementContext context) throws SQLException {
        return new Environment(
                row.getInt("id"),
                row.getString("appid"),
                new EnvironmentName(row.getString("name")),
                new AccountId(row.getString("owner")),
                row.getString("display_name"),
                Region.stored(row.getString("host_group")),
                Columns.instant(row, "created_at"),
                new Phase(
                        EnvironmentStatus.ofNumber(row.getInt("status")),
                        EnvironmentStatus.ofNumber(row.getInt("settles_as")),
                        Columns.instant(row, "settles_at")));
    }

    public static Node node(ResultSet row, StatementContext context) throws SQLException {
        return new Node(
                row.getInt("id"),
                row.getInt("environment"),
                row.getString("node_group"),
                NodeType.stored(row.getString("node_type")),
                row.getInt("fixed_cloudlets"),
                row.getInt("flexible_cloudlets"),
                image(row));
    }

    private static Optional<DockerImage> image(ResultSet row) throws SQLException {
        String name = row.getString("image_name");
        return row.wasNull() ? Optional.empty() : Optional.of(new DockerImage(name, row.getString("image_tag")));
    }

    static Deployment deployment(ResultSet row, StatementContext context) throws SQLException {
        return new Deployment(
                row.getInt("environment"),
                row.getString("node_group"),
                row.getString("context"),
                row.getString("archive"),
                row.getLong("size"),
                Deployment.Kind.valueOf(row.getString("kind")),
                Columns.instant(row, "deployed_at"),
                Columns.caller(row));
    }

    /** Adds an environment with all that belongs to it, and gives its id. */
    public static int insert(Handle handle, NewEnvironment environment, Instant createdAt, Phase phase) {
        int id = handle.createUpdate(
                        "INSERT INTO demo.environments (appid, name, owner, display_name, host_group, created_at,"
                                + " status, settles_as, settles_at) VALUES (:appid, :name, :owner, :displayName, :hostGroup,"
                                + " :createdAt, :status, :settlesAs, :settlesAt)")
                .bind("appid", UUID.randomUUID().toString().replace("-", ""))
                .bind("name", environment.name().text())
                .bind("owner", environment.owner().value())
                .bind("displayName", environment.displayName())
                .bind("hostGroup", environment.region().hostGroup())
                .bind("createdAt", DemoTables.utc(createdAt))
                .bind("status", phase.passing().number())
                .bind("settlesAs", phase.settled().number())
                .bind("settlesAt", DemoTables.utc(phase.settlesAt()))
                .executeAndReturnGeneratedKeys()
                .map(DemoTables::generatedId)
                .one();
        insertGroups(handle, id, environment.groups());
        environment.nodes().forEach(node -> insert(handle, id, node));
        return id;
    }

    static void insertGroups(Handle handle, int environment, ImmutableSet<String> groups) {
        for (String group : groups) {
            handle.createUpdate("INSERT INTO demo.environment_groups (environment, name) VALUES (:environment, :name)")
                    .bind("environment", environment)
                    .bind("name", group)
                    .execute();
        }
    }

    private static void insert(Handle handle, int environment, NewNode node) {
        int id = handle.createUpdate("INSERT INTO demo.nodes (environment, node_group, node_type, fixed_cloudlets,"
                        + " flexible_cloudlets, image_name, image_tag)"
                        + " VALUES (:environment, :group, :type, :fixed, :flexible, :imageName, :imageTag)")
                .bind("environment", environment)
                .bind("group", node.group())
                .bind("type", node.type().id())
                .bind("fixed", node.fixedCloudlets())
                .bind("flexible", node.flexibleCloudlets())
                .bind("imageName", node.image().map(DockerImage::name).orElse(null))
                .bind("imageTag", node.image().map(DockerImage::tag).orElse(null))
                .executeAndReturnGeneratedKeys()
                .map(DemoTables::generatedId)
                .one();
        Variables.insert(handle, ImmutableList.of(id), node.variables());
    }

    /** Gives the image of a node another tag. What names no image is made of that of its software. */
    static void tag(Handle handle, Node node, String tag) {
        handle.createUpdate("UPDATE demo.nodes SET image_name = :name, image_tag = :tag WHERE id = :id")
                .bind(
                        "name",
                        node.image().map(DockerImage::name).orElse(node.type().id()))
                .bind("tag", tag)
                .bind("id", node.id())
                .execute();
    }

    /** What it takes to make an environment like another one. */
    static NewEnvironment copy(Handle handle, EnvironmentInfo info, EnvironmentName name) {
        return new NewEnvironment(
                info.environment().owner(),
                name,
                name.text(),
                info.environment().region(),
                ImmutableSet.copyOf(info.groups()),
                info.nodes().stream().map(node -> copy(handle, node)).collect(toImmutableList()));
    }

    private static NewNode copy(Handle handle, Node node) {
        return new NewNode(
                node.group(),
                node.type(),
                node.fixedCloudlets(),
                node.flexibleCloudlets(),
                node.image(),
                Variables.of(handle, node.id()));
    }
}
