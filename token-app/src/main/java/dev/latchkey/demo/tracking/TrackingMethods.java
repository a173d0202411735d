package dev.latchkey.demo.tracking;

import static dev.latchkey.http.Field.always;
import static dev.latchkey.http.Field.sometimes;
import static dev.latchkey.http.Parameter.Type.INTEGER;
import static dev.latchkey.http.Parameter.Type.TEXT;
import static dev.latchkey.http.Parameter.optional;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.demo.environment.EnvironmentShapes;
import dev.latchkey.demo.text.NameList;
import dev.latchkey.demo.text.Texts;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.InvalidParameterException;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.Shape;
import dev.latchkey.http.Uid;
import dev.latchkey.http.WireTime;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.Stream;

/** What was done to the environments of an account. */
public final class TrackingMethods {

    private static final int MAX_COUNT = Actions.MAX_ACTIONS;
    private static final int DEFAULT_COUNT = 100;
    private static final Shape ACTION = Shape.object(
            always("id", Shape.whole(17)),
            always("action", Shape.text("environment.control.StopEnv"), "the method that was called"),
            always("envName", Shape.text("my-project")),
            always("uid", Shape.whole(1001), "the account that called it"),
            sometimes("tokenId", Shape.whole(17), "the token that it was called with"),
            always("startTime", EnvironmentShapes.TIME),
            sometimes("endTime", EnvironmentShapes.TIME, "absent while it goes on"),
            sometimes("resultCode", Shape.whole(0), "the result that was answered"),
            sometimes("errorText", Shape.text("…"), "the error that was answered"));

    private final Actions actions;

    public TrackingMethods(Actions actions) {
        this.actions = actions;
    }

    public ImmutableList<PlatformMethod> all() {
        return ImmutableList.of(
                PlatformMethod.reading("environment.tracking.GetUidActions", "Lists what was done, the newest first")
                        .takes(
                                optional("count", INTEGER, "how many at most, " + DEFAULT_COUNT + " without it"),
                                optional("actionTypes", TEXT, "only these methods, divided by commas"))
                        .answers(always("array", Shape.listOf(ACTION)))
                        .handledBy(this::getUidActions));
    }

    private Answer getUidActions(Call call) {
        int count = call.parameters().integer("count").orElse(DEFAULT_COUNT);
        if (count < 1 || count > MAX_COUNT) {
            throw new InvalidParameterException("count", "give a whole number from 1 to " + MAX_COUNT);
        }
        ImmutableSet<String> types = NameList.of(call.parameters(), "actionTypes", text -> Texts.line(text, MAX_COUNT));
        ImmutableSet<String> methods = types.stream().map(Ascii::toLowerCase).collect(ImmutableSet.toImmutableSet());
        return Answer.ok(new JsonObject().put("array", json(actions.latest(call.account(), methods, count).stream())));
    }

    private static JsonArray json(Stream<Action> actions) {
        JsonArray array = new JsonArray();
        actions.forEach(action -> array.add(json(action)));
        return array;
    }

    private static JsonObject json(Action action) {
        JsonObject json = new JsonObject()
                .put("id", action.id())
                .put("action", action.method().toString())
                .put("envName", action.environment())
                .put("uid", Uid.of(action.by().account()))
                .put("startTime", WireTime.format(action.startedAt()));
        action.by().token().ifPresent(token -> json.put("tokenId", token.value()));
        action.end().ifPresent(end -> {
            json.put("endTime", WireTime.format(end.at())).put("resultCode", end.code());
            if (!end.error().isEmpty()) {
                json.put("errorText", end.error());
            }
        });
        return json;
    }
}
