package dev.latchkey.demo.storage;

import dev.latchkey.token.AccountId;
import dev.latchkey.token.Caller;
import dev.latchkey.token.TokenId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How instants and callers stand in the columns of rows. */
public final class Columns {

    private Columns() {}

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** Returns what the column {@code token} has for a caller: null for a session. */
    public static @Nullable Integer token(Caller caller) {
        return caller.token().map(TokenId::value).orElse(null);
    }

    /** Returns who called, of the columns {@code account} and {@code token}. */
    public static Caller caller(ResultSet row) throws SQLException {
        int token = row.getInt("token");
        Optional<TokenId> id = row.wasNull() ? Optional.empty() : Optional.of(new TokenId(token));
        return new Caller(new AccountId(row.getString("account")), id);
    }
}
