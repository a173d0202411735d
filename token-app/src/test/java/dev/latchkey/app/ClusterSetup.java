package dev.latchkey.app;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How the servers of a {@link Cluster} are started.
 *
 * @param lease in whole seconds
 * @param mutants what is wrong with all of them
 * @param environmentOfB what B has in its environment
 * @param environmentOfDatabase what the database's processes have
 * @param synchronous whether commits wait for the standby
 */
record ClusterSetup(
        Duration lease,
        List<NodeMutant> mutants,
        Map<String, String> environmentOfB,
        Map<String, String> environmentOfDatabase,
        boolean synchronous) {

    static ClusterSetup of(Duration lease) {
        return new ClusterSetup(lease, List.of(), Map.of(), Map.of(), true);
    }

    ClusterSetup with(NodeMutant... all) {
        return new ClusterSetup(lease, List.of(all), environmentOfB, environmentOfDatabase, synchronous);
    }

    ClusterSetup environmentOfB(Map<String, String> environment) {
        return new ClusterSetup(lease, mutants, environment, environmentOfDatabase, synchronous);
    }

    ClusterSetup environmentOfDatabase(Map<String, String> environment) {
        return new ClusterSetup(lease, mutants, environmentOfB, environment, synchronous);
    }

    ClusterSetup asynchronous() {
        return new ClusterSetup(lease, mutants, environmentOfB, environmentOfDatabase, false);
    }
}
