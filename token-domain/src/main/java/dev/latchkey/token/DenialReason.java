package dev.latchkey.token;

/**
 * Why a call was denied. To a caller, all but {@link #METHOD_NOT_GRANTED}, {@link #RATE_LIMITED} and {@link #CODE_NEEDED} look alike, and
 * those are told only to one who has a live token or session.
 */
public enum DenialReason {
    /** Nothing was given where a token or session is needed. */
    MISSING,
    /** The text is no value of the platform's format: mistyped, cut off, or something else. */
    MALFORMED,
    /** No live token or session has this value: it never was one, was regenerated, removed or signed out. */
    UNKNOWN,
    /** The expiry of the token or session has passed. */
    EXPIRED,
    /** The token is suspended, expired or not. */
    SUSPENDED,
    /** All tokens of the token's owner are dead, as the account is disabled. */
    OWNER_DISABLED,
    /** The token is alive, and its methods do not contain the one that was called. */
    METHOD_NOT_GRANTED,
    /** The token is alive and has the method, and has made as many calls as it may for now. */
    RATE_LIMITED,
    /** The session is alive, and waits for a code of its account's second factor. */
    CODE_NEEDED
}
