package dev.latchkey.demo.environment;

import dev.latchkey.token.Caller;
import java.time.Instant;

/**
 * What runs on the nodes of a group: an archive, or what was built of a repository.
 *
 * @param environment the id of its environment
 * @param nodeGroup the name of the node group
 * @param context under what it is reached: {@code ROOT}
 * @param archive what it was made of: the name of an archive, which may have been deleted since, or of a repository
 * @param size in bytes; 0 where that is not known
 * @param by who deployed it
 */
public record Deployment(
        int environment,
        String nodeGroup,
        String context,
        String archive,
        long size,
        Kind kind,
        Instant deployedAt,
        Caller by) {

    /** What it was made of; a row names it, so a kind keeps its name. */
    public enum Kind {
        ARCHIVE,
        GIT
    }
}
