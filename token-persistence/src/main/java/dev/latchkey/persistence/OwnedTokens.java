package dev.latchkey.persistence;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Origin;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenId;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** Finding and locking tokens of one owner in the table {@code tokens}, within a transaction. */
final class OwnedTokens {

    /** So many are changed by one statement: PostgreSQL binds at most 65,535 values, and a batch holds its rows. */
    static final int SLICE = 1_000;

    static final String SELECT = "SELECT " + TokenRow.COLUMNS + " FROM latchkey.tokens ";
    static final String OWNED = "WHERE owner = :owner AND id IN (<ids>) ";

    private OwnedTokens() {}

    static List<Token> find(Handle handle, AccountId owner, List<TokenId> ids) {
        return bind(handle.createQuery(SELECT + OWNED + "ORDER BY id"), owner, ids)
                .map(TokenRow::token)
                .list();
    }

    static ImmutableList<Token> all(Handle handle, AccountId owner) {
        return handle.createQuery(SELECT + "WHERE owner = :owner ORDER BY id")
                .bind("owner", owner.value())
                .map(TokenRow::token)
                .collect(ImmutableList.toImmutableList());
    }

    /** The owned tokens that meet a condition. An update locks the rows until the commit, on both databases. */
    static List<Token> lock(Handle handle, List<TokenId> ids, String condition, Origin origin) {
        var update = bind(
                handle.createUpdate("UPDATE latchkey.tokens SET hint = hint " + OWNED + condition),
                origin.account(),
                ids);
        if (!condition.isEmpty()) {
            update.bind("at", Sql.utc(origin.at()));
        }
        return update.execute() == 0 ? List.of() : find(handle, origin.account(), ids);
    }

    /** Those of these tokens that the owner has. Two who lock several of one owner never wait for each other's in turn. */
    static List<Token> lockAll(Handle handle, ImmutableSet<TokenId> ids, Origin origin) {
        TokenOwners.lock(handle, origin.account());
        List<Token> found = new ArrayList<>();
        slices(ids).forEach(slice -> found.addAll(lock(handle, slice, "", origin)));
        return found;
    }

    /** In the order of their numbers. */
    static List<List<TokenId>> slices(ImmutableSet<TokenId> ids) {
        return Lists.partition(ids.stream().sorted().toList(), SLICE);
    }

    static <S extends SqlStatement<S>> S bind(S statement, AccountId owner, List<TokenId> ids) {
        return statement
                .bind("owner", owner.value())
                .bindList("ids", ids.stream().map(TokenId::value).toList());
    }
}
