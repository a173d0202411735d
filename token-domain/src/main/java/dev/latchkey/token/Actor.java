package dev.latchkey.token;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** Who made a change to an account or its tokens, or tried to use one. */
public sealed interface Actor {

    /** The account that owns the tokens. */
    record Owner() implements Actor {}

    /**
     * Somebody who administers the platform.
     *
     * @param account the administrator's own
     */
    record Administrator(AccountId account) implements Actor {
        public Administrator {
            requireNonNull(account, "account");
        }
    }

    /** The platform itself, without a person. */
    record Platform() implements Actor {}

    /** The token itself, or a program that has its value. */
    record OwnToken() implements Actor {}

    /** Somebody who has proved nothing yet, as at a sign-in that fails. A stranger changes nothing. */
    record Stranger() implements Actor {}

    /** The account that owns the tokens. */
    static Actor owner() {
        return new Owner();
    }

    /** Somebody who administers the platform, by the administrator's own account. */
    static Actor administrator(AccountId account) {
        return new Administrator(account);
    }

    /** The platform itself, without a person. */
    static Actor platform() {
        return new Platform();
    }

    /** The token itself, or a program that has its value. */
    static Actor ownToken() {
        return new OwnToken();
    }

    /** Somebody who has proved nothing yet. */
    static Actor stranger() {
        return new Stranger();
    }

    /** The account of an administrator; empty for all others. */
    default Optional<AccountId> administratorAccount() {
        return this instanceof Administrator administrator ? Optional.of(administrator.account()) : Optional.empty();
    }
}
