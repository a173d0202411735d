package dev.latchkey.token;

/** Of a {@link Token}, what authorizing its calls needs. */
public record TokenGrant(AccountId owner, TokenId id, ApiMethodSet methods, Expiry expiry) {}
