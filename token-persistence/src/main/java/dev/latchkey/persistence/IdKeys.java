package dev.latchkey.persistence;

import dev.latchkey.token.StorageException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The keys of {@link IdPermutation}s, in the table {@code id_keys}: one for each kind of id. A database has each once, made by the process
 * that needs it first, before that gives any id.
 */
enum IdKeys {
    /** Of tokens that are gone, the history knows the ids. */
    TOKENS(
            "SELECT GREATEST(COALESCE((SELECT MAX(id) FROM latchkey.tokens), 0),"
                    + " COALESCE((SELECT MAX(token) FROM latchkey.token_events), 0))",
            Integer.MAX_VALUE),
    EVENTS("SELECT COALESCE((SELECT MAX(id) FROM latchkey.token_events), 0)", (1L << 53) - 1),
    SESSIONS("SELECT COALESCE((SELECT MAX(id) FROM latchkey.sessions), 0)", Integer.MAX_VALUE);

    private static final String SELECT = "SELECT id_key, boundary FROM latchkey.id_keys WHERE name = ?";

    /** The largest id that was given before there was a key: those ids stay as they are. */
    private final String boundary;

    private final long last;

    IdKeys(String boundary, long last) {
        this.boundary = boundary;
        this.last = last;
    }

    /** Returns the permutation by a database's key, which is made if there is none. */
    IdPermutation permutation(Transactions transactions) {
        return read(transactions)
                .or(() -> {
                    make(transactions);
                    return read(transactions);
                })
                .orElseThrow(() -> new StorageException("there is no key for the ids of " + name()));
    }

    private Optional<IdPermutation> read(Transactions transactions) {
        return transactions.ask(this::read);
    }

    private Optional<IdPermutation> read(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SELECT)) {
            query.setString(1, name());
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new IdPermutation(row.getBytes(1), row.getLong(2), last))
                        : Optional.empty();
            }
        }
    }

    /** Another process may be first: then its key stays. */
    private void make(Transactions transactions) {
        byte[] key = new byte[IdPermutation.KEY_LENGTH];
        new SecureRandom().nextBytes(key);
        Optional<Integer> unused = transactions.write(handle -> {
            long largest = handle.createQuery(boundary + " FROM (VALUES (0)) AS one (n)")
                    .mapTo(long.class)
                    .one();
            return UniqueRows.write(
                    handle,
                    () -> handle.createUpdate(
                                    "INSERT INTO latchkey.id_keys (name, id_key, boundary) VALUES (:name, :key, :boundary)")
                            .bind("name", name())
                            .bind("key", key)
                            .bind("boundary", largest)
                            .execute());
        });
    }
}
