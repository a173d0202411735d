package dev.latchkey.app.administration;

import static java.util.Objects.requireNonNull;

import dev.latchkey.account.EmailAddress;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.TokenState;
import dev.latchkey.token.TokenValue;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Which tokens to list. A token has to meet all that is given.
 *
 * @param template the name of its template, in any case
 * @param method that it may invoke, by a template or by itself
 * @param unusedSince it was not used from the start of this day on, UTC, nor made since
 * @param expiresBefore it expires before the start of this day, UTC, or has expired
 */
public record TokenQuery(
        Optional<EmailAddress> account,
        Optional<TokenState> state,
        Optional<String> template,
        Optional<ApiMethod> method,
        Optional<LocalDate> unusedSince,
        Optional<LocalDate> expiresBefore,
        Optional<TokenValue> value) {

    /** All tokens. */
    static final TokenQuery ALL = new TokenQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public TokenQuery {
        requireNonNull(account, "account");
        requireNonNull(state, "state");
        requireNonNull(template, "template");
        requireNonNull(method, "method");
        requireNonNull(unusedSince, "unusedSince");
        requireNonNull(expiresBefore, "expiresBefore");
        requireNonNull(value, "value");
    }

    /** The same, of this account alone. */
    TokenQuery account(EmailAddress only) {
        return new TokenQuery(Optional.of(only), state, template, method, unusedSince, expiresBefore, value);
    }

    /** The same, of the token with this value alone. */
    TokenQuery value(TokenValue only) {
        return new TokenQuery(account, state, template, method, unusedSince, expiresBefore, Optional.of(only));
    }

    /** The same, of tokens alone that are in this state, if one is given, and may invoke this method. */
    TokenQuery with(Optional<TokenState> only, ApiMethod holding) {
        return new TokenQuery(account, only, template, Optional.of(holding), unusedSince, expiresBefore, value);
    }
}
