package dev.latchkey.demo.environment;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableListMultimap.toImmutableListMultimap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Environments with all that belongs to them, in one query a table. */
final class EnvironmentInfos {

    private static final String NODES =
            "SELECT n.* FROM demo.nodes n JOIN demo.environments e ON e.id = n.environment WHERE ";
    private static final String GROUPS =
            "SELECT g.* FROM demo.environment_groups g JOIN demo.environments e ON e.id = g.environment WHERE ";
    private static final String DEPLOYMENTS =
            "SELECT d.* FROM demo.deployments d JOIN demo.environments e ON e.id = d.environment WHERE ";

    private EnvironmentInfos() {}

    /** Those that a condition of SQL on {@code environments e} finds, in the order in which they were made. */
    static ImmutableList<EnvironmentInfo> where(Handle handle, String condition, Map<String, ?> values) {
        ImmutableList<Environment> environments = handle.createQuery(Environments.SELECT + condition + " ORDER BY e.id")
                .bindMap(values)
                .map(EnvironmentRows::environment)
                .collect(toImmutableList());
        ImmutableListMultimap<Integer, Node> nodes = handle.createQuery(NODES + condition + " ORDER BY n.id")
                .bindMap(values)
                .map(EnvironmentRows::node)
                .collect(toImmutableListMultimap(Node::environment, node -> node));
        ImmutableListMultimap<Integer, String> groups = handle.createQuery(GROUPS + condition + " ORDER BY g.name")
                .bindMap(values)
                .map((row, context) -> Map.entry(row.getInt("environment"), row.getString("name")))
                .collect(toImmutableListMultimap(Map.Entry::getKey, Map.Entry::getValue));
        ImmutableListMultimap<Integer, Deployment> deployments = handle.createQuery(
                        DEPLOYMENTS + condition + " ORDER BY d.deployed_at, d.context")
                .bindMap(values)
                .map(EnvironmentRows::deployment)
                .collect(toImmutableListMultimap(Deployment::environment, deployment -> deployment));
        return environments.stream()
                .map(environment -> new EnvironmentInfo(
                        environment,
                        groups.get(environment.id()),
                        nodes.get(environment.id()),
                        deployments.get(environment.id())))
                .collect(toImmutableList());
    }
}
