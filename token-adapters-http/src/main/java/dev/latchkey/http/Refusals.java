package dev.latchkey.http;

import dev.latchkey.http.PlatformMethod.Access;
import dev.latchkey.token.DenialReason;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.OutcomeUnknownException;
import dev.latchkey.token.Quota;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.StorageFullException;
import dev.latchkey.token.UndecidedException;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where the domain's reasons become the protocol's codes and words. */
public final class Refusals {

    private static final Logger LOGGER = LoggerFactory.getLogger(Refusals.class);

    private Refusals() {}

    static Answer answer(Permission.Denied denied, PlatformMethod method) {
        return answer(denied.reason(), method)
                .retryAfter(denied.quota().map(Quota::untilMore).orElse(Duration.ZERO));
    }

    private static Answer answer(DenialReason reason, PlatformMethod method) {
        return switch (reason) {
            case RATE_LIMITED ->
                Answer.error(ResultCode.INTERNAL_ERROR, "this token has made as many calls as it may in a minute");
            case MISSING, MALFORMED, UNKNOWN, EXPIRED, SUSPENDED, OWNER_DISABLED -> dead();
            // Not 702: clients answer that by signing in again with the password, which comes to the same again.
            case CODE_NEEDED ->
                Answer.error(
                        ResultCode.AUTHENTICATION_FAILED,
                        "this session waits for a one-time code: give it to users.authentication.Verify2FACode");
            case METHOD_NOT_GRANTED ->
                Answer.error(
                        ResultCode.METHOD_NOT_GRANTED,
                        method.access() == Access.SESSION_ONLY
                                ? "no token may call " + method.method() + ": sign in and call it with the session"
                                : "this token may not call " + method.method() + ": add it to the token's methods");
        };
    }

    /** What {@code answer} makes of what was done, or the error that the refusal comes to. */
    public static <T> Answer answer(Outcome<T> outcome, Function<? super T, Answer> answer) {
        return outcome instanceof Outcome.Done<T> done
                ? answer.apply(done.value())
                : answer((Outcome.Refused<T>) outcome);
    }

    private static Answer answer(Outcome.Refused<?> refused) {
        return told(refused).retryAfter(refused.retryAfter());
    }

    private static Answer told(Outcome.Refused<?> refused) {
        return switch (refused.reason()) {
            case INVALID_VALUE -> Answer.invalidParameter("value", refused.detail());
            case EXPIRY_NEEDED, EXPIRY_NOT_TAKEN -> Answer.invalidParameter("expiresAt", refused.detail());
            case CODE_NOT_NEEDED -> Answer.invalidParameter("session", refused.detail());
            case NO_SUCH_TOKEN, NO_SUCH_SESSION, NO_SUCH_ACCOUNT ->
                Answer.error(ResultCode.NOT_FOUND, refused.detail());
            case PASSWORD_NEEDED -> Answer.invalidParameter("password", refused.detail());
            case WRONG_PASSWORD, TOO_MANY_PASSWORDS, WRONG_CODE, TOO_MANY_CODES ->
                Answer.error(ResultCode.AUTHENTICATION_FAILED, refused.detail());
            case LOGIN_TAKEN -> Answer.invalidParameter("login", refused.detail());
            case WEAK_PASSWORD -> Answer.invalidParameter("newPassword", refused.detail());
            case TOO_MANY_TOKENS,
                    OWNER_DISABLED,
                    SUSPENDED_BY_ADMINISTRATOR,
                    NOT_ADMINISTRATOR,
                    OWN_ACCOUNT,
                    SECOND_FACTOR_ON,
                    SECOND_FACTOR_OFF,
                    SECOND_FACTOR_NOT_PREPARED -> Answer.error(ResultCode.PERMISSION_DENIED, refused.detail());
            case SESSION_ENDED -> dead();
            case TOO_BUSY -> Answer.error(ResultCode.INTERNAL_ERROR, refused.detail());
        };
    }

    /** The answer to a failure of our own: an internal error with {@link #failureText}. */
    public static Answer failure(Object what, Throwable e) {
        return Answer.error(ResultCode.INTERNAL_ERROR, failureText(what, e));
    }

    /**
     * What is told of a failure of our own. A full disk, and that this process has lost touch with the store, are told as they are: they have been logged once, and may come
     * with every call. All else is logged under the reference that the text tells.
     */
    public static String failureText(Object what, Throwable e) {
        if (e instanceof StorageFullException full) {
            return known(what, full);
        }
        if (e instanceof UndecidedException undecided) {
            return known(what, undecided);
        }
        String reference = UUID.randomUUID().toString();
        LOGGER.error("{} failed, reference {}", what, reference, e);
        return (e instanceof OutcomeUnknownException
                        ? "it is not known whether that was done: ask again"
                        : "internal error")
                + "; look up " + reference + " in the server's log";
    }

    /** Health tells the operator. */
    private static String known(Object what, StorageException e) {
        LOGGER.debug("{} failed: {}", what, e.getMessage());
        return Objects.requireNonNullElse(e.getMessage(), "the store failed");
    }

    private static Answer dead() {
        return Answer.error(
                ResultCode.SESSION_DEAD,
                "the session or token is unknown, has expired or was removed: sign in again, or use another token");
    }
}
