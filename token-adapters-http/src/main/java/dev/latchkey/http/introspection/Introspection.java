package dev.latchkey.http.introspection;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.http.Clients;
import dev.latchkey.http.HttpReply;
import dev.latchkey.http.Resource;
import dev.latchkey.token.Client;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells services of the tokens that their callers bring (RFC 7662). A service authenticates with a token of its own, and nobody is told anything who
 * does not. It is asked by POST alone, as an address is written into logs. What is told of a live token is in the store, so only callers who are
 * plainly nobody's service are answered at once.
 */
final class Introspection implements Resource {

    private static final ImmutableSet<String> POST = ImmutableSet.of("POST");

    private final ServiceCalls services;
    private final Function<OauthForm, Asked> asked;
    private final Subjects subjects;
    private final IntrospectedJson json;
    private final Clients clients;

    Introspection(
            ServiceCalls services,
            Function<OauthForm, Asked> asked,
            Subjects subjects,
            IntrospectedJson json,
            Clients clients) {
        this.services = services;
        this.asked = asked;
        this.subjects = subjects;
        this.json = json;
        this.clients = clients;
    }

    @Override
    public ImmutableSet<String> httpMethods() {
        return POST;
    }

    @Override
    public boolean readsForm() {
        return true;
    }

    @Override
    public Optional<HttpReply> answerAtOnce(Request request) {
        try {
            String credential = ServiceCredential.in(request.head()).orElse("");
            return services.refusalAtOnce(credential, clients.of(request.head()));
        } catch (OauthException e) {
            return Optional.of(e.reply());
        }
    }

    @Override
    public HttpReply answer(Request request) {
        try {
            String credential = ServiceCredential.in(request.head()).orElse("");
            Client client = clients.of(request.head());
            Optional<HttpReply> refusal = services.refusal(credential, client);
            return refusal.isPresent() ? refusal.get() : told(request, credential, client);
        } catch (OauthException e) {
            return e.reply();
        }
    }

    private HttpReply told(Request request, String credential, Client client) {
        if (!AcceptHeader.takesJson(request.head().headers("Accept"))) {
            return OauthReplies.invalidRequest(
                    406, "the answer is application/json, which the Accept header leaves out");
        }
        OauthForm form = OauthForm.of(request);
        String token = form.token();
        if (token.equals(credential)) {
            return OauthReplies.error(
                    403, "access_denied", "a token does not introspect itself: authenticate with the service's own");
        }
        return HttpReply.json(
                200,
                subjects.find(token, asked.apply(form), client)
                        .flatMap(this::json)
                        .orElseGet(IntrospectedJson::inactive));
    }

    private Optional<JsonObject> json(Subjects.Live live) {
        return json.of(live.caller()).map(told -> {
            live.verdict().ifPresent(verdict -> verdict.putInto(told));
            return told;
        });
    }

    @Override
    public HttpReply refused(int status, String detail) {
        return OauthReplies.refused(status, detail);
    }
}
