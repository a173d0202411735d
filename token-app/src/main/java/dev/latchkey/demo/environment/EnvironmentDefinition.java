package dev.latchkey.demo.environment;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.demo.environment.NewEnvironment.NewNode;
import dev.latchkey.demo.text.JsonFields;
import dev.latchkey.demo.text.Texts;
import dev.latchkey.http.InvalidParameterException;
import dev.latchkey.token.AccountId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How clients describe an environment to be made: {@code env} with its name, {@code nodes} with what it is made of. Fields
 * that the platform has no use for are ignored, as the protocol does with parameters.
 */
public final class EnvironmentDefinition {

    public static final int MAX_DISPLAY_NAME = 200;
    static final int MAX_NODES = 50;
    public static final int MAX_CLOUDLETS = 256;
    private static final int DEFAULT_FLEXIBLE_CLOUDLETS = 4;
    private static final Pattern NODE_GROUP = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,39}");

    private EnvironmentDefinition() {}

    /**
     * Reads an environment to be made.
     *
     * @throws InvalidParameterException if it is none
     */
    public static NewEnvironment parse(AccountId owner, JsonObject env, JsonArray nodes, ImmutableSet<String> groups) {
        JsonFields fields = new JsonFields("env", env);
        EnvironmentName name = fields.parsed("shortdomain", EnvironmentName::parse)
                .orElseThrow(() -> fields.invalid("shortdomain", "it is missing"));
        String displayName =
                fields.text("displayName").filter(text -> !text.isBlank()).isEmpty()
                        ? name.text()
                        : fields.parsed("displayName", text -> Texts.line(text, MAX_DISPLAY_NAME))
                                .orElseThrow();
        Region region = fields.text("region")
                .map(given -> Region.find(given)
                        .orElseThrow(() -> fields.invalid("region", "there is no " + Texts.quoted(given))))
                .orElse(Region.byDefault());
        return new NewEnvironment(owner, name, displayName, region, groups, nodes(nodes));
    }

    private static ImmutableList<NewNode> nodes(JsonArray array) {
        ImmutableList.Builder<NewNode> nodes = ImmutableList.builder();
        Map<String, NodeType> types = new HashMap<>();
        int total = 0;
        for (JsonFields fields : JsonFields.each("nodes", array)) {
            NewNode node = node(fields);
            int count = fields.integer("count", 1, MAX_NODES).orElse(1);
            total += count;
            if (total > MAX_NODES) {
                throw fields.invalid("count", "an environment has at most " + MAX_NODES + " nodes");
            }
            if (!node.type().equals(types.getOrDefault(node.group(), node.type()))) {
                throw fields.invalid("nodeGroup", node.group() + " would have nodes of different types");
            }
            types.put(node.group(), node.type());
            nodes.addAll(Collections.nCopies(count, node));
        }
        if (total == 0) {
            throw new InvalidParameterException("nodes", "give at least one node");
        }
        return nodes.build();
    }

    private static NewNode node(JsonFields fields) {
        String id = fields.requiredText("nodeType");
        NodeType type = NodeType.find(id)
                .orElseThrow(() -> fields.invalid(
                        "nodeType",
                        "there is no " + Texts.quoted(id) + "; there are: " + String.join(", ", NodeType.ids())));
        String group = fields.text("nodeGroup").filter(text -> !text.isEmpty()).orElse(type.mission());
        if (!NODE_GROUP.matcher(group).matches()) {
            throw fields.invalid("nodeGroup", "it has 1 to 40 letters, digits, dots, hyphens and the like");
        }
        int fixed = fields.integer("fixedCloudlets", 0, MAX_CLOUDLETS).orElse(1);
        int flexible = fields.integer("flexibleCloudlets", 0, MAX_CLOUDLETS)
                .or(() -> fields.integer("cloudlets", 0, MAX_CLOUDLETS))
                .orElse(Math.max(fixed, DEFAULT_FLEXIBLE_CLOUDLETS));
        if (flexible < fixed) {
            throw fields.invalid("flexibleCloudlets", "give at least as many as fixedCloudlets, " + fixed);
        }
        JsonFields variables = fields.object("env").orElse(new JsonFields("nodes", new JsonObject()));
        return new NewNode(group, type, fixed, flexible, image(fields), VariableChange.variables(variables));
    }

    /** The image of a container, given as {@code "docker": {"image": "acme/app:v1"}}. */
    private static Optional<DockerImage> image(JsonFields node) {
        return node.object("docker").flatMap(docker -> docker.parsed("image", DockerImage::parse));
    }
}
