package dev.latchkey.demo.environment;

import dev.latchkey.token.AccountId;
import java.util.Optional;

/**
 * What an {@link Item} belongs to. Names are unique in a place and kind.
 *
 * @param environment the id of the environment that it goes with; absent for what is the account's
 * @param text tells places apart
 */
public record Place(AccountId owner, Optional<Integer> environment, String text) {

    public static final String EVERYWHERE = "platform";

    public static Place account(AccountId owner) {
        return new Place(owner, Optional.empty(), "account " + owner);
    }

    public static Place environment(Environment environment) {
        return new Place(environment.owner(), Optional.of(environment.id()), "environment " + environment.id());
    }

    public static Place group(Environment environment, String group) {
        return new Place(environment.owner(), Optional.of(environment.id()), groupText(environment.id(), group));
    }

    public static Place node(Environment environment, Node node) {
        return new Place(environment.owner(), Optional.of(environment.id()), nodeText(node));
    }

    /** For what belongs to an environment and has a name that nobody else on the platform can have. */
    public static Place everywhere(Environment environment) {
        return new Place(environment.owner(), Optional.of(environment.id()), EVERYWHERE);
    }

    static String groupText(int environment, String group) {
        return "group " + environment + " " + group;
    }

    static String nodeText(Node node) {
        return "node " + node.id();
    }
}
