package dev.latchkey.persistence;

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
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.StringJoiner;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** Tokens in the table {@code tokens}. */
final class JdbiTokens implements Tokens {

    private static final String SELECT = "SELECT " + TokenRow.COLUMNS + " FROM latchkey.tokens ";
    private static final String BY_FINGERPRINT = SELECT + "WHERE fingerprint = ?";
    private static final String OWNED = "WHERE owner = :owner AND id = :id ";
    private static final String ALIVE = "AND (expires_at IS NULL OR expires_at > :at) ";
    private static final String ALL_OWNED = "WHERE owner = :owner AND id IN (<ids>) ";

    private final Transactions transactions;
    private final @Nullable KeptStatement byFingerprint;

    private JdbiTokens(Transactions transactions, @Nullable KeptStatement byFingerprint) {
        this.transactions = transactions;
        this.byFingerprint = byFingerprint;
    }

    static JdbiTokens on(Transactions transactions) {
        return new JdbiTokens(transactions, null);
    }

    /** Tokens in HSQLDB, on a pool of our own. */
    static JdbiTokens inThisProcess(Transactions transactions) {
        return new JdbiTokens(transactions, new KeptStatement(BY_FINGERPRINT));
    }

    @Override
    public Token add(NewToken token, Origin origin) {
        return transactions.write(handle -> {
            Token added = insert(handle, token, origin);
            record(handle, TokenEvent.added(added, token.copiedFrom(), origin));
            return added;
        });
    }

    private static Token insert(Handle handle, NewToken token, Origin origin) {
        var insert = handle.createUpdate("INSERT INTO latchkey.tokens"
                        + " (owner, description, template, methods, expires_at, fingerprint, hint, created_at) VALUES"
                        + " (:owner, :description, :template, :methods, :expiresAt, :fingerprint, :hint, :createdAt)")
                .bind("owner", token.owner().value())
                .bind("description", token.description().text())
                .bind("fingerprint", token.fingerprint().toBytes())
                .bind("hint", token.hint())
                .bind("createdAt", Sql.utc(origin.at()));
        TokenRow.bindMethods(insert, token.methods());
        TokenRow.bindExpiry(insert, token.expiry());
        int id = insert.executeAndReturnGeneratedKeys().map(Sql::generatedId).one();
        return new Token(
                new TokenId(id),
                token.owner(),
                token.description(),
                token.methods(),
                token.expiry(),
                token.fingerprint(),
                token.hint(),
                Sql.stored(origin.at()),
                Optional.empty());
    }

    @Override
    public Optional<Token> find(TokenFingerprint fingerprint) {
        return transactions.ask(connection -> find(connection, fingerprint));
    }

    /** Asked at calls whose token is in no cache: without JDBI it takes a fraction of the processor time. */
    private Optional<Token> find(Connection connection, TokenFingerprint fingerprint) throws SQLException {
        if (byFingerprint != null) {
            return find(byFingerprint.on(connection), fingerprint);
        }
        try (PreparedStatement query = connection.prepareStatement(BY_FINGERPRINT)) {
            return find(query, fingerprint);
        }
    }

    private static Optional<Token> find(PreparedStatement query, TokenFingerprint fingerprint) throws SQLException {
        query.setBytes(1, fingerprint.toBytes());
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? Optional.of(TokenRow.read(row)) : Optional.empty();
        }
    }

    @Override
    public Optional<Token> find(AccountId owner, TokenId id) {
        return transactions.read(handle -> find(handle, owner, id));
    }

    private static Optional<Token> find(Handle handle, AccountId owner, TokenId id) {
        return handle.createQuery(SELECT + OWNED)
                .bind("owner", owner.value())
                .bind("id", id.value())
                .map(TokenRow::token)
                .findOne();
    }

    @Override
    public ImmutableList<Token> ownedBy(AccountId owner) {
        return transactions.read(handle -> handle.createQuery(SELECT + "WHERE owner = :owner ORDER BY id")
                .bind("owner", owner.value())
                .map(TokenRow::token)
                .collect(ImmutableList.toImmutableList()));
    }

    @Override
    public Optional<Token> edit(TokenId id, TokenEdit edit, Origin origin) {
        return transactions.write(handle -> {
            String condition = edit.expiry().isPresent() ? ALIVE : "";
            var update = handle.createUpdate("UPDATE latchkey.tokens SET " + assignments(edit) + OWNED + condition);
            edit.description().ifPresent(description -> update.bind("description", description.text()));
            edit.methods().ifPresent(methods -> TokenRow.bindMethods(update, methods));
            edit.expiry().ifPresent(expiry -> {
                TokenRow.bindExpiry(update, expiry);
                update.bind("at", Sql.utc(origin.at()));
            });
            Optional<Token> edited = changed(update, handle, id, origin);
            edited.ifPresent(token -> record(handle, TokenEvent.edited(token, edit, origin)));
            return edited;
        });
    }

    private static String assignments(TokenEdit edit) {
        StringJoiner assignments = new StringJoiner(", ", "", " ").setEmptyValue("hint = hint ");
        edit.description().ifPresent(description -> assignments.add("description = :description"));
        edit.methods().ifPresent(methods -> assignments.add("template = :template, methods = :methods"));
        edit.expiry().ifPresent(expiry -> assignments.add("expires_at = :expiresAt"));
        return assignments.toString();
    }

    @Override
    public Optional<Token> regenerate(
            TokenId id, TokenFingerprint fingerprint, String hint, Optional<Expiry> newExpiry, Origin origin) {
        String change = newExpiry.isPresent() ? ", expires_at = :expiresAt " : " ";
        String condition = newExpiry.isPresent() ? "AND expires_at <= :at" : ALIVE;
        return transactions.write(handle -> {
            var update = handle.createUpdate("UPDATE latchkey.tokens SET fingerprint = :fingerprint, hint = :hint"
                            + change + OWNED + condition)
                    .bind("fingerprint", fingerprint.toBytes())
                    .bind("hint", hint)
                    .bind("at", Sql.utc(origin.at()));
            newExpiry.ifPresent(expiry -> TokenRow.bindExpiry(update, expiry));
            Optional<Token> regenerated = changed(update, handle, id, origin);
            regenerated.ifPresent(token -> record(handle, TokenEvent.regenerated(token, newExpiry, origin)));
            return regenerated;
        });
    }

    /** Runs the update of one owned token, and gives what it made of it; the row is locked from then on. */
    private static Optional<Token> changed(Update update, Handle handle, TokenId id, Origin origin) {
        int count = update.bind("owner", origin.account().value())
                .bind("id", id.value())
                .execute();
        return count == 0 ? Optional.empty() : find(handle, origin.account(), id);
    }

    @Override
    public ImmutableSet<TokenId> remove(ImmutableSet<TokenId> ids, Origin origin) {
        return ids.isEmpty() ? ids : transactions.shrink(handle -> remove(handle, ids, origin));
    }

    private static ImmutableSet<TokenId> remove(Handle handle, ImmutableSet<TokenId> ids, Origin origin) {
        // An update locks the rows until the commit, on both databases, so that what is read of them is what is
        // deleted.
        bindAll(handle.createUpdate("UPDATE latchkey.tokens SET hint = hint " + ALL_OWNED), ids, origin)
                .execute();
        ImmutableList<Token> found = bindAll(handle.createQuery(SELECT + ALL_OWNED + "ORDER BY id"), ids, origin)
                .map(TokenRow::token)
                .collect(ImmutableList.toImmutableList());
        if (found.size() < ids.size()) {
            handle.rollback();
            return missing(ids, found);
        }
        bindAll(handle.createUpdate("DELETE FROM latchkey.tokens " + ALL_OWNED), ids, origin)
                .execute();
        found.forEach(token -> record(handle, TokenEvent.removed(token, origin)));
        return ImmutableSet.of();
    }

    @Override
    public void keepLastUses(ImmutableMap<TokenId, LastUse> uses) {
        if (!uses.isEmpty()) {
            transactions.write(handle -> keepLastUses(handle, uses));
        }
    }

    private static int keepLastUses(Handle handle, ImmutableMap<TokenId, LastUse> uses) {
        PreparedBatch batch =
                handle.prepareBatch("UPDATE latchkey.tokens SET last_used_at = :at, last_used_from = :address,"
                        + " last_used_by = :userAgent WHERE id = :id AND (last_used_at IS NULL OR last_used_at < :at)");
        uses.forEach((id, use) -> batch.bind("id", id.value())
                .bind("at", Sql.utc(use.at()))
                .bind("address", Sql.address(use.client().address()))
                .bind("userAgent", Sql.userAgent(use.client().userAgent()))
                .add());
        return batch.execute().length;
    }

    private static ImmutableSet<TokenId> missing(ImmutableSet<TokenId> ids, ImmutableList<Token> found) {
        ImmutableSet<TokenId> foundIds = found.stream().map(Token::id).collect(ImmutableSet.toImmutableSet());
        return Sets.difference(ids, foundIds).immutableCopy();
    }

    private static void record(Handle handle, TokenEvent event) {
        JdbiTokenEvents.insert(handle, ImmutableList.of(event));
    }

    private static <S extends SqlStatement<S>> S bindAll(S statement, ImmutableSet<TokenId> ids, Origin origin) {
        return statement
                .bind("owner", origin.account().value())
                .bindList("ids", ids.stream().map(TokenId::value).toList());
    }
}
