package dev.latchkey.app.administration;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.TokenDescription;

/**
 * A token to be made for a service.
 *
 * @param owner an administrator
 * @param description what the service is
 * @param methods what it does, which administrators alone can give; not empty
 * @param expiry when the token dies
 */
public record ServiceToken(
        EmailAddress owner, TokenDescription description, ImmutableSet<ApiMethod> methods, Expiry expiry) {

    public ServiceToken {
        requireNonNull(owner, "owner");
        requireNonNull(description, "description");
        requireNonNull(methods, "methods");
        requireNonNull(expiry, "expiry");
    }
}
