package dev.latchkey.app;

import static dev.latchkey.http.Field.always;
import static dev.latchkey.http.Shape.listOf;
import static dev.latchkey.http.Shape.object;
import static dev.latchkey.http.Shape.text;
import static dev.latchkey.http.Shape.whole;

import dev.latchkey.http.Answer;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.Shape;
import dev.latchkey.http.WireTime;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.Node;
import dev.latchkey.persistence.NodeList;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What administrators are told of the servers on one database. */
final class NodeMethods {

    private static final Shape NODE = object(
            always("id", text("0b8f1c9e-5d7f-4a53-9d0c-1f6d5c1c2a77"), "another one each time that it joins"),
            always("name", text("web-1 pid 4711"), "what it calls itself"),
            always("version", text("1.4.0"), "its version of Latchkey"),
            always("joinedOn", text("2026-11-26 10:15:30"), "UTC"),
            always("millisSinceBeat", whole(312), "how long ago it renewed its lease last"),
            always("beat", whole(7230), "how often it has renewed it"),
            always("confirmed", whole(42), "the revision up to which it goes by all changes that took a right away"));

    private NodeMethods() {}

    static PlatformMethod getNodes(Database database) {
        return PlatformMethod.reading(
                        "administration.nodes.GetNodes",
                        "Lists the servers that share the database, in the order in which they joined")
                .openTo(PlatformMethod.Access.SESSION_ONLY)
                .answers(
                        always("leaseMillis", whole(2000), "their lease; 0 if the database can't be shared"),
                        always("revision", whole(42), "that of the newest change that took a right away"),
                        always("nodes", listOf(NODE), "none if the database can't be shared"))
                .handledBy(call -> answer(database));
    }

    private static Answer answer(Database database) {
        NodeList list = database.nodeList();
        JsonArray nodes = new JsonArray();
        list.nodes().forEach(node -> nodes.add(json(node)));
        return Answer.ok(new JsonObject()
                .put("leaseMillis", list.lease().toMillis())
                .put("revision", list.revision())
                .put("nodes", nodes));
    }

    private static JsonObject json(Node node) {
        return new JsonObject()
                .put("id", node.id().toString())
                .put("name", node.name())
                .put("version", node.version())
                .put("joinedOn", WireTime.format(node.joinedAt()))
                .put("millisSinceBeat", node.sinceBeat().toMillis())
                .put("beat", node.beat())
                .put("confirmed", node.confirmed());
    }
}
