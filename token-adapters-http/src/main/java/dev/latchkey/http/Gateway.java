package dev.latchkey.http;

import dev.latchkey.Latchkey;
import dev.latchkey.account.SessionCheck;
import dev.latchkey.account.SignIn;
import dev.latchkey.http.PlatformMethod.Access;
import dev.latchkey.token.Authorization;
import dev.latchkey.token.DenialReason;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Decides whether a call may be made, and makes it. Whatever happens, it gives an answer of the protocol. Safe for use by many
 * threads.
 */
final class Gateway {

    private static final String BEARER = "Bearer ";

    private final Latchkey latchkey;
    private final SignIn signIn;

    Gateway(Latchkey latchkey, SignIn signIn) {
        this.latchkey = latchkey;
        this.signIn = signIn;
    }

    /** Whether a call may be made. May wait for the store. */
    Decision decide(Request request) {
        return attempt(
                request,
                () -> {
                    if (request.method().access() == Access.ANYONE) {
                        return Decision.Admitted.ANYONE;
                    }
                    String credential = credential(request);
                    return signIn.claims(credential)
                            ? decision(request, credential, identify(request, credential))
                            : decision(request, credential, authorize(request, credential));
                },
                Decision.Refused::new);
    }

    /** The same where it can be told without waiting; nothing where it cannot. */
    Optional<Decision> decideAtOnce(Request request) {
        return attempt(
                request,
                () -> switch (request.method().access()) {
                    case ANYONE -> Optional.of(Decision.Admitted.ANYONE);
                    case GRANTED -> decideCached(request, credential(request));
                    case ANY_CALLER, SESSION_ONLY -> Optional.empty();
                },
                refusal -> Optional.of(new Decision.Refused(refusal)));
    }

    private Optional<Decision> decideCached(Request request, String credential) {
        return signIn.claims(credential)
                ? Optional.empty()
                : latchkey.authorizeAtOnce(credential, request.method().method(), request.client())
                        .map(authorization -> decision(request, credential, authorization));
    }

    private Authorization authorize(Request request, String credential) {
        return request.method().access() == Access.ANY_CALLER
                ? latchkey.identify(credential, request.client())
                : latchkey.authorize(credential, request.method().method(), request.client());
    }

    private SessionCheck identify(Request request, String credential) {
        return request.method().evenRestricted()
                ? signIn.identifyEvenRestricted(credential)
                : signIn.identify(credential);
    }

    private static Decision decision(Request request, String credential, Authorization authorization) {
        return authorization instanceof Authorization.Granted granted
                ? new Decision.Admitted(Optional.of(granted.caller()), credential)
                : refused(request, ((Authorization.Denied) authorization).reason());
    }

    private static Decision decision(Request request, String credential, SessionCheck check) {
        return check instanceof SessionCheck.Live live
                ? new Decision.Admitted(Optional.of(live.caller()), credential)
                : refused(request, ((SessionCheck.Refused) check).reason());
    }

    private static Decision refused(Request request, DenialReason reason) {
        return new Decision.Refused(Refusals.answer(reason, request.method()));
    }

    /** Why a call may not be made, so far as that can be told from who it is from; nothing where it may. */
    Optional<Answer> refusal(Request request) {
        return decide(request) instanceof Decision.Refused refused
                ? Optional.of(answer(request, refused))
                : Optional.empty();
    }

    /** What comes of a call that was decided. Waits where the method's handler does. */
    Answer answer(Request request, Decision decision) {
        Answer answer = decision instanceof Decision.Refused refused
                ? refused.answer()
                : attempt(request, () -> handle(request, (Decision.Admitted) decision), Function.identity());
        return request.method().told(answer);
    }

    private Answer handle(Request request, Decision.Admitted admitted) {
        request.parameters().check(request.method().parameters());
        if (request.method().takesFile() && request.upload().isEmpty()) {
            throw new InvalidParameterException("file", "it is missing: send it as multipart/form-data");
        }
        return request.method()
                .handler()
                .handle(new Call(
                        admitted.caller(),
                        admitted.credential(),
                        request.parameters(),
                        request.upload(),
                        request.origin(),
                        request.client(),
                        latchkey));
    }

    private static <T> T attempt(Request request, Supplier<T> attempt, Function<Answer, T> failed) {
        try {
            return attempt.get();
        } catch (InvalidParameterException e) {
            return failed.apply(e.answer());
        } catch (RuntimeException e) {
            return failed.apply(Refusals.failure(request, e));
        }
    }

    /** The session or token of the parameter {@code session}, of the header (RFC 6750, 2.1), or else of the cookie. */
    private static String credential(Request request) {
        Optional<String> parameter = request.parameters().text("session");
        Optional<String> header = request.authorization().map(Gateway::bearer);
        if (parameter.isPresent() && header.isPresent() && !parameter.equals(header)) {
            throw new InvalidParameterException(
                    "session", "the Authorization header has another one: give one of them");
        }
        return parameter.isPresent()
                ? parameter.get()
                : header.or(request::cookie)
                        .orElseThrow(() -> new InvalidParameterException(
                                "session",
                                "it is missing: give a token, or a session from users.authentication.Signin"));
    }

    private static String bearer(String authorization) {
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new InvalidParameterException("Authorization", "of the schemes, only Bearer is known here");
        }
        return authorization.substring(BEARER.length()).strip();
    }
}
