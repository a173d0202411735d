package dev.latchkey.persistence;

import dev.latchkey.token.Token;
import dev.latchkey.token.TokenFingerprint;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds tokens by their fingerprints. Asked at calls whose token is in no cache: without JDBI it takes a fraction of the processor time. */
final class TokenLookup {

    private static final String QUERY = "SELECT " + TokenRow.COLUMNS + " FROM latchkey.tokens WHERE fingerprint = ?";

    private final Transactions transactions;
    private final IdPermutation ids;
    private final @Nullable KeptStatement kept;

    private TokenLookup(Transactions transactions, IdPermutation ids, @Nullable KeptStatement kept) {
        this.transactions = transactions;
        this.ids = ids;
        this.kept = kept;
    }

    static TokenLookup on(Transactions transactions, IdPermutation ids) {
        return new TokenLookup(transactions, ids, null);
    }

    /** The same in HSQLDB on a pool of our own, whose connections keep the statement. */
    static TokenLookup inThisProcess(Transactions transactions, IdPermutation ids) {
        return new TokenLookup(transactions, ids, new KeptStatement(QUERY));
    }

    Optional<Token> find(TokenFingerprint fingerprint) {
        byte[] bytes = fingerprint.toBytes();
        return kept == null
                ? transactions.decide(new Decision<>(QUERY, query -> query.setBytes(1, bytes), this::read))
                : transactions.ask(connection -> find(kept.on(connection), bytes));
    }

    private Optional<Token> find(PreparedStatement query, byte[] fingerprint) throws SQLException {
        query.setBytes(1, fingerprint);
        try (ResultSet rows = query.executeQuery()) {
            return read(rows);
        }
    }

    private Optional<Token> read(ResultSet rows) throws SQLException {
        return rows.next() ? Optional.of(TokenRow.read(rows, ids)) : Optional.empty();
    }
}
