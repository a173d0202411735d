package dev.latchkey.http.introspection;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.Latchkey;
import dev.latchkey.http.Clients;
import dev.latchkey.http.CredentialText;
import dev.latchkey.http.HttpReply;
import dev.latchkey.http.Permission;
import dev.latchkey.http.Permissions;
import dev.latchkey.http.Resource;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodCatalog;
import dev.latchkey.token.Caller;
import dev.latchkey.token.Client;
import dev.latchkey.token.DenialReason;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenTemplate;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tells the holder of a token what it is good for: a script before it begins, or a scanner that found the value somewhere and asks whether it is live.
 * The description is not told, and no address: it is text that the owner wrote for nobody but the owner, and the holder may be somebody who found
 * the value. A session is told nothing.
 */
final class OwnToken implements Resource {

    private static final ImmutableSet<String> READING = ImmutableSet.of("GET", "HEAD");

    private final Latchkey latchkey;
    private final Permissions permissions;
    private final Clients clients;

    OwnToken(Latchkey latchkey, Permissions permissions, Clients clients) {
        this.latchkey = latchkey;
        this.permissions = permissions;
        this.clients = clients;
    }

    @Override
    public ImmutableSet<String> httpMethods() {
        return READING;
    }

    @Override
    public boolean readsForm() {
        return false;
    }

    @Override
    public Optional<HttpReply> answerAtOnce(Request request) {
        List<String> headers = request.head().headers("Authorization");
        if (headers.size() > 1) {
            return Optional.of(ProblemReplies.of(400, "there are several Authorization headers: send one"));
        }
        String credential = credential(request);
        return latchkey.isToken(credential)
                ? Optional.empty()
                : permissions
                        .atOnce(credential, Optional.empty(), clients.of(request.head()))
                        .flatMap(permission -> refusal(permission, credential));
    }

    @Override
    public HttpReply answer(Request request) {
        String credential = credential(request);
        Client client = clients.of(request.head());
        Permission permission = permissions.ask(credential, Optional.empty(), false, client);
        Optional<HttpReply> refusal = refusal(permission, credential);
        return refusal.isPresent() ? refusal.get() : told(((Permission.Granted) permission).caller());
    }

    /** What stands behind Bearer; empty if the request brings nothing there, or something of another scheme. */
    private static String credential(Request request) {
        return request.head()
                .header("Authorization")
                .flatMap(CredentialText::bearerIn)
                .orElse("");
    }

    private static Optional<HttpReply> refusal(Permission permission, String credential) {
        if (permission instanceof Permission.Denied denied) {
            return Optional.of(
                    credential.isEmpty()
                            ? ProblemReplies.unauthorized(
                                    DenialReason.MISSING, "send the token as Authorization: Bearer")
                            : dead(denied.reason()));
        }
        return ((Permission.Granted) permission).caller().token().isPresent()
                ? Optional.empty()
                : Optional.of(ProblemReplies.of(403, "this is a session: only a token is told of itself"));
    }

    private HttpReply told(Caller caller) {
        return latchkey.tokens()
                .find(caller.account(), caller.token().orElseThrow())
                .map(token -> HttpReply.json(200, json(token)))
                .orElseGet(() -> dead(DenialReason.UNKNOWN));
    }

    private static HttpReply dead(DenialReason reason) {
        return ProblemReplies.unauthorized(reason, "the token is unknown, expired or revoked");
    }

    private JsonObject json(Token token) {
        ApiMethodCatalog catalog = latchkey.catalog();
        JsonObject json = new JsonObject()
                .put("id", token.id().value())
                .put("account", token.owner().value())
                .put("hint", token.hint())
                .put("state", "live")
                .put("createdAt", token.createdAt().toString());
        token.expiry().instant().map(Instant::toString).ifPresent(instant -> json.put("expiresAt", instant));
        catalog.templateOf(token.methods())
                .map(TokenTemplate::name)
                .ifPresentOrElse(
                        name -> json.put("template", name), () -> json.put("methods", methods(catalog, token)));
        return json;
    }

    private static JsonArray methods(ApiMethodCatalog catalog, Token token) {
        return new JsonArray(catalog.methodsOf(token.methods()).stream()
                .map(ApiMethod::toString)
                .toList());
    }

    @Override
    public HttpReply refused(int status, String detail) {
        return status == 503
                ? ProblemReplies.of(status, detail).with(OauthReplies.RETRY_AFTER, "1")
                : ProblemReplies.of(status, detail);
    }
}
