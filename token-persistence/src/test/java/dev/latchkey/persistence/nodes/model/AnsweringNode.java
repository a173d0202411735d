package dev.latchkey.persistence.nodes.model;

import java.util.List;
import java.util.function.Consumer;

/** The node that answers calls: it renews its lease, reads the token, and takes the answers, unless it is stopped. */
final class AnsweringNode implements Actions {

    private static final List<Primary> BEFORE_PROMOTION = List.of(Primary.FIRST);
    private static final List<Primary> AFTER_PROMOTION = List.of(Primary.FIRST, Primary.SECOND);

    private final Scenario scenario;
    private final Grants grants;

    AnsweringNode(Scenario scenario, Grants grants) {
        this.scenario = scenario;
        this.grants = grants;
    }

    @Override
    public void after(State state, Consumer<Step> steps) {
        Node node = state.node();
        if (node.stopped()) {
            return;
        }
        if (scenario.has(Mutation.LEASE_ENDED_BY_A_TIMER) && node.flag() != node.hasLease()) {
            steps.accept(new Step("the node's timer sets its flag", state.with(node.flag(node.hasLease()))));
        }
        // A connection that was opened before the promotion may still lead to the first primary.
        for (Primary primary : state.databases().promoted() ? AFTER_PROMOTION : BEFORE_PROMOTION) {
            ask(primary, state, steps);
        }
        if (scenario.looks() && state.renewal() == null) {
            Primary primary = node.epoch();
            Node looked = looked(node, state.databases().revokedAt(primary));
            steps.accept(new Step("the node looks for revokes at " + primary, state.with(looked)));
        }
        Read read = node.read();
        if (read != null) {
            boolean keep = keeps(read, node);
            steps.accept(new Step(
                    keep ? "the node keeps what it read" : "the node drops what it read",
                    state.with(node.endRead(keep))));
        }
        Renewal renewal = state.renewal();
        if (renewal != null && renewal.stage() == Renewal.Stage.COMMITTED) {
            steps.accept(new Step(
                    "the node takes the answer to its renewal",
                    state.with(renewed(node, renewal)).withoutRenewal()));
        }
    }

    private static void ask(Primary primary, State state, Consumer<Step> steps) {
        Node node = state.node();
        if (state.renewal() == null) {
            steps.accept(new Step(
                    "the node sends a renewal to " + primary, state.with(Renewal.sent(primary, node.applied()))));
        }
        if (node.read() == null) {
            Read read = new Read(
                    !state.databases().revokedAt(primary),
                    node.applied(),
                    primary,
                    state.revoke().acknowledged());
            steps.accept(new Step("the node reads the token at " + primary, state.with(node.begin(read))));
        }
    }

    private boolean keeps(Read read, Node node) {
        boolean nothingNew = read.applied() == node.applied() || scenario.has(Mutation.READ_KEPT_WITHOUT_COMPARING);
        return grants.usable(read, node) && nothingNew;
    }

    private Node looked(Node node, boolean seesRevoke) {
        boolean revoked = seesRevoke && !scenario.has(Mutation.LOOKED_WITHOUT_DROPPING);
        return node.renewed(
                scenario.has(Mutation.LEASE_PROLONGED_BY_A_LOOK) ? State.USE : node.lease(),
                node.applied() || seesRevoke,
                node.cached() && !revoked,
                node.flag(),
                node.epoch());
    }

    private Node renewed(Node node, Renewal renewal) {
        boolean otherPrimary = renewal.at() != node.epoch() && !scenario.has(Mutation.READ_WHEREVER_CONNECTED);
        boolean revoked = renewal.seesRevoke() && !scenario.has(Mutation.CONFIRMED_WITHOUT_DROPPING);
        int used = scenario.has(Mutation.LEASE_COUNTED_FROM_THE_ANSWER) ? 0 : renewal.age();
        return node.renewed(
                Math.max(0, State.USE - used),
                node.applied() || renewal.seesRevoke(),
                node.cached() && !otherPrimary && !revoked,
                node.flag() || scenario.has(Mutation.LEASE_ENDED_BY_A_TIMER),
                renewal.at());
    }
}
