package dev.latchkey.demo.environment;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * An environment with all that belongs to it.
 *
 * @param groups the groups that its owner sorts it into, ordered by name
 * @param nodes ordered by id; the first of a node group is its master
 * @param deployments the oldest first
 * @param items those of {@link Items#SHOWN}
 */
public record EnvironmentInfo(
        Environment environment,
        ImmutableList<String> groups,
        ImmutableList<Node> nodes,
        ImmutableList<Deployment> deployments,
        ImmutableList<Item> items) {

    /** The item of a kind in a place, where there is one at most. */
    public Optional<Item> item(Item.Kind kind, String place) {
        return items.stream()
                .filter(item -> item.kind() == kind && item.place().text().equals(place))
                .findFirst();
    }
}
