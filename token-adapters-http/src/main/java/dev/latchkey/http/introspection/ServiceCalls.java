package dev.latchkey.http.introspection;

import dev.latchkey.Latchkey;
import dev.latchkey.http.HttpReply;
import dev.latchkey.http.Permission;
import dev.latchkey.http.Permissions;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.Authorization;
import dev.latchkey.token.Client;
import dev.latchkey.token.DenialReason;
import dev.latchkey.token.StorageException;
import java.util.Optional;

/**
 * Tells who may introspect: those who have a live token with the method for it. A session is no service's. What services ask has no other bound than
 * that an administrator gave them the token: a stranger learns nothing of any value here, however many are tried.
 */
final class ServiceCalls {

    private static final ApiMethod INTROSPECT = TokenResources.INTROSPECT.method();

    private final Latchkey latchkey;
    private final Permissions permissions;

    ServiceCalls(Latchkey latchkey, Permissions permissions) {
        this.latchkey = latchkey;
        this.permissions = permissions;
    }

    /** What is told to a caller who is plainly nobody's service; empty if the store has to be asked. Does not block. */
    Optional<HttpReply> refusalAtOnce(String credential, Client client) {
        return latchkey.isToken(credential) ? Optional.empty() : refusal(credential, client);
    }

    /**
     * What is told to a caller who may not introspect; empty for one who may.
     *
     * @param credential empty if none was given
     * @throws StorageException if it is not known
     */
    Optional<HttpReply> refusal(String credential, Client client) {
        if (!latchkey.isToken(credential)) {
            return Optional.of(refused(credential.isEmpty() ? DenialReason.MISSING : DenialReason.MALFORMED));
        }
        Permission permission = permissions.ask(credential, Optional.of(INTROSPECT), false, client);
        if (permission instanceof Permission.Denied denied) {
            return Optional.of(refused(denied.reason()));
        }
        boolean byToken = ((Permission.Granted) permission).caller().token().isPresent();
        return byToken ? Optional.empty() : Optional.of(refused(DenialReason.METHOD_NOT_GRANTED));
    }

    private static HttpReply refused(DenialReason reason) {
        return switch (reason) {
            case MISSING ->
                OauthReplies.unauthenticated(
                        reason,
                        "authenticate with a token that has " + INTROSPECT + ", as Bearer or as the password of Basic");
            case MALFORMED, UNKNOWN, EXPIRED, SUSPENDED, OWNER_DISABLED, CODE_NEEDED ->
                OauthReplies.unauthenticated(reason, "the token to authenticate with is unknown, expired or revoked");
            case METHOD_NOT_GRANTED ->
                OauthReplies.error(403, "insufficient_scope", "the token to authenticate with lacks " + INTROSPECT)
                        .with(
                                OauthReplies.CHALLENGE,
                                new Authorization.Denied(reason, INTROSPECT.toString()).challenge());
            case RATE_LIMITED -> OauthReplies.unavailable("too many calls"); // calls of services are not counted
        };
    }
}
