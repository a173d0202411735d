package dev.latchkey.demo.environment;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * A thing of one of the many small kinds that a platform keeps.
 *
 * @param id what the protocol numbers it by
 * @param content in the form of its kind
 */
public record Item(int id, Place place, Kind kind, String name, JsonObject content, Instant createdAt) {

    /** What items are; a row names it, so a kind keeps its name. */
    public enum Kind {
        /** What people call a node: {@code text}. */
        NODE_NAME,
        /** The settings of a node group. */
        GROUP_SETTINGS,
        /** Whether an environment has its firewall: {@code enabled}. */
        FIREWALL,
        /** A domain that somebody brought along. */
        DOMAIN,
        PROPERTY,
        ENDPOINT,
        VOLUME,
        COMMAND,
        RULE,
        REPOSITORY,
        INSTALLATION
    }
}
