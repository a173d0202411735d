package dev.latchkey.http.methods;

import com.google.common.collect.ImmutableList;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.OwnAccount;
import dev.latchkey.http.Credentials;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.SignInCredentials;
import java.time.InstantSource;

/** The methods of the group {@code users}: signing in, sessions, the account itself, and its tokens. */
public final class UserMethods {

    private UserMethods() {}

    /**
     * All of them, for Latchkey's own accounts.
     *
     * @param ownAccount of the same sign-in as {@code credentials}
     */
    public static ImmutableList<PlatformMethod> all(
            SignInCredentials credentials, OwnAccount ownAccount, Accounts accounts, InstantSource clock) {
        return ImmutableList.<PlatformMethod>builder()
                .addAll(new SessionMethods(credentials, accounts).all())
                .addAll(new OwnAccountMethods(ownAccount).all())
                .addAll(ofTokens(clock))
                .build();
    }

    /** Those that manage tokens, for a platform with accounts and {@link Credentials} of its own. */
    public static ImmutableList<PlatformMethod> ofTokens(InstantSource clock) {
        return ImmutableList.<PlatformMethod>builder()
                .addAll(new TokenMethods(clock).all())
                .addAll(CatalogMethods.all())
                .build();
    }
}
