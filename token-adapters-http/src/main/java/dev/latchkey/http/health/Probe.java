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
    private final Supplier<Optional<String>> notice;

    /**
     * Neither may block, or tell a secret.
     *
     * @param obstacle what is wrong, in a word
     * @param notice what else people should know
     */
    Probe(Supplier<Optional<String>> obstacle, Supplier<Optional<String>> notice) {
        this.obstacle = obstacle;
        this.notice = notice;
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
        Optional<String> what = obstacle.get();
        JsonObject body = new JsonObject().put("status", what.isPresent() ? "DOWN" : "UP");
        what.ifPresent(reason -> body.put("reason", reason));
        notice.get().ifPresent(words -> body.put("failover", words));
        return HttpReply.json(what.isPresent() ? 503 : 200, body);
    }

    @Override
    public HttpReply refused(int status, String detail) {
        return HttpReply.json(status, new JsonObject().put("error", detail));
    }
}
