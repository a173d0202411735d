package dev.latchkey.token;

/**
 * What a token is at an instant. If several apply, it is the first of {@link #OWNER_DISABLED}, {@link #SUSPENDED}, {@link #EXPIRED}:
 * what somebody stopped stays stopped while time passes, and what an administrator did to the account outweighs what was done to
 * the token.
 */
public enum TokenState {
    /** Calls with its value are granted. */
    LIVE,
    /** Its owner or an administrator has suspended it. Resumed, it is live or expired. */
    SUSPENDED,
    /** Its expiry has passed. */
    EXPIRED,
    /** All tokens of its owner are dead, as the account is disabled. Enabled, it is what it was. */
    OWNER_DISABLED
}
