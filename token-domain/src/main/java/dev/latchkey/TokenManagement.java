package dev.latchkey;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Actor;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodCatalog;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Client;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.Origin;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.PasswordConfirmation;
import dev.latchkey.token.RefusalReason;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenEdit;
import dev.latchkey.token.TokenFilter;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenTerms;
import dev.latchkey.token.TokenValue;
import dev.latchkey.token.Tokens;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What is done with an account's tokens. Every change carries a {@link Confirmation}; one by password is checked by
 * {@link PasswordConfirmation}, and so may block for a while. Without confirmation nothing is changed. An administrator can remove,
 * suspend and resume tokens, and do nothing else with those of others. Safe for use by many threads.
 *
 * <p>Every method throws {@link StorageException} if the store is broken, and every change throws {@link IllegalStateException}
 * if it carries a password and this Latchkey was built without a way to check one.
 */
public final class TokenManagement {

    /** The most tokens that a search returns at once. */
    public static final int MOST_FOUND = 1_000;

    private static final int ATTEMPTS = 100;

    private final Tokens tokens;
    private final Supplier<ApiMethodCatalog> catalog;
    private final Predicate<AccountId> administrators;
    private final UnaryOperator<Token> upToDate;
    private final PasswordConfirmation passwords;
    private final TokenFormat format;
    private final SecureRandom random;
    private final InstantSource clock;
    private final int mostOfAccount;

    /**
     * @param administrators who may give tokens the methods that administrators alone can give
     * @param upToDate adds to a token what was noted of it, and is not in {@code tokens} yet
     */
    TokenManagement(
            Tokens tokens,
            Supplier<ApiMethodCatalog> catalog,
            Predicate<AccountId> administrators,
            UnaryOperator<Token> upToDate,
            PasswordConfirmation passwords,
            TokenFormat format,
            SecureRandom random,
            InstantSource clock,
            int mostOfAccount) {
        this.tokens = tokens;
        this.catalog = catalog;
        this.administrators = administrators;
        this.upToDate = upToDate;
        this.passwords = passwords;
        this.format = format;
        this.random = random;
        this.clock = clock;
        this.mostOfAccount = mostOfAccount;
    }

    /** The account's tokens, the oldest first, those among them that are expired, suspended or dead with their account. */
    public ImmutableList<Token> list(AccountId account) {
        requireNonNull(account, "account");
        return tokens.ownedBy(account).stream().map(upToDate).collect(ImmutableList.toImmutableList());
    }

    /** The account's token of this id, expired or not; empty if there is none. */
    public Optional<Token> find(AccountId account, TokenId id) {
        requireNonNull(account, "account");
        return tokens.find(account, requireNonNull(id, "id")).map(upToDate);
    }

    /**
     * The tokens of all accounts that {@code filter} lets through, the oldest first. It is for administrators: the caller makes sure
     * that it is asked for by one. The templates that hold the method which is searched for are those of the catalog. A use of the
     * last seconds may not count yet.
     *
     * @param after the last token of the page before; empty for the first page
     * @param limit at most so many; from 1 to {@value #MOST_FOUND}
     * @throws IllegalArgumentException if {@code limit} is less or more
     */
    public ImmutableList<Token> search(TokenFilter filter, Optional<TokenId> after, int limit) {
        requireNonNull(filter, "filter");
        requireNonNull(after, "after");
        if (limit < 1 || limit > MOST_FOUND) {
            throw new IllegalArgumentException("limit must be from 1 to " + MOST_FOUND + ": " + limit);
        }
        TokenFilter resolved = filter.held()
                .map(held -> filter.holding(held.method(), catalog.get().templatesWith(held.method())))
                .orElse(filter);
        return tokens.search(resolved, after, limit).stream().map(upToDate).collect(ImmutableList.toImmutableList());
    }

    /** Makes a token. */
    public Outcome<IssuedToken> generate(ChangeRequest request, TokenTerms terms) {
        requireNonNull(request, "request");
        requireNonNull(terms, "terms");
        return giving(
                request,
                origin -> terms.expiry().hasPassed(origin.at())
                        ? expiryHasPassed(terms.expiry())
                        : reservedGiven(origin, terms.methods())
                                .then(reserved -> issue(origin, value -> NewToken.of(origin.account(), terms, value))));
    }

    /**
     * Makes a token of its own from another of the account's tokens.
     *
     * @param differences what is to differ from the other
     */
    public Outcome<IssuedToken> copy(ChangeRequest request, TokenId source, TokenEdit differences) {
        requireNonNull(request, "request");
        requireNonNull(source, "source");
        requireNonNull(differences, "differences");
        return giving(
                request,
                origin -> owned(origin, source).then(token -> {
                    TokenTerms terms = differences.of(token.terms());
                    if (terms.expiry().hasPassed(origin.at())) {
                        return differences.expiry().isPresent()
                                ? expiryHasPassed(terms.expiry())
                                : Outcome.refused(
                                        RefusalReason.EXPIRY_NEEDED,
                                        "token " + source + " has expired: give the copy a new expiry");
                    }
                    return reservedGiven(origin, terms.methods())
                            .then(reserved -> issue(
                                    origin,
                                    value -> NewToken.of(origin.account(), terms, value)
                                            .copiedFrom(source)));
                }));
    }

    /**
     * Changes a token; its value stays good, and so a new expiry that has passed is refused. The expiry of an expired
     * token cannot be changed: regenerating gives it a new one.
     */
    public Outcome<Token> edit(ChangeRequest request, TokenId id, TokenEdit edit) {
        requireNonNull(request, "request");
        requireNonNull(id, "id");
        requireNonNull(edit, "edit");
        return giving(request, origin -> {
            Optional<Expiry> passed = edit.expiry().filter(expiry -> expiry.hasPassed(origin.at()));
            if (passed.isPresent()) {
                return expiryHasPassed(passed.get());
            }
            Outcome<ImmutableSet<ApiMethod>> given = edit.methods()
                    .map(methods -> reservedGiven(origin, methods))
                    .orElseGet(() -> reservedKept(origin, id));
            return given.then(reserved ->
                    tokens.edit(id, edit, origin).map(Outcome::done).orElseGet(() -> whyNotEdited(id, origin)));
        });
    }

    /** Gives a live token another value and leaves all else as it is; the old value is dead when this returns. */
    public Outcome<IssuedToken> regenerate(ChangeRequest request, TokenId id) {
        requireNonNull(request, "request");
        requireNonNull(id, "id");
        return giving(
                request,
                origin -> reservedKept(origin, id).then(kept -> {
                    TokenValue value = format.generate(random);
                    return tokens.regenerate(id, value.fingerprint(), value.hint(), origin)
                            .map(token -> Outcome.done(new IssuedToken(token, value)))
                            .orElseGet(() -> owned(origin, id)
                                    .then(token -> Outcome.refused(
                                            RefusalReason.EXPIRY_NEEDED,
                                            "token " + id + " has expired: give it a new expiry")));
                }));
    }

    /** Gives an expired token another value and a new expiry, and leaves all else as it is. */
    public Outcome<IssuedToken> regenerate(ChangeRequest request, TokenId id, Expiry expiry) {
        requireNonNull(request, "request");
        requireNonNull(id, "id");
        requireNonNull(expiry, "expiry");
        return giving(request, origin -> {
            if (expiry.hasPassed(origin.at())) {
                return expiryHasPassed(expiry);
            }
            Outcome<ImmutableSet<ApiMethod>> kept = reservedKept(origin, id);
            TokenValue value = format.generate(random);
            return kept.then(
                    methods -> tokens.revive(id, value.fingerprint(), value.hint(), expiry, origin)
                            .map(token -> Outcome.done(new IssuedToken(token, value)))
                            .orElseGet(
                                    () -> owned(origin, id)
                                            .then(
                                                    token -> Outcome.refused(
                                                            RefusalReason.EXPIRY_NOT_TAKEN,
                                                            "token " + id
                                                                    + " has not expired, so it keeps its expiry: change that by editing the token"))));
        });
    }

    /**
     * Removes all these tokens, or none if one of them does not exist. An administrator may do so too, and so may a token with
     * itself alone.
     *
     * @throws IllegalArgumentException if the request is by the token itself and {@code ids} are not one
     */
    public Outcome<ImmutableSet<TokenId>> remove(ChangeRequest request, ImmutableSet<TokenId> ids) {
        requireNonNull(request, "request");
        requireNonNull(ids, "ids");
        if (isByToken(request) && ids.size() != 1) {
            throw new IllegalArgumentException("request is by the token itself, which can remove no other: " + ids);
        }
        return confirmed(request, origin -> {
            ImmutableSet<TokenId> missing = tokens.remove(ids, origin);
            return missing.isEmpty()
                    ? Outcome.done(ids)
                    : noSuchToken(missing.iterator().next());
        });
    }

    /**
     * Removes the token whose value has this fingerprint, in whatever state it is. Who has the value may do so: the token itself does it, as its
     * history tells.
     *
     * @param client where the request came from
     * @return whether there was one
     */
    public boolean revoke(TokenFingerprint fingerprint, Client client) {
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(client, "client");
        return tokens.remove(fingerprint, clock.instant(), client);
    }

    /** Removes all of the account's tokens. An administrator may do so too. */
    public Outcome<ImmutableSet<TokenId>> removeAll(ChangeRequest request) {
        return stopping(
                request,
                origin -> changeAll(
                        origin, token -> true, ids -> tokens.remove(ids, origin).isEmpty()));
    }

    /**
     * Suspends all these tokens, or none if one of them does not exist: their values are dead until they are resumed. An administrator
     * may do so too; then an administrator alone may resume them.
     *
     * @return the ids, those among them of tokens that were suspended already
     * @throws IllegalArgumentException if the request is by the token itself
     */
    public Outcome<ImmutableSet<TokenId>> suspend(ChangeRequest request, ImmutableSet<TokenId> ids) {
        requireNonNull(request, "request");
        requireNonNull(ids, "ids");
        return stopping(request, origin -> {
            ImmutableSet<TokenId> missing = tokens.suspend(ids, origin);
            return missing.isEmpty()
                    ? Outcome.done(ids)
                    : noSuchToken(missing.iterator().next());
        });
    }

    /** Suspends all of the account's tokens, as {@link #suspend} does. */
    public Outcome<ImmutableSet<TokenId>> suspendAll(ChangeRequest request) {
        return stopping(
                request,
                origin -> changeAll(
                        origin,
                        token -> true,
                        ids -> tokens.suspend(ids, origin).isEmpty()));
    }

    /**
     * Resumes all these tokens, or none if one of them does not exist, or was suspended by an administrator and the request is by the
     * owner: their values are good again, unless they have expired. A token that is not suspended stays as it is.
     *
     * @throws IllegalArgumentException if the request is by the token itself
     */
    public Outcome<ImmutableSet<TokenId>> resume(ChangeRequest request, ImmutableSet<TokenId> ids) {
        requireNonNull(request, "request");
        requireNonNull(ids, "ids");
        return stopping(request, origin -> {
            Tokens.Resumption resumption = tokens.resume(ids, origin);
            if (!resumption.missing().isEmpty()) {
                return noSuchToken(resumption.missing().iterator().next());
            }
            return resumption.isDone()
                    ? Outcome.done(ids)
                    : Outcome.refused(
                            RefusalReason.SUSPENDED_BY_ADMINISTRATOR,
                            "an administrator suspended token "
                                    + resumption
                                            .heldByAdministrator()
                                            .iterator()
                                            .next()
                                    + ": only an administrator may resume it");
        });
    }

    /** Resumes those of the account's tokens that the request's actor may resume, as {@link #resume} does; returns their ids. */
    public Outcome<ImmutableSet<TokenId>> resumeAll(ChangeRequest request) {
        return stopping(
                request,
                origin -> changeAll(
                        origin,
                        token -> token.suspension()
                                .filter(suspension -> suspension.mayBeEndedBy(origin.actor()))
                                .isPresent(),
                        ids -> tokens.resume(ids, origin).isDone()));
    }

    /**
     * Has all tokens of the account dead at once, for an account that is disabled; none can be made until it is enabled. Only an
     * administrator or the platform may do so. A second time it does nothing.
     *
     * @throws IllegalArgumentException if the request is by anybody else
     */
    public void disable(ChangeRequest request) {
        tokens.disableOwner(administrating(request));
    }

    /**
     * Has the account's tokens be what they were before {@link #disable}. Only an administrator or the platform may do so. A second
     * time it does nothing.
     *
     * @throws IllegalArgumentException if the request is by anybody else
     */
    public void enable(ChangeRequest request) {
        tokens.enableOwner(administrating(request));
    }

    private Origin administrating(ChangeRequest request) {
        Actor actor = requireNonNull(request, "request").confirmation().actor();
        if (actor instanceof Actor.Owner || actor instanceof Actor.OwnToken) {
            throw new IllegalArgumentException("request is by " + actor + ", who can't disable or enable an account");
        }
        return origin(request);
    }

    /** Makes a change to all of the account's tokens of some kind, as they are at one moment, and returns their ids. */
    private Outcome<ImmutableSet<TokenId>> changeAll(
            Origin origin, Predicate<Token> which, Predicate<ImmutableSet<TokenId>> change) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            ImmutableSet<TokenId> ids = tokens.ownedBy(origin.account()).stream()
                    .filter(which)
                    .map(Token::id)
                    .collect(ImmutableSet.toImmutableSet());
            if (change.test(ids)) {
                return Outcome.done(ids);
            }
        }
        throw new StorageException("tokens of the account went on being changed meanwhile");
    }

    private static boolean isByToken(ChangeRequest request) {
        return request.confirmation().actor() instanceof Actor.OwnToken;
    }

    /** A change that stops tokens, or lets those go on that were stopped: not for a token itself. */
    private <T> Outcome<T> stopping(ChangeRequest request, Function<Origin, Outcome<T>> change) {
        requireNonNull(request, "request");
        if (isByToken(request)) {
            throw new IllegalArgumentException("request is by a token itself, which can only remove itself");
        }
        return confirmed(request, change);
    }

    /** A change that can give somebody a right, and so is not for those who may only take rights away. */
    private <T> Outcome<T> giving(ChangeRequest request, Function<Origin, Outcome<T>> change) {
        Actor actor = request.confirmation().actor();
        if (actor instanceof Actor.Administrator || actor instanceof Actor.OwnToken) {
            throw new IllegalArgumentException("request is by " + actor + ", who can make and change no tokens");
        }
        return confirmed(request, change);
    }

    /** The same for the methods that a token has, for a change by which it stays good; none for a token that does not exist. */
    private Outcome<ImmutableSet<ApiMethod>> reservedKept(Origin origin, TokenId id) {
        return tokens.find(origin.account(), id)
                .map(token -> reservedGiven(origin, token.methods()))
                .orElseGet(() -> Outcome.done(ImmutableSet.of()));
    }

    /** The methods of a set that administrators alone can give, if the account is one or there are none. */
    private Outcome<ImmutableSet<ApiMethod>> reservedGiven(Origin origin, ApiMethodSet methods) {
        ImmutableSet<ApiMethod> reserved = catalog.get().reservedIn(methods);
        return reserved.isEmpty() || administrators.test(origin.account())
                ? Outcome.done(reserved)
                : Outcome.refused(
                        RefusalReason.NOT_ADMINISTRATOR,
                        "only an administrator can give a token "
                                + reserved.iterator().next());
    }

    private <T> Outcome<T> confirmed(ChangeRequest request, Function<Origin, Outcome<T>> change) {
        Confirmation confirmation = request.confirmation();
        if (confirmation instanceof Confirmation.ByPassword by) {
            return passwords.confirm(request.account(), by.password()).then(() -> change.apply(origin(request)));
        }
        return change.apply(origin(request));
    }

    private Origin origin(ChangeRequest request) {
        return new Origin(request.account(), request.confirmation().actor(), clock.instant(), request.client());
    }

    private Outcome<IssuedToken> issue(Origin origin, Function<TokenValue, NewToken> token) {
        TokenValue value = format.generate(random);
        return tokens.add(token.apply(value), mostOfAccount, origin)
                .map(added -> Outcome.done(new IssuedToken(added, value)))
                .orElseGet(() -> whyNotAdded(origin.account()));
    }

    private <T> Outcome<T> whyNotAdded(AccountId account) {
        return tokens.isDisabled(account)
                ? Outcome.refused(RefusalReason.OWNER_DISABLED, "the account is disabled, and gets no tokens")
                : Outcome.refused(
                        RefusalReason.TOO_MANY_TOKENS,
                        "the account has " + mostOfAccount
                                + " tokens, which is as many as it may have: remove one first");
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

    private static <T> Outcome<T> expiryHasPassed(Expiry expiry) {
        return Outcome.refused(RefusalReason.EXPIRY_NEEDED, "the expiry " + expiry + " has passed");
    }

    private static <T> Outcome<T> noSuchToken(TokenId id) {
        return Outcome.refused(RefusalReason.NO_SUCH_TOKEN, "there is no token " + id);
    }
}
