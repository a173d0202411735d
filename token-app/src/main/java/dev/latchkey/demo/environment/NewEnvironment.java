package dev.latchkey.demo.environment;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.AccountId;
import java.util.Optional;

/** An environment to be made. */
public record NewEnvironment(
        AccountId owner,
        EnvironmentName name,
        String displayName,
        Region region,
        ImmutableSet<String> groups,
        ImmutableList<NewNode> nodes) {

    /** A node to be made, as {@link Node} has it. */
    public record NewNode(
            String group,
            NodeType type,
            int fixedCloudlets,
            int flexibleCloudlets,
            Optional<DockerImage> image,
            ImmutableMap<String, String> variables) {}
}
