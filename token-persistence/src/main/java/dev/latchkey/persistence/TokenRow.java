package dev.latchkey.persistence;

import static java.util.stream.Collectors.joining;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSortedSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Client;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.LastUse;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenDescription;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * How a token stands in its row: no instant for an expiry of never, and either the name of a template or those of
 * methods, divided by commas.
 */
final class TokenRow {

    /** What a token is read from. By their places they are found without a search for their names. */
    static final String COLUMNS =
            "id, owner, description, template, methods, expires_at, fingerprint, hint, created_at,"
                    + " last_used_at, last_used_from, last_used_by";

    private static final Splitter METHODS = Splitter.on(',');

    private TokenRow() {}

    static Token token(ResultSet row, StatementContext context) throws SQLException {
        return read(row);
    }

    /** Reads {@link #COLUMNS}, in their order. */
    static Token read(ResultSet row) throws SQLException {
        return new Token(
                new TokenId(row.getInt(1)),
                new AccountId(row.getInt(2)),
                new TokenDescription(row.getString(3)),
                methods(row.getString(4), row.getString(5)),
                Sql.optionalInstant(row, 6).map(Expiry::at).orElse(Expiry.never()),
                TokenFingerprint.ofBytes(row.getBytes(7)),
                row.getString(8),
                Sql.optionalInstant(row, 9).orElseThrow(() -> new SQLException("created_at is null")),
                lastUse(row));
    }

    private static Optional<LastUse> lastUse(ResultSet row) throws SQLException {
        Optional<Instant> at = Sql.optionalInstant(row, 10);
        return at.isEmpty()
                ? Optional.empty()
                : Optional.of(new LastUse(at.get(), new Client(row.getString(11), row.getString(12))));
    }

    private static ApiMethodSet methods(@Nullable String template, String names) {
        return template != null
                ? new ApiMethodSet.OfTemplate(template)
                : new ApiMethodSet.Custom(METHODS.splitToStream(names)
                        .map(ApiMethod::of)
                        .collect(ImmutableSortedSet.toImmutableSortedSet(ApiMethod::compareTo)));
    }

    static void bindMethods(SqlStatement<?> statement, ApiMethodSet methods) {
        @Nullable String template = methods instanceof ApiMethodSet.OfTemplate of ? of.template() : null;
        @Nullable
        String names = methods instanceof ApiMethodSet.Custom custom
                ? custom.methods().stream().map(ApiMethod::toString).collect(joining(","))
                : null;
        statement.bind("template", template);
        statement.bind("methods", names);
    }

    static void bindExpiry(SqlStatement<?> statement, Expiry expiry) {
        statement.bindByType("expiresAt", expiry.instant().map(Sql::utc).orElse(null), OffsetDateTime.class);
    }
}
