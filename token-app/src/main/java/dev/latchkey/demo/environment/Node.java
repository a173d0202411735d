package dev.latchkey.demo.environment;

/**
 * A node of an environment.
 *
 * @param environment the id of its environment
 * @param group its node group: {@code cp}
 * @param fixedCloudlets what it has at least, in units of 128 MiB and 400 MHz
 * @param flexibleCloudlets what it can have at most
 */
public record Node(int id, int environment, String group, NodeType type, int fixedCloudlets, int flexibleCloudlets) {}
