package dev.latchkey.http.health;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.http.HttpReply;
import dev.latchkey.http.Resource;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Supplier;

/** Tells whether something is as it should be. */
final class Probe implements Resource {

    private final Supplier<Optional<String>> obstacle;

    /** @param obstacle what is wrong, in a word that is no secret; must not block */
    Probe(Supplier<Optional<String>> obstacle) {
        this.obstacle = obstacle;
    }

    @Override
    public ImmutableSet<String> httpMethods() {
        return ImmutableSet.of("GET", "HEAD");
    }

    @Override
    public boolean readsForm() {
        return false;
    }

    @Override
    public Optional<HttpReply> answerAtOnce(Request request) {
        return Optional.of(answer(request));
    }

    @Override
    public HttpReply answer(Request request) {
        return obstacle.get()
                .map(what -> HttpReply.json(
                        503, new JsonObject().put("status", "DOWN").put("reason", what)))
                .orElseGet(() -> HttpReply.json(200, new JsonObject().put("status", "UP")));
    }

    @Override
    public HttpReply refused(int status, String detail) {
        return HttpReply.json(status, new JsonObject().put("error", detail));
    }
}
