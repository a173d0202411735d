package dev.latchkey.app.administration;

import static com.google.common.collect.ImmutableList.toImmutableList;

import dev.latchkey.persistence.Node;
import dev.latchkey.persistence.NodeList;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** The nodes that a server knows, of which it is one. */
final class RemoteNodes {

    private RemoteNodes() {}

    static NodeList list(RemoteSession session) {
        JsonObject answer = session.read("administration.nodes.GetNodes", Map.of());
        return new NodeList(
                Duration.ofMillis(answer.getLong("leaseMillis")),
                answer.getLong("revision"),
                answer.getJsonArray("nodes").stream()
                        .map(JsonObject.class::cast)
                        .map(RemoteNodes::node)
                        .collect(toImmutableList()));
    }

    private static Node node(JsonObject node) {
        return new Node(
                UUID.fromString(node.getString("id")),
                node.getString("name"),
                node.getString("version"),
                WireTimes.parse(node.getString("joinedOn")),
                Duration.ofMillis(node.getLong("millisSinceBeat")),
                node.getLong("beat"),
                node.getLong("confirmed"));
    }
}
