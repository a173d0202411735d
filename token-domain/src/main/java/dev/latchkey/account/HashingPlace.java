package dev.latchkey.account;

import static java.util.Objects.requireNonNull;

/**
 * Where a password is checked. Those of one kind never wait for those of another.
 *
 * @param network where the request came from, as {@link dev.latchkey.token.Client#network} has it: one network gets a share of the places
 */
public record HashingPlace(Kind kind, String network) {

    public HashingPlace {
        requireNonNull(kind, "kind");
        requireNonNull(network, "network");
    }

    /** What a password is checked for. */
    public enum Kind {
        /** Somebody signs in. */
        SIGN_IN,
        /** Somebody who is signed in confirms a change. */
        CONFIRMATION,
        /** Somebody who is signed in takes a right away from somebody, as from a token. */
        REVOCATION
    }
}
