package dev.latchkey.token.testing;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.LastUse;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.Origin;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenEdit;
import dev.latchkey.token.TokenEvent;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.Tokens;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link Tokens} that are gone with the process, for tests. */
public final class InMemoryTokens implements Tokens {

    private final InMemoryTokenEvents events;
    private final Map<TokenId, Token> tokens = new LinkedHashMap<>();
    private int lastId;

    public InMemoryTokens() {
        this(new InMemoryTokenEvents());
    }

    /** @param events where every change is recorded */
    public InMemoryTokens(InMemoryTokenEvents events) {
        this.events = events;
    }

    @Override
    public synchronized Token add(NewToken token, Origin origin) {
        if (find(token.fingerprint()).isPresent()) {
            throw new IllegalArgumentException("fingerprint is taken");
        }
        Token added = new Token(
                new TokenId(++lastId),
                token.owner(),
                token.description(),
                token.methods(),
                token.expiry(),
                token.fingerprint(),
                token.hint(),
                origin.at().truncatedTo(ChronoUnit.MICROS),
                Optional.empty());
        tokens.put(added.id(), added);
        events.add(ImmutableList.of(TokenEvent.added(added, token.copiedFrom(), origin)));
        return added;
    }

    @Override
    public synchronized Optional<Token> find(TokenFingerprint fingerprint) {
        return tokens.values().stream()
                .filter(token -> token.fingerprint().equals(fingerprint))
                .findAny();
    }

    @Override
    public synchronized Optional<Token> find(AccountId owner, TokenId id) {
        return Optional.ofNullable(tokens.get(id)).filter(token -> token.owner().equals(owner));
    }

    @Override
    public synchronized ImmutableList<Token> ownedBy(AccountId owner) {
        return tokens.values().stream()
                .filter(token -> token.owner().equals(owner))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public synchronized Optional<Token> edit(TokenId id, TokenEdit edit, Origin origin) {
        Optional<Token> edited = find(origin.account(), id)
                .filter(token -> edit.expiry().isEmpty() || !token.expiry().hasPassed(origin.at()))
                .map(token -> new Token(
                        id,
                        token.owner(),
                        edit.description().orElse(token.description()),
                        edit.methods().orElse(token.methods()),
                        edit.expiry().orElse(token.expiry()),
                        token.fingerprint(),
                        token.hint(),
                        token.createdAt(),
                        token.lastUse()));
        edited.ifPresent(token -> {
            tokens.put(id, token);
            events.add(ImmutableList.of(TokenEvent.edited(token, edit, origin)));
        });
        return edited;
    }

    @Override
    public synchronized Optional<Token> regenerate(
            TokenId id, TokenFingerprint fingerprint, String hint, Optional<Expiry> newExpiry, Origin origin) {
        Optional<Token> regenerated = find(origin.account(), id)
                .filter(token -> token.expiry().hasPassed(origin.at()) == newExpiry.isPresent())
                .map(token -> new Token(
                        id,
                        token.owner(),
                        token.description(),
                        token.methods(),
                        newExpiry.orElse(token.expiry()),
                        fingerprint,
                        hint,
                        token.createdAt(),
                        token.lastUse()));
        regenerated.ifPresent(token -> {
            tokens.put(id, token);
            events.add(ImmutableList.of(TokenEvent.regenerated(token, newExpiry, origin)));
        });
        return regenerated;
    }

    @Override
    public synchronized ImmutableSet<TokenId> remove(ImmutableSet<TokenId> ids, Origin origin) {
        List<Token> owned = new ArrayList<>();
        ids.forEach(id -> find(origin.account(), id).ifPresent(owned::add));
        if (owned.size() == ids.size()) {
            for (Token token : owned) {
                tokens.remove(token.id());
                events.add(ImmutableList.of(TokenEvent.removed(token, origin)));
            }
            return ImmutableSet.of();
        }
        ImmutableSet<TokenId> found = owned.stream().map(Token::id).collect(ImmutableSet.toImmutableSet());
        return Sets.difference(ids, found).immutableCopy();
    }

    @Override
    public synchronized void keepLastUses(ImmutableMap<TokenId, LastUse> uses) {
        uses.forEach((id, use) -> tokens.computeIfPresent(
                id,
                (same, token) -> token.usedLast(new LastUse(use.at().truncatedTo(ChronoUnit.MICROS), use.client()))));
    }
}
