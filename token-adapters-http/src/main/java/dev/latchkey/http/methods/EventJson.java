package dev.latchkey.http.methods;

import static dev.latchkey.http.Field.always;
import static dev.latchkey.http.Field.sometimes;
import static dev.latchkey.http.Shape.object;
import static dev.latchkey.http.Shape.text;
import static dev.latchkey.http.Shape.whole;

import dev.latchkey.http.Field;
import dev.latchkey.http.Shape;
import dev.latchkey.http.WireTime;
import dev.latchkey.token.Actor;
import dev.latchkey.token.Client;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** Events as the protocol writes them. */
final class EventJson {

    static final Field[] FIELDS = {
        always("id", whole(4_503_599_627_370_496L), "tells it from all others, and nothing of their order"),
        always("kind", text("signed_in")),
        always("on", text("2026-11-24 10:15:30"), "when it happened; the last time if it happened more than once"),
        always("actor", text("owner"), "owner, administrator, platform, token, or stranger: one who proved nothing"),
        sometimes("token", whole(17), "the number of the token that it happened to"),
        sometimes("hint", text("x7Qa"), "the last characters of the value in question"),
        always("host", text("192.0.2.7"), "the address that it came from; empty if that is not told"),
        always("userAgent", text("curl/8.5.0"), "the program that it came from; empty if that is not told"),
        always("detail", text("Nightly stop"), "what exactly; may be empty"),
        always("times", whole(1), "how often: what strangers try is told together")
    };

    static final Shape EVENT = object(FIELDS);

    private EventJson() {}

    /** The event as its account's owner is told of it: of an administrator no more than that it was one. */
    static JsonObject of(Events.Recorded recorded) {
        boolean hides = recorded.event().actor() instanceof Actor.Administrator;
        return json(recorded, hides ? Client.UNKNOWN : recorded.event().client());
    }

    /** The event with all of {@link #FIELDS}. */
    static JsonObject complete(Events.Recorded recorded) {
        return json(recorded, recorded.event().client());
    }

    private static JsonObject json(Events.Recorded recorded, Client client) {
        Event event = recorded.event();
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
