package dev.latchkey.http.introspection;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.Latchkey;
import dev.latchkey.http.Clients;
import dev.latchkey.http.Credentials;
import dev.latchkey.http.HttpReply;
import dev.latchkey.http.Resource;
import dev.latchkey.token.Client;
import dev.latchkey.token.DenialReason;
import dev.latchkey.token.TokenFingerprint;
import java.util.Optional;

/**
 * Removes tokens by their values (RFC 7009). Whoever has a value may do so, in whatever state the token is. The answer is the same whether there was
 * one, so that nobody learns anything of values. A value that strangers make up costs one look-up in the store if its checksum is right, and nothing
 * otherwise, as at every call.
 */
final class Revocation implements Resource {

    private static final ImmutableSet<String> POST = ImmutableSet.of("POST");
    private static final String AUTHORIZATION = "Authorization";

    private final Latchkey latchkey;
    private final Credentials credentials;
    private final ServiceCalls services;
    private final Clients clients;

    Revocation(Latchkey latchkey, Credentials credentials, ServiceCalls services, Clients clients) {
        this.latchkey = latchkey;
        this.credentials = credentials;
        this.services = services;
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
            String token = OauthForm.of(request).token();
            return authenticatesItself(request, token) ? answerAtOnce(token) : Optional.empty();
        } catch (OauthException e) {
            return Optional.of(e.reply());
        }
    }

    private Optional<HttpReply> answerAtOnce(String token) {
        if (credentials.claims(token)) {
            return Optional.of(OauthReplies.error(
                    400, "unsupported_token_type", "this is a session: end it by users.authentication.Signout"));
        }
        return latchkey.isToken(token) ? Optional.empty() : Optional.of(HttpReply.of(200));
    }

    @Override
    public HttpReply answer(Request request) {
        try {
            String token = OauthForm.of(request).token();
            Client client = clients.of(request.head());
            if (!authenticatesItself(request, token)) {
                requireService(request, client);
            }
            return answerAtOnce(token).orElseGet(() -> revoked(token, client));
        } catch (OauthException e) {
            return e.reply();
        }
    }

    private HttpReply revoked(String token, Client client) {
        TokenFingerprint fingerprint = latchkey.fingerprintOf(token).orElseThrow();
        boolean unused = latchkey.tokens().revoke(fingerprint, client);
        return HttpReply.of(200);
    }

    /** Whether nobody else than the token itself is said to ask. */
    private static boolean authenticatesItself(Request request, String token) {
        return request.head().headers(AUTHORIZATION).isEmpty()
                || ServiceCredential.in(request.head()).filter(token::equals).isPresent();
    }

    private void requireService(Request request, Client client) {
        String credential = ServiceCredential.in(request.head()).orElse("");
        if (services.refusal(credential, client).isPresent()) {
            throw new OauthException(OauthReplies.unauthenticated(
                    DenialReason.MALFORMED,
                    "the Authorization header is neither of the token itself nor of a service: leave it out"));
        }
    }

    @Override
    public HttpReply refused(int status, String detail) {
        return OauthReplies.refused(status, detail);
    }
}
