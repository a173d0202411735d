package dev.latchkey.persistence;

import static java.util.stream.Collectors.joining;

import com.google.common.base.Splitter;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Client;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.LastUse;
import dev.latchkey.token.Suspension;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenDescription;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenTerms;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * How a token stands in its row: no instant for an expiry of never, and either the name of a template or those of
 * methods, separated by commas.
 */
final class TokenRow {

    /** The columns of a token's terms. */
    static final ImmutableList<String> TERMS = ImmutableList.of("description", "template", "methods", "expires_at");

    /** What a token is read from. By their places they are found without a search for their names. */
    static final String COLUMNS =
            "id, owner, fingerprint, hint, created_at, last_used_at, last_used_from, last_used_by, suspended_at, suspended_by,"
                    + " owner_disabled, "
                    + String.join(", ", TERMS);

    /** SQLSTATE of data that are not as they should be (ISO/IEC 9075-2, table 38). */
    private static final String DATA_EXCEPTION = "22000";

    private static final int FIRST_TERM = 12;
    private static final int MAX_CHARACTERS = 1 << 20;
    private static final Splitter METHODS = Splitter.on(',');

    /** What was read lately of custom sets, by their texts: parsing a long one takes longer than finding the row. */
    private static final LoadingCache<String, ApiMethodSet> CUSTOM_SETS = CacheBuilder.newBuilder()
            .maximumWeight(MAX_CHARACTERS)
            .weigher((String names, ApiMethodSet set) -> names.length())
            .build(CacheLoader.from(TokenRow::parse));

    private TokenRow() {}

    /** What maps a row to a token. */
    static RowMapper<Token> mapper(IdPermutation ids) {
        return (row, context) -> read(row, ids);
    }

    /**
     * Reads {@link #COLUMNS}, in their order.
     *
     * @throws SQLException also if the row is none that this program writes; its message names the id and no contents
     */
    static Token read(ResultSet row, IdPermutation ids) throws SQLException {
        TokenId id = id(row.getInt(1), ids);
        try {
            return read(row, id);
        } catch (RuntimeException e) { // not as a cause: it quotes the contents
            throw new SQLException("the row of token " + id + " cannot be read", DATA_EXCEPTION);
        }
    }

    private static Token read(ResultSet row, TokenId id) throws SQLException {
        return new Token(
                id,
                new AccountId(row.getString(2)),
                terms(row),
                TokenFingerprint.ofBytes(row.getBytes(3)),
                row.getString(4),
                Sql.optionalInstant(row, 5).orElseThrow(() -> new SQLException("created_at is null")),
                lastUse(row),
                suspension(row),
                row.getBoolean(11));
    }

    private static Optional<Suspension> suspension(ResultSet row) throws SQLException {
        Optional<Instant> at = Sql.optionalInstant(row, 9);
        return at.isEmpty()
                ? Optional.empty()
                : Optional.of(new Suspension(at.get(), Suspension.By.valueOf(row.getString(10))));
    }

    /** The id of the token whose row has this number. */
    static TokenId id(int row, IdPermutation ids) {
        return new TokenId(Math.toIntExact(ids.told(row)));
    }

    private static Optional<LastUse> lastUse(ResultSet row) throws SQLException {
        Optional<Instant> at = Sql.optionalInstant(row, 6);
        return at.isEmpty()
                ? Optional.empty()
                : Optional.of(new LastUse(at.get(), new Client(row.getString(7), row.getString(8))));
    }

    private static TokenTerms terms(ResultSet row) throws SQLException {
        return new TokenTerms(
                new TokenDescription(row.getString(FIRST_TERM)),
                methods(row.getString(FIRST_TERM + 1), row.getString(FIRST_TERM + 2)),
                Sql.optionalInstant(row, FIRST_TERM + 3).map(Expiry::at).orElse(Expiry.never()));
    }

    private static ApiMethodSet methods(@Nullable String template, String names) {
        return template != null ? new ApiMethodSet.OfTemplate(template) : CUSTOM_SETS.getUnchecked(names);
    }

    private static ApiMethodSet parse(String names) {
        return new ApiMethodSet.Custom(METHODS.splitToStream(names)
                .map(ApiMethod::of)
                .collect(ImmutableSortedSet.toImmutableSortedSet(ApiMethod::compareTo)));
    }

    /** Binds the columns of {@link #TERMS}. */
    static <S extends SqlStatement<S>> S bindTerms(S statement, TokenTerms terms) {
        @Nullable String template = terms.methods() instanceof ApiMethodSet.OfTemplate of ? of.template() : null;
        @Nullable
        String names = terms.methods() instanceof ApiMethodSet.Custom custom
                ? custom.methods().stream().map(ApiMethod::toString).collect(joining(","))
                : null;
        return statement
                .bind("description", terms.description().text())
                .bind("template", template)
                .bind("methods", names)
                .bindByType("expires_at", terms.expiry().instant().map(Sql::utc).orElse(null), OffsetDateTime.class);
    }
}
