package dev.latchkey.persistence;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Lists;
import com.google.common.collect.Sets;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Actor;
import dev.latchkey.token.Client;
import dev.latchkey.token.Event;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.LastUse;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.Origin;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenEdit;
import dev.latchkey.token.TokenFilter;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.Tokens;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/** Tokens in the table {@code tokens}. */
final class JdbiTokens implements Tokens {

    private static final String ALIVE = "AND (expires_at IS NULL OR expires_at > :at) ";
    private static final String EXPIRED = "AND expires_at <= :at ";

    private static final String INSERT = "INSERT INTO latchkey.tokens (owner, fingerprint, hint, created_at, "
            + String.join(", ", TokenRow.TERMS)
            + ") VALUES (:owner, :fingerprint, :hint, :createdAt, :" + String.join(", :", TokenRow.TERMS) + ")";

    private static final String UPDATE = "UPDATE latchkey.tokens SET fingerprint = :fingerprint, hint = :hint, "
            + TokenRow.TERMS.stream().map(column -> column + " = :" + column).collect(joining(", "))
            + " WHERE id = :id";

    private final Transactions transactions;
    private final IdPermutation ids;
    private final DatabaseKind kind;
    private final OwnedTokens owned;
    private final TokenSuspensions suspensions;
    private final TokenOwners owners;
    private final TokenLookup lookup;

    private JdbiTokens(Transactions transactions, IdPermutation ids, DatabaseKind kind, TokenLookup lookup) {
        this.transactions = transactions;
        this.ids = ids;
        this.kind = kind;
        this.owned = new OwnedTokens(ids);
        this.suspensions = new TokenSuspensions(owned);
        this.owners = new TokenOwners(transactions);
        this.lookup = lookup;
    }

    /** Tokens that others may change too. */
    static JdbiTokens on(Transactions transactions, IdPermutation ids, DatabaseKind kind) {
        return new JdbiTokens(transactions, ids, kind, TokenLookup.on(transactions, ids));
    }

    /** Tokens in HSQLDB, on a pool of our own: all changes come through here. */
    static JdbiTokens inThisProcess(Transactions transactions, IdPermutation ids) {
        return new JdbiTokens(transactions, ids, DatabaseKind.HSQLDB, TokenLookup.inThisProcess(transactions, ids));
    }

    @Override
    public Optional<Token> add(NewToken token, int mostOfOwner, Origin origin) {
        owners.make(token.owner());
        return transactions.write(handle -> {
            if (!TokenOwners.lockIfEnabled(handle, token.owner())
                    || TokenOwners.countTokens(handle, token.owner()) >= mostOfOwner) {
                return Optional.empty();
            }
            Token added = insert(handle, token, origin);
            record(handle, Event.added(added, token, origin));
            return Optional.of(added);
        });
    }

    private Token insert(Handle handle, NewToken token, Origin origin) {
        int row = TokenRow.bindTerms(handle.createUpdate(INSERT), token.terms())
                .bind("owner", token.owner().value())
                .bind("fingerprint", token.fingerprint().toBytes())
                .bind("hint", token.hint())
                .bind("createdAt", Sql.utc(origin.at()))
                .executeAndReturnGeneratedKeys()
                .map(Sql::generatedId)
                .one();
        return new Token(
                TokenRow.id(row, ids),
                token.owner(),
                token.terms(),
                token.fingerprint(),
                token.hint(),
                Sql.stored(origin.at()),
                Optional.empty());
    }

    @Override
    public Optional<Token> find(TokenFingerprint fingerprint) {
        return lookup.find(fingerprint);
    }

    @Override
    public Optional<Token> find(AccountId owner, TokenId id) {
        return transactions.read(handle ->
                owned.find(handle, owner, ImmutableList.of(id)).stream().findAny());
    }

    @Override
    public ImmutableList<Token> ownedBy(AccountId owner) {
        return transactions.read(handle -> owned.all(handle, owner));
    }

    @Override
    public ImmutableList<Token> search(TokenFilter filter, Optional<TokenId> after, int limit) {
        return transactions.read(handle -> TokenSearch.run(handle, ids, filter, after, limit));
    }

    @Override
    public Optional<Token> edit(TokenId id, TokenEdit edit, Origin origin) {
        return changing(
                id,
                edit.expiry().isPresent() ? ALIVE : "",
                origin,
                token -> token.with(edit.of(token.terms())),
                token -> Event.edited(token, edit, origin));
    }

    @Override
    public Optional<Token> regenerate(TokenId id, TokenFingerprint fingerprint, String hint, Origin origin) {
        return changing(
                id, ALIVE, origin, token -> token.with(fingerprint, hint), token -> Event.regenerated(token, origin));
    }

    @Override
    public Optional<Token> revive(TokenId id, TokenFingerprint fingerprint, String hint, Expiry expiry, Origin origin) {
        return changing(
                id,
                EXPIRED,
                origin,
                token -> token.with(fingerprint, hint).with(token.terms().until(expiry)),
                token -> Event.revived(token, origin));
    }

    /** Changes one owned token that meets a condition, and records the event that is made of what it is then. */
    private Optional<Token> changing(
            TokenId id, String condition, Origin origin, UnaryOperator<Token> change, Function<Token, Event> event) {
        return transactions.write((handle, revoked) -> {
            List<Token> locked = owned.lock(handle, ImmutableList.of(id), condition, origin);
            if (locked.isEmpty()) {
                return Optional.empty();
            }
            revoked.token(locked.get(0).fingerprint());
            Token changed = change.apply(locked.get(0));
            TokenRow.bindTerms(handle.createUpdate(UPDATE), changed.terms())
                    .bind("fingerprint", changed.fingerprint().toBytes())
                    .bind("hint", changed.hint())
                    .bind("id", row(id))
                    .execute();
            record(handle, event.apply(changed));
            return Optional.of(changed);
        });
    }

    @Override
    public ImmutableSet<TokenId> remove(ImmutableSet<TokenId> removed, Origin origin) {
        return removed.isEmpty()
                ? removed
                : transactions.shrink((handle, revoked) -> remove(handle, removed, origin, revoked));
    }

    private ImmutableSet<TokenId> remove(Handle handle, ImmutableSet<TokenId> removed, Origin origin, Revoked revoked) {
        List<Token> found = owned.lockAll(handle, removed, origin);
        if (found.size() < removed.size()) {
            handle.rollback();
            revoked.gone();
            return missing(removed, found);
        }
        for (List<TokenId> slice : OwnedTokens.slices(removed)) {
            owned.bind(handle.createUpdate("DELETE FROM latchkey.tokens " + OwnedTokens.OWNED), origin.account(), slice)
                    .execute();
        }
        for (List<Token> slice : Lists.partition(found, OwnedTokens.SLICE)) {
            record(
                    handle,
                    slice.stream().map(token -> Event.removed(token, origin)).toArray(Event[]::new));
        }
        found.forEach(token -> revoked.token(token.fingerprint()));
        return ImmutableSet.of();
    }

    @Override
    public boolean remove(TokenFingerprint fingerprint, Instant at, Client client) {
        return transactions.shrink((handle, revoked) -> {
            Optional<Token> found = owned.lock(handle, fingerprint);
            if (found.isEmpty()) {
                revoked.gone(fingerprint);
            }
            found.ifPresent(token -> {
                handle.createUpdate("DELETE FROM latchkey.tokens WHERE id = :id")
                        .bind("id", row(token.id()))
                        .execute();
                record(handle, Event.removed(token, new Origin(token.owner(), Actor.ownToken(), at, client)));
                revoked.token(fingerprint);
            });
            return found.isPresent();
        });
    }

    private static ImmutableSet<TokenId> missing(ImmutableSet<TokenId> ids, List<Token> found) {
        ImmutableSet<TokenId> foundIds = found.stream().map(Token::id).collect(ImmutableSet.toImmutableSet());
        return Sets.difference(ids, foundIds).immutableCopy();
    }

    @Override
    public ImmutableSet<TokenId> suspend(ImmutableSet<TokenId> ids, Origin origin) {
        return ids.isEmpty()
                ? ids
                : transactions.shrink((handle, revoked) -> suspensions.suspend(handle, ids, origin, revoked));
    }

    @Override
    public Resumption resume(ImmutableSet<TokenId> ids, Origin origin) {
        return ids.isEmpty()
                ? Resumption.DONE
                : transactions.write((handle, revoked) -> suspensions.resume(handle, ids, origin, revoked));
    }

    @Override
    public void disableOwner(Origin origin) {
        owners.disable(origin.account());
    }

    @Override
    public void enableOwner(Origin origin) {
        owners.enable(origin.account());
    }

    @Override
    public boolean isDisabled(AccountId owner) {
        return owners.isDisabled(owner).orElse(false);
    }

    @Override
    public ImmutableSet<TokenId> keepLastUses(ImmutableMap<TokenId, LastUse> uses) {
        if (uses.isEmpty()) {
            return ImmutableSet.of();
        }
        ImmutableSortedMap.Builder<Integer, LastUse> rows = ImmutableSortedMap.naturalOrder();
        uses.forEach((id, use) -> rows.put(row(id), use));
        ImmutableSet<Integer> held = transactions.write(handle -> kind.keepLastUses(handle, rows.buildOrThrow()));
        return held.stream().map(row -> TokenRow.id(row, ids)).collect(ImmutableSet.toImmutableSet());
    }

    @Override
    public Optional<Watch> watch(Consumer<TokenFingerprint> watcher) {
        return transactions.revocations().watch(watcher);
    }

    private void record(Handle handle, Event... events) {
        JdbiEvents.insert(handle, ImmutableList.copyOf(events), ids);
    }

    /** The number of the row of a token. */
    private int row(TokenId id) {
        return owned.row(id);
    }
}
