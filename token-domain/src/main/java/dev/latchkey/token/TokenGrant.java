package dev.latchkey.token;

/**
 * Of a {@link Token}, what authorizing its calls needs. It also carries the marks that {@link CachedTokens} and
 * {@link LastUses} leave on it: a call that is authorized touches no memory of the token but this.
 */
public final class TokenGrant {

    private final AccountId owner;
    private final TokenId id;
    private final ApiMethodSet methods;
    private final Expiry expiry;

    /** Whether it was found since room was last made in its cache. */
    private boolean found;

    /** The second and the client of the use that was last noted; a race here has a use noted twice at worst. */
    private long notedUse;

    public TokenGrant(AccountId owner, TokenId id, ApiMethodSet methods, Expiry expiry) {
        this.owner = owner;
        this.id = id;
        this.methods = methods;
        this.expiry = expiry;
    }

    public AccountId owner() {
        return owner;
    }

    public TokenId id() {
        return id;
    }

    public ApiMethodSet methods() {
        return methods;
    }

    public Expiry expiry() {
        return expiry;
    }

    boolean wasFound() {
        return found;
    }

    /** Marks it as found, or as not found; writes only where that is new, as all threads share it. */
    void markFound(boolean value) {
        if (found != value) {
            found = value;
        }
    }

    boolean isNoted(long use) {
        return notedUse == use;
    }

    void markNoted(long use) {
        notedUse = use;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenGrant that
                && id.equals(that.id)
                && owner.equals(that.owner)
                && methods.equals(that.methods)
                && expiry.equals(that.expiry);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "TokenGrant[" + id + " of " + owner + ", " + methods + ", expiry " + expiry + "]";
    }
}
