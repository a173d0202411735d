package dev.latchkey.app.administration;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenValue;

/** Which tokens to change. */
public sealed interface TokenSelection {

    /** These tokens, all of which are to be the account's. */
    record ById(EmailAddress owner, ImmutableSet<TokenId> ids) implements TokenSelection {
        public ById {
            requireNonNull(owner, "owner");
            requireNonNull(ids, "ids");
        }
    }

    /** All tokens of an account. */
    record OfAccount(EmailAddress owner) implements TokenSelection {
        public OfAccount {
            requireNonNull(owner, "owner");
        }
    }

    /** All live tokens that may invoke this method; to resume them, all suspended ones. */
    record WithMethod(ApiMethod method) implements TokenSelection {
        public WithMethod {
            requireNonNull(method, "method");
        }
    }

    /** The token with this value. */
    record WithValue(TokenValue value) implements TokenSelection {
        public WithValue {
            requireNonNull(value, "value");
        }
    }
}
