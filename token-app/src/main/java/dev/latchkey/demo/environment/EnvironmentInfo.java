package dev.latchkey.demo.environment;

import com.google.common.collect.ImmutableList;

/**
 * An environment with all that belongs to it.
 *
 * @param groups the groups that its owner sorts it into, ordered by name
 * @param nodes ordered by id; the first of a node group is its master
 * @param deployments the oldest first
 */
public record EnvironmentInfo(
        Environment environment,
        ImmutableList<String> groups,
        ImmutableList<Node> nodes,
        ImmutableList<Deployment> deployments) {}
