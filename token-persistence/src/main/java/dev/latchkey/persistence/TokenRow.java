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

    private TokenRow() {}

    static Token token(ResultSet row, StatementContext context) throws SQLException {
        return new Token(
                new TokenId(row.getInt("id")),
                new AccountId(row.getInt("owner")),
                new TokenDescription(row.getString("description")),
                methods(row),
                Sql.optionalInstant(row, "expires_at").map(Expiry::at).orElse(Expiry.never()),
                Sql.fingerprint(row),
                row.getString("hint"),
                Sql.instant(row, "created_at"),
                lastUse(row));
    }

    private static Optional<LastUse> lastUse(ResultSet row) throws SQLException {
        Optional<Instant> at = Sql.optionalInstant(row, "last_used_at");
        return at.isEmpty()
                ? Optional.empty()
                : Optional.of(new LastUse(
                        at.get(), new Client(row.getString("last_used_from"), row.getString("last_used_by"))));
    }

    private static ApiMethodSet methods(ResultSet row) throws SQLException {
        @Nullable String template = row.getString("template");
        return template != null
                ? new ApiMethodSet.OfTemplate(template)
                : new ApiMethodSet.Custom(Splitter.on(',')
                        .splitToStream(row.getString("methods"))
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
