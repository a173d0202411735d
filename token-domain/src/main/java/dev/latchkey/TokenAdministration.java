package dev.latchkey;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multimaps;
import com.google.common.collect.Sets;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Client;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.RefusalReason;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenFilter;
import dev.latchkey.token.TokenId;
import java.util.Collection;
import java.util.Iterator;
import java.util.Optional;

/**
 * Removing, suspending and resuming tokens of several accounts at once, for an incident. It is for administrators: the caller makes
 * sure that it is asked for by one. Tokens of one account are changed together; if the store breaks between two accounts, those before it are
 * changed. Safe for use by many threads; every method throws {@link StorageException} if the store is broken.
 */
public final class TokenAdministration {

    private static final int ATTEMPTS = 100;

    private final TokenManagement tokens;

    /** @param tokens that of a {@link Latchkey} */
    public TokenAdministration(TokenManagement tokens) {
        this.tokens = requireNonNull(tokens, "tokens");
    }

    /** What is done with tokens. */
    public enum Change {
        REMOVE,
        SUSPEND,
        RESUME
    }

    /**
     * Changes these tokens of any accounts; {@link RefusalReason#NO_SUCH_TOKEN} and nothing changed if one of them does not exist.
     *
     * @param ids at most {@value TokenManagement#MOST_FOUND}
     * @param confirmation that an administrator is there
     * @return the ids, without those that others removed meanwhile
     * @throws IllegalArgumentException if there are more ids
     */
    public Outcome<ImmutableSet<TokenId>> change(
            Change change, ImmutableSet<TokenId> ids, Confirmation confirmation, Client client) {
        requireNonNull(change, "change");
        requireNonNull(ids, "ids");
        requireNonNull(confirmation, "confirmation");
        requireNonNull(client, "client");
        checkArgument(ids.size() <= TokenManagement.MOST_FOUND, "ids are more than %s", TokenManagement.MOST_FOUND);
        ImmutableList<Token> found =
                tokens.search(TokenFilter.ALL.ids(ids), Optional.empty(), TokenManagement.MOST_FOUND);
        Iterator<TokenId> missing = Sets.difference(ids, idsOf(found)).iterator();
        return missing.hasNext()
                ? Outcome.refused(RefusalReason.NO_SUCH_TOKEN, "there is no token " + missing.next())
                : change(change, found, confirmation, client);
    }

    /**
     * Changes all tokens that {@code filter} lets through, those among them that are made meanwhile.
     *
     * @param confirmation that an administrator is there
     * @return their ids; empty if there are none
     */
    public Outcome<ImmutableSet<TokenId>> changeAll(
            Change change, TokenFilter filter, Confirmation confirmation, Client client) {
        requireNonNull(change, "change");
        requireNonNull(filter, "filter");
        requireNonNull(confirmation, "confirmation");
        requireNonNull(client, "client");
        ImmutableSet.Builder<TokenId> changed = ImmutableSet.builder();
        Optional<TokenId> after = Optional.empty();
        while (true) {
            ImmutableList<Token> page = tokens.search(filter, after, TokenManagement.MOST_FOUND);
            if (page.isEmpty()) {
                return Outcome.done(changed.build());
            }
            Outcome<ImmutableSet<TokenId>> outcome = change(change, page, confirmation, client);
            if (!(outcome instanceof Outcome.Done<ImmutableSet<TokenId>> done)) {
                return outcome;
            }
            changed.addAll(done.value());
            after = Optional.of(page.get(page.size() - 1).id());
        }
    }

    private Outcome<ImmutableSet<TokenId>> change(
            Change change, ImmutableList<Token> found, Confirmation confirmation, Client client) {
        ImmutableSet.Builder<TokenId> changed = ImmutableSet.builder();
        ImmutableListMultimap<AccountId, Token> byOwner = Multimaps.index(found, Token::owner);
        for (AccountId owner : byOwner.keySet()) {
            Outcome<ImmutableSet<TokenId>> outcome =
                    ofOwner(change, idsOf(byOwner.get(owner)), new ChangeRequest(owner, confirmation, client));
            if (!(outcome instanceof Outcome.Done<ImmutableSet<TokenId>> done)) {
                return outcome;
            }
            changed.addAll(done.value());
        }
        return Outcome.done(changed.build());
    }

    /** Passes over tokens that are gone meanwhile. */
    private Outcome<ImmutableSet<TokenId>> ofOwner(Change change, ImmutableSet<TokenId> ids, ChangeRequest request) {
        ImmutableSet<TokenId> left = ids;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Outcome<ImmutableSet<TokenId>> outcome = switch (change) {
                case REMOVE -> tokens.remove(request, left);
                case SUSPEND -> tokens.suspend(request, left);
                case RESUME -> tokens.resume(request, left);
            };
            boolean isGone = outcome instanceof Outcome.Refused<ImmutableSet<TokenId>> refused
                    && refused.reason() == RefusalReason.NO_SUCH_TOKEN;
            if (!isGone) {
                return outcome;
            }
            left = Sets.intersection(left, idsOf(tokens.list(request.account())))
                    .immutableCopy();
        }
        throw new StorageException("tokens of the account went on being removed meanwhile");
    }

    private static ImmutableSet<TokenId> idsOf(Collection<Token> tokens) {
        return tokens.stream().map(Token::id).collect(ImmutableSet.toImmutableSet());
    }
}
