package dev.latchkey.persistence;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Origin;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** Finding and locking tokens in the table {@code tokens}, mostly of one owner, within a transaction. */
final class OwnedTokens {

    /** So many are changed by one statement: PostgreSQL binds at most 65,535 values, and a batch holds its rows. */
    static final int SLICE = 1_000;

    static final String SELECT = "SELECT " + TokenRow.COLUMNS + " FROM latchkey.tokens ";
    static final String OWNED = "WHERE owner = :owner AND id IN (<ids>) ";

    private final IdPermutation ids;

    OwnedTokens(IdPermutation ids) {
        this.ids = ids;
    }

    IdPermutation ids() {
        return ids;
    }

    /** The number of the row of a token. */
    int row(TokenId id) {
        return Math.toIntExact(ids.row(id.value()));
    }

    List<Token> find(Handle handle, AccountId owner, List<TokenId> wanted) {
        return bind(handle.createQuery(SELECT + OWNED + "ORDER BY id"), owner, wanted)
                .map(TokenRow.mapper(ids))
                .list();
    }

    ImmutableList<Token> all(Handle handle, AccountId owner) {
        return handle.createQuery(SELECT + "WHERE owner = :owner ORDER BY id")
                .bind("owner", owner.value())
                .map(TokenRow.mapper(ids))
                .collect(ImmutableList.toImmutableList());
    }

    /** The owned tokens that meet a condition. An update locks the rows until the commit, on both databases. */
    List<Token> lock(Handle handle, List<TokenId> wanted, String condition, Origin origin) {
        var update = bind(
                handle.createUpdate("UPDATE latchkey.tokens SET hint = hint " + OWNED + condition),
                origin.account(),
                wanted);
        if (!condition.isEmpty()) {
            update.bind("at", Sql.utc(origin.at()));
        }
        return update.execute() == 0 ? List.of() : find(handle, origin.account(), wanted);
    }

    /** The token with this fingerprint, whoever's it is. It does not change until the commit. */
    Optional<Token> lock(Handle handle, TokenFingerprint fingerprint) {
        String withFingerprint = "WHERE fingerprint = :fingerprint";
        int locked = handle.createUpdate("UPDATE latchkey.tokens SET hint = hint " + withFingerprint)
                .bind("fingerprint", fingerprint.toBytes())
                .execute();
        return locked == 0
                ? Optional.empty()
                : handle.createQuery(SELECT + withFingerprint)
                        .bind("fingerprint", fingerprint.toBytes())
                        .map(TokenRow.mapper(ids))
                        .findOne();
    }

    /** Those of these tokens that the owner has. Two who lock several of one owner never wait for each other's in turn. */
    List<Token> lockAll(Handle handle, ImmutableSet<TokenId> wanted, Origin origin) {
        TokenOwners.lock(handle, origin.account());
        List<Token> found = new ArrayList<>();
        slices(wanted).forEach(slice -> found.addAll(lock(handle, slice, "", origin)));
        return found;
    }

    /** In one order for all who lock tokens. */
    static List<List<TokenId>> slices(ImmutableSet<TokenId> wanted) {
        return Lists.partition(wanted.stream().sorted().toList(), SLICE);
    }

    <S extends SqlStatement<S>> S bind(S statement, AccountId owner, List<TokenId> wanted) {
        return statement
                .bind("owner", owner.value())
                .bindList("ids", wanted.stream().map(this::row).toList());
    }
}
