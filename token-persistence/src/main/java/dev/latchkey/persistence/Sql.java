package dev.latchkey.persistence;

import com.google.common.primitives.Ints;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.TokenFingerprint;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** How the domain's values stand in columns, on every database alike. */
final class Sql {

    private static final int REPLACEMENT = 0xfffd;
    private static final int MAX_ADDRESS = 200;
    private static final int MAX_USER_AGENT = 500;

    private Sql() {}

    /** As a value with its zone, so that neither the JVM's zone nor the session's matters; cut, as PostgreSQL would round. */
    static OffsetDateTime utc(Instant instant) {
        return stored(instant).atOffset(ZoneOffset.UTC);
    }

    /** The instant as it will be read. */
    static Instant stored(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return optionalInstant(row, row.findColumn(column)).orElseThrow(() -> new SQLException(column + " is null"));
    }

    static Optional<Instant> optionalInstant(ResultSet row, int column) throws SQLException {
        @Nullable OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return Optional.ofNullable(value).map(OffsetDateTime::toInstant);
    }

    static Optional<Integer> optionalInt(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? Optional.empty() : Optional.of(value);
    }

    /** To be bound to a column that may be null. */
    static @Nullable Integer nullable(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }

    /** The number of one of Latchkey's own accounts; 0, which none has, if the id is not that of one. */
    static int number(AccountId account) {
        @Nullable Integer number = Ints.tryParse(account.value());
        return number != null && number > 0 && account.value().equals(number.toString()) ? number : 0;
    }

    /** The id of the account of Latchkey's own that has the number in this column. */
    static AccountId account(ResultSet row, String column) throws SQLException {
        return new AccountId(Integer.toString(row.getInt(column)));
    }

    static TokenFingerprint fingerprint(ResultSet row) throws SQLException {
        return TokenFingerprint.ofBytes(row.getBytes("fingerprint"));
    }

    /**
     * Maps the keys that an insert made to the number in the column {@code id}. The statement must not ask for that column by
     * name: HSQLDB puts the name into upper case by the rules of the machine's language, and Turkish has another I.
     */
    static int generatedId(ResultSet row, StatementContext context) throws SQLException {
        return row.getInt(column(row.getMetaData(), "id"));
    }

    private static int column(ResultSetMetaData columns, String name) throws SQLException {
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            if (columns.getColumnName(column).equalsIgnoreCase(name)) {
                return column;
            }
        }
        throw new SQLException("no column " + name);
    }

    /** What is kept of a network address. */
    static String address(String text) {
        return text(text, MAX_ADDRESS);
    }

    /** What is kept of a user agent. */
    static String userAgent(String text) {
        return text(text, MAX_USER_AGENT);
    }

    /**
     * At most {@code maxLength} UTF-16 code units of a text that came from outside, with U+FFFD in place of NUL and of
     * halves of surrogate pairs, which PostgreSQL can't keep.
     */
    static String text(String text, int maxLength) {
        StringBuilder kept = new StringBuilder();
        text.codePoints()
                .map(c -> c == 0 || Character.getType(c) == Character.SURROGATE ? REPLACEMENT : c)
                .takeWhile(c -> kept.length() + Character.charCount(c) <= maxLength)
                .forEachOrdered(kept::appendCodePoint);
        return kept.toString();
    }
}
