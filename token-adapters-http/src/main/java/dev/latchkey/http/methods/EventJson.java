package dev.latchkey.http.methods;

import static dev.latchkey.http.Field.always;
import static dev.latchkey.http.Field.sometimes;
import static dev.latchkey.http.Shape.object;
import static dev.latchkey.http.Shape.text;
import static dev.latchkey.http.Shape.whole;

import dev.latchkey.http.Shape;
import dev.latchkey.http.WireTime;
import dev.latchkey.token.Actor;
import dev.latchkey.token.Client;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** Events as their account's owner is told of them. Of an administrator no more is told than that it was one. */
final class EventJson {

    static final Shape EVENT = object(
            always("id", whole(4_503_599_627_370_496L), "tells it from all others, and nothing of their order"),
            always("kind", text("signed_in")),
            always("on", text("2026-11-24 10:15:30"), "when it happened; the last time if it happened more than once"),
            always(
                    "actor",
                    text("owner"),
                    "owner, administrator, platform, token, or stranger: one who proved nothing"),
            sometimes("token", whole(17), "the number of the token that it happened to"),
            sometimes("hint", text("x7Qa"), "the last characters of the value in question"),
            always("host", text("192.0.2.7"), "the address that it came from; empty if that is not told"),
            always("userAgent", text("curl/8.5.0"), "the program that it came from; empty if that is not told"),
            always("detail", text("Nightly stop"), "what exactly; may be empty"),
            always("times", whole(1), "how often: what strangers try is told together"));

    private EventJson() {}

    static JsonObject of(Events.Recorded recorded) {
        Event event = recorded.event();
        Client client = event.actor() instanceof Actor.Administrator ? Client.UNKNOWN : event.client();
        JsonObject json = new JsonObject()
                .put("id", recorded.id())
                .put("kind", name(event.kind()))
                .put("on", WireTime.format(event.at()))
                .put("actor", name(event.actor()));
        event.token().ifPresent(token -> json.put("token", token.value()));
        if (!event.hint().isEmpty()) {
            json.put("hint", event.hint());
        }
        return json.put("host", client.address())
                .put("userAgent", client.userAgent())
                .put("detail", event.detail())
                .put("times", event.times());
    }

    static String name(Event.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String name(Actor actor) {
        if (actor instanceof Actor.Owner) {
            return "owner";
        }
        if (actor instanceof Actor.Administrator) {
            return "administrator";
        }
        if (actor instanceof Actor.OwnToken) {
            return "token";
        }
        return actor instanceof Actor.Platform ? "platform" : "stranger";
    }
}
