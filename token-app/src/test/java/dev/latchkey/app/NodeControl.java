package dev.latchkey.app;

import java.util.List;
import java.util.stream.Stream;

/**
 * A fault that a careless cluster does not bear: some calls are granted after the acknowledgement.
 *
 * @param name what is wrong with it
 * @param setup what the fault needs, and how the cluster is started
 */
record NodeControl(String name, NodeFault fault, ClusterSetup setup) {

    /** In these next to nothing is revoked while a node is behind. */
    private static final List<String> SHOW_NOTHING = List.of("other-lease");

    /** Every fault without the wait; then the faults that other guards are for. */
    static Stream<NodeControl> all(ClusterSetup plain) {
        return Stream.concat(withoutTheWait(plain.with(NodeMutant.WITHOUT_THE_WAIT)), others(plain));
    }

    private static Stream<NodeControl> withoutTheWait(ClusterSetup careless) {
        return NodeFault.all()
                .filter(fault -> fault.setup() == NodeFault.Setup.PLAIN)
                .filter(fault -> !SHOW_NOTHING.contains(fault.name()))
                .map(fault -> new NodeControl("without the wait", fault, careless));
    }

    private static Stream<NodeControl> others(ClusterSetup plain) {
        ClusterSetup withoutLease = plain.with(NodeMutant.WITHOUT_THE_LEASE);
        ClusterSetup anyServer = plain.with(NodeMutant.ANSWERS_OF_ANY_SERVER, NodeMutant.SERVER_NOT_COMPARED);
        return Stream.of(
                new NodeControl("without the lease", NodeFault.named("node-stopped-2s"), withoutLease),
                new NodeControl("without the lease", NodeFault.named("node-stopped-10s"), withoutLease),
                new NodeControl("without the lease", NodeFault.named("cut"), withoutLease),
                new NodeControl("without the lease", NodeFault.named("cut-from-database"), withoutLease),
                new NodeControl("without the lease", NodeFault.named("backend-stopped"), withoutLease),
                new NodeControl("a lease used for too long", NodeFault.named("cut"), plain.with(NodeMutant.LONGER_USE)),
                new NodeControl(
                        "without forgetting", NodeFault.named("none"), plain.with(NodeMutant.WITHOUT_FORGETTING)),
                new NodeControl("the server not compared", NodeFault.named("primary-goes-on-pool-stays"), anyServer),
                new NodeControl(
                        "asynchronous replication",
                        NodeFault.named("primary-hung-one-node-stays"),
                        plain.asynchronous()),
                new NodeControl(
                        "a repeat without the wait",
                        NodeFault.named("repeated-revoke"),
                        plain.with(NodeMutant.REPEAT_WITHOUT_THE_WAIT)));
    }

    @Override
    public String toString() {
        return "control: " + name + ": " + fault.name();
    }
}
