package dev.latchkey.app.platform;

import dev.latchkey.token.AccountId;
import java.util.Optional;

/**
 * What an {@link Item} belongs to. Names are unique in a place and kind.
 *
 * @param environment the id of the environment that it goes with; absent for what is the account's
 * @param text tells places apart
 */
record Place(AccountId owner, Optional<Integer> environment, String text) {

    static final String EVERYWHERE = "platform";

    static Place account(AccountId owner) {
        return new Place(owner, Optional.empty(), "account " + owner);
    }

    static Place environment(Environment environment) {
        return new Place(environment.owner(), Optional.of(environment.id()), "environment " + environment.id());
    }

    static Place group(Environment environment, String group) {
        return new Place(environment.owner(), Optional.of(environment.id()), groupText(environment.id(), group));
    }

    static Place node(Environment environment, Node node) {
        return new Place(environment.owner(), Optional.of(environment.id()), nodeText(node));
    }

    /** For what belongs to an environment and has a name that nobody else on the platform can have. */
    static Place everywhere(Environment environment) {
        return new Place(environment.owner(), Optional.of(environment.id()), EVERYWHERE);
    }

    static String groupText(int environment, String group) {
        return "group " + environment + " " + group;
    }

    static String nodeText(Node node) {
        return "node " + node.id();
    }
}
