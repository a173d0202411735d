package dev.latchkey.demo.environment;

import java.util.Optional;

/**
 * A node of an environment.
 *
 * @param environment the id of its environment
 * @param group its node group: {@code cp}
 * @param fixedCloudlets what it has at least, in units of 128 MiB and 400 MHz
 * @param flexibleCloudlets what it can have at most
 * @param image the image that its container was made of, where somebody named one
 */
public record Node(
        int id,
        int environment,
        String group,
        NodeType type,
        int fixedCloudlets,
        int flexibleCloudlets,
        Optional<DockerImage> image) {}
