package dev.latchkey.demo.environment;

import dev.latchkey.token.Caller;
import java.time.Instant;

/**
 * An archive that runs on the nodes of a group.
 *
 * @param environment the id of its environment
 * @param nodeGroup the name of the node group
 * @param context under what it is reached: {@code ROOT}
 * @param archive the archive's name, which may have been deleted since
 * @param size in bytes
 * @param by who deployed it
 */
public record Deployment(
        int environment, String nodeGroup, String context, String archive, long size, Instant deployedAt, Caller by) {}
