package dev.latchkey.persistence;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import dev.latchkey.token.Event;
import dev.latchkey.token.Origin;
import dev.latchkey.token.Suspension;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.Tokens.Resumption;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/** Suspending and resuming tokens, within a transaction. */
final class TokenSuspensions {

    private static final String UPDATE =
            "UPDATE latchkey.tokens SET suspended_at = :at, suspended_by = :by " + OwnedTokens.OWNED;

    private final OwnedTokens owned;

    TokenSuspensions(OwnedTokens owned) {
        this.owned = owned;
    }

    ImmutableSet<TokenId> suspend(Handle handle, ImmutableSet<TokenId> ids, Origin origin, Revoked revoked) {
        List<Token> found = owned.lockAll(handle, ids, origin);
        ImmutableSet<TokenId> missing =
                Resumption.of(ids, found, origin.actor()).missing();
        if (missing.isEmpty()) {
            change(handle, found, token -> token.suspended(origin), token -> Event.suspended(token, origin), revoked);
        } else {
            handle.rollback();
            revoked.gone();
        }
        return missing;
    }

    Resumption resume(Handle handle, ImmutableSet<TokenId> ids, Origin origin, Revoked revoked) {
        List<Token> found = owned.lockAll(handle, ids, origin);
        Resumption resumption = Resumption.of(ids, found, origin.actor());
        if (resumption.isDone()) {
            change(handle, found, Token::resumed, token -> Event.resumed(token, origin), revoked);
        } else {
            handle.rollback();
        }
        return resumption;
    }

    /** @param change gives all that it changes the same suspension, or none */
    private void change(
            Handle handle,
            List<Token> found,
            UnaryOperator<Token> change,
            Function<Token, Event> event,
            Revoked revoked) {
        List<Token> changed = found.stream()
                .filter(token -> !change.apply(token).equals(token))
                .map(change)
                .toList();
        changed.forEach(token -> revoked.token(token.fingerprint()));
        revoked.gone(); // some may be stopped by an earlier change
        for (List<Token> slice : Lists.partition(changed, OwnedTokens.SLICE)) {
            write(handle, slice);
            JdbiEvents.insert(handle, slice.stream().map(event).collect(ImmutableList.toImmutableList()), owned.ids());
        }
    }

    private void write(Handle handle, List<Token> slice) {
        Optional<Suspension> suspension = slice.get(0).suspension();
        owned.bind(
                        handle.createUpdate(UPDATE),
                        slice.get(0).owner(),
                        slice.stream().map(Token::id).toList())
                .bindByType("at", suspension.map(Suspension::at).map(Sql::utc).orElse(null), OffsetDateTime.class)
                .bind("by", suspension.map(Suspension::by).map(Enum::name).orElse(null))
                .execute();
    }
}
