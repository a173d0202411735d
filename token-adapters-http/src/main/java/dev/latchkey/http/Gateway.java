package dev.latchkey.http;

import dev.latchkey.account.SignIn;
import dev.latchkey.http.PlatformMethod.Access;
import dev.latchkey.token.Authorization;
import dev.latchkey.token.Authorizer;
import dev.latchkey.token.Caller;
import java.util.Optional;

/**
 * Decides whether a call may be made, and makes it. Whatever happens, it gives an answer of the protocol. Blocks, and is
 * safe for use by many threads.
 */
final class Gateway {

    private static final String BEARER = "Bearer ";

    private final MethodRegistry registry;
    private final Authorizer authorizer;
    private final SignIn signIn;

    Gateway(MethodRegistry registry, Authorizer authorizer, SignIn signIn) {
        this.registry = registry;
        this.authorizer = authorizer;
        this.signIn = signIn;
    }

    Answer answer(Request request) {
        try {
            return request.method().access() == Access.ANYONE
                    ? handle(request, Optional.empty(), "")
                    : authorized(request, credential(request));
        } catch (InvalidParameterException e) {
            return e.answer();
        } catch (RuntimeException e) {
            return Refusals.failure(request, e);
        }
    }

    /** Why a call may not be made, so far as that can be told from who it is from; nothing where it may. */
    Optional<Answer> refusal(Request request) {
        try {
            return request.method().access() == Access.ANYONE
                    ? Optional.empty()
                    : refusal(request, authorize(request, credential(request)));
        } catch (InvalidParameterException e) {
            return Optional.of(e.answer());
        } catch (RuntimeException e) {
            return Optional.of(Refusals.failure(request, e));
        }
    }

    private Answer authorized(Request request, String credential) {
        Authorization authorization = authorize(request, credential);
        return refusal(request, authorization)
                .orElseGet(() ->
                        handle(request, Optional.of(((Authorization.Granted) authorization).caller()), credential));
    }

    private static Optional<Answer> refusal(Request request, Authorization authorization) {
        return authorization instanceof Authorization.Denied denied
                ? Optional.of(Refusals.answer(denied.reason(), request.method()))
                : Optional.empty();
    }

    private Authorization authorize(Request request, String credential) {
        if (signIn.claims(credential)) {
            return request.method().evenRestricted()
                    ? signIn.identifyEvenRestricted(credential)
                    : signIn.identify(credential);
        }
        return request.method().access() == Access.ANY_CALLER
                ? authorizer.identify(credential, request.address())
                : authorizer.authorize(credential, request.method().method(), request.address());
    }

    private Answer handle(Request request, Optional<Caller> caller, String credential) {
        request.parameters().check(request.method().parameters());
        if (request.method().takesFile() && request.upload().isEmpty()) {
            throw new InvalidParameterException("file", "it is missing: send it as multipart/form-data");
        }
        return request.method()
                .handler()
                .handle(new Call(
                        caller,
                        credential,
                        request.parameters(),
                        request.upload(),
                        request.origin(),
                        request.address(),
                        request.userAgent(),
                        registry.catalog()));
    }

    /** The session or token of the parameter {@code session}, of the header (RFC 6750, 2.1), or else of the cookie. */
    private static String credential(Request request) {
        Optional<String> parameter = request.parameters().text("session");
        Optional<String> header = request.authorization().map(Gateway::bearer);
        if (parameter.isPresent() && header.isPresent() && !parameter.equals(header)) {
            throw new InvalidParameterException(
                    "session", "the Authorization header has another one: give one of them");
        }
        return parameter
                .or(() -> header)
                .or(request::cookie)
                .orElseThrow(() -> new InvalidParameterException(
                        "session", "it is missing: give a token, or a session from users.authentication.Signin"));
    }

    private static String bearer(String authorization) {
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new InvalidParameterException("Authorization", "of the schemes, only Bearer is known here");
        }
        return authorization.substring(BEARER.length()).strip();
    }
}
