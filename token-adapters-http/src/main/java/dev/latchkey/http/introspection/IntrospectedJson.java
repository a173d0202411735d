package dev.latchkey.http.introspection;

import static java.util.stream.Collectors.joining;

import dev.latchkey.Latchkey;
import dev.latchkey.http.PublicUrl;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodCatalog;
import dev.latchkey.token.Caller;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenTemplate;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * What is told of a live token (RFC 7662, 2.2). Times are whole seconds. The scope is the names of all that it may call, whether a template gave them
 * or not. Nothing that people wrote is told, and no address of theirs.
 */
final class IntrospectedJson {

    private final Latchkey latchkey;
    private final Optional<PublicUrl> publicUrl;

    IntrospectedJson(Latchkey latchkey, Optional<PublicUrl> publicUrl) {
        this.latchkey = latchkey;
        this.publicUrl = publicUrl;
    }

    /** The answer for what is dead, unknown, or no token: the same bytes for all. */
    static JsonObject inactive() {
        return new JsonObject().put("active", false);
    }

    /**
     * What is told of a caller; empty if its token has been removed meanwhile.
     *
     * @throws StorageException if it is not known
     */
    Optional<JsonObject> of(Caller caller) {
        return caller.token().isPresent()
                ? token(caller.account(), caller.token().get())
                : Optional.of(session(caller.account()));
    }

    private Optional<JsonObject> token(AccountId account, TokenId id) {
        return latchkey.tokens().find(account, id).map(token -> {
            ApiMethodCatalog catalog = latchkey.catalog();
            JsonObject json = active(catalog.methodsOf(token.methods()), account)
                    .put("client_id", id.toString())
                    .put("jti", id.toString())
                    .put("iat", token.createdAt().getEpochSecond());
            token.expiry().instant().map(Instant::getEpochSecond).ifPresent(second -> json.put("exp", second));
            template(catalog, token).ifPresent(template -> json.put("latchkey_template", template.name()));
            return json;
        });
    }

    private static Optional<TokenTemplate> template(ApiMethodCatalog catalog, Token token) {
        return catalog.templateOf(token.methods());
    }

    /** A session may do all that its account may. */
    private JsonObject session(AccountId account) {
        return active(
                latchkey.catalog().methods().stream()
                        .filter(ApiMethodCatalog.Entry::grantable)
                        .map(ApiMethodCatalog.Entry::method)
                        .toList(),
                account);
    }

    private JsonObject active(Collection<ApiMethod> methods, AccountId account) {
        JsonObject json = new JsonObject().put("active", true);
        if (!methods.isEmpty()) {
            json.put("scope", methods.stream().map(ApiMethod::toString).collect(joining(" ")));
        }
        json.put("token_type", "Bearer").put("sub", account.value());
        publicUrl.ifPresent(url -> json.put("iss", url.origin()));
        return json;
    }
}
