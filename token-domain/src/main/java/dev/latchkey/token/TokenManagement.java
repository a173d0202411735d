package dev.latchkey.token;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an account does with its own tokens. Every change wants the account's password, checked by
 * {@link PasswordConfirmation}, and so may block for a while; without it nothing is changed. Safe for use by many threads.
 *
 * <p>Every method throws {@link StorageException} where the store is broken.
 */
public final class TokenManagement {

    private final Tokens tokens;
    private final LastUses lastUses;
    private final PasswordConfirmation passwords;
    private final TokenFormat format;
    private final SecureRandom random;
    private final InstantSource clock;

    /** @param lastUses what was noted of the tokens, and is not in {@code tokens} yet */
    public TokenManagement(
            Tokens tokens,
            LastUses lastUses,
            PasswordConfirmation passwords,
            TokenFormat format,
            SecureRandom random,
            InstantSource clock) {
        this.tokens = tokens;
        this.lastUses = lastUses;
        this.passwords = passwords;
        this.format = format;
        this.random = random;
        this.clock = clock;
    }

    /** The account's tokens, the oldest first, expired ones among them. */
    public ImmutableList<Token> list(AccountId account) {
        return tokens.ownedBy(account).stream().map(lastUses::upToDate).collect(ImmutableList.toImmutableList());
    }

    /** Makes a token. */
    public Outcome<IssuedToken> generate(
            ChangeRequest request, TokenDescription description, ApiMethodSet methods, Expiry expiry) {
        return confirmed(request, origin -> {
            return expiry.hasPassed(origin.at())
                    ? expiryHasPassed(expiry)
                    : Outcome.done(issue(origin, description, methods, expiry, Optional.empty()));
        });
    }

    /**
     * Makes a token of its own from another of the account's tokens.
     *
     * @param differences what is to differ from the other
     */
    public Outcome<IssuedToken> copy(ChangeRequest request, TokenId source, TokenEdit differences) {
        return confirmed(
                request,
                origin -> owned(origin, source).then(token -> {
                    Expiry expiry = differences.expiry().orElse(token.expiry());
                    if (expiry.hasPassed(origin.at())) {
                        return differences.expiry().isPresent()
                                ? expiryHasPassed(expiry)
                                : Outcome.refused(
                                        RefusalReason.EXPIRY_NEEDED,
                                        "token " + source + " has expired: give the copy a new expiry");
                    }
                    return Outcome.done(issue(
                            origin,
                            differences.description().orElse(token.description()),
                            differences.methods().orElse(token.methods()),
                            expiry,
                            Optional.of(source)));
                }));
    }

    /**
     * Changes a token; its value stays good, and so a new expiry that has passed is refused. The expiry of an expired
     * token cannot be changed: regenerating gives it a new one.
     */
    public Outcome<Token> edit(ChangeRequest request, TokenId id, TokenEdit edit) {
        return confirmed(request, origin -> {
            if (edit.expiry().isPresent() && edit.expiry().get().hasPassed(origin.at())) {
                return expiryHasPassed(edit.expiry().get());
            }
            return tokens.edit(id, edit, origin).map(Outcome::done).orElseGet(() -> whyNotEdited(id, origin));
        });
    }

    /**
     * Gives a token another value and leaves all else as it is; the old value is dead when this returns.
     *
     * @param newExpiry for a token that has expired, and for no other
     */
    public Outcome<IssuedToken> regenerate(ChangeRequest request, TokenId id, Optional<Expiry> newExpiry) {
        return confirmed(request, origin -> {
            if (newExpiry.isPresent() && newExpiry.get().hasPassed(origin.at())) {
                return expiryHasPassed(newExpiry.get());
            }
            TokenValue value = format.generate(random);
            return tokens.regenerate(id, value.fingerprint(), value.hint(), newExpiry, origin)
                    .map(token -> Outcome.done(new IssuedToken(token, value)))
                    .orElseGet(() -> whyNotRegenerated(id, origin));
        });
    }

    /** Removes all these tokens, or none where one of them does not exist. */
    public Outcome<ImmutableSet<TokenId>> remove(ChangeRequest request, ImmutableSet<TokenId> ids) {
        return confirmed(request, origin -> {
            ImmutableSet<TokenId> missing = tokens.remove(ids, origin);
            return missing.isEmpty()
                    ? Outcome.done(ids)
                    : noSuchToken(missing.iterator().next());
        });
    }

    /** Removes all of the account's tokens. */
    public Outcome<ImmutableSet<TokenId>> removeAll(ChangeRequest request) {
        return confirmed(request, origin -> {
            ImmutableSet<TokenId> ids;
            do {
                ids = idsOf(origin.account());
            } while (!tokens.remove(ids, origin).isEmpty());
            return Outcome.done(ids);
        });
    }

    private <T> Outcome<T> confirmed(ChangeRequest request, Function<Origin, Outcome<T>> change) {
        return passwords
                .confirm(request.account(), request.password())
                .then(() -> change.apply(new Origin(request.account(), clock.instant(), request.address())));
    }

    private IssuedToken issue(
            Origin origin,
            TokenDescription description,
            ApiMethodSet methods,
            Expiry expiry,
            Optional<TokenId> copiedFrom) {
        TokenValue value = format.generate(random);
        NewToken token = new NewToken(
                origin.account(), description, methods, expiry, value.fingerprint(), value.hint(), copiedFrom);
        return new IssuedToken(tokens.add(token, origin), value);
    }

    private Outcome<Token> owned(Origin origin, TokenId id) {
        return tokens.find(origin.account(), id).map(Outcome::done).orElseGet(() -> noSuchToken(id));
    }

    private Outcome<Token> whyNotEdited(TokenId id, Origin origin) {
        return owned(origin, id)
                .then(token -> Outcome.refused(
                        RefusalReason.EXPIRY_NOT_TAKEN,
                        "token " + id + " has expired, and its value stays dead: regenerate it with a new expiry"));
    }

    private <T> Outcome<T> whyNotRegenerated(TokenId id, Origin origin) {
        return owned(origin, id)
                .then(
                        token -> token.expiry().hasPassed(origin.at())
                                ? Outcome.refused(
                                        RefusalReason.EXPIRY_NEEDED,
                                        "token " + id + " has expired: give it a new expiry")
                                : Outcome.refused(
                                        RefusalReason.EXPIRY_NOT_TAKEN,
                                        "token " + id
                                                + " has not expired, so it keeps its expiry: change that by editing the token"));
    }

    private ImmutableSet<TokenId> idsOf(AccountId account) {
        return tokens.ownedBy(account).stream().map(Token::id).collect(ImmutableSet.toImmutableSet());
    }

    private static <T> Outcome<T> expiryHasPassed(Expiry expiry) {
        return Outcome.refused(RefusalReason.EXPIRY_NEEDED, "the expiry " + expiry + " has passed");
    }

    private static <T> Outcome<T> noSuchToken(TokenId id) {
        return Outcome.refused(RefusalReason.NO_SUCH_TOKEN, "there is no token " + id);
    }
}
