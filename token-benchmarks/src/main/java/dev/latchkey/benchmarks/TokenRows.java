package dev.latchkey.benchmarks;

import static java.util.stream.Collectors.joining;

import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Token;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** How many tokens are written at once. */
final class TokenRows {

    private static final String COLUMNS =
            "(owner, description, template, methods, expires_at, fingerprint, hint, created_at)";

    private TokenRows() {}

    /** In a batch, which every database takes. */
    static void insert(Handle handle, List<Token> tokens) {
        PreparedBatch batch =
                handle.prepareBatch("INSERT INTO latchkey.tokens " + COLUMNS + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        for (Token token : tokens) {
            batch.bind(0, token.owner().value())
                    .bind(1, token.description().text())
                    .bind(2, template(token))
                    .bind(3, methods(token))
                    .bindByType(
                            4,
                            token.expiry()
                                    .instant()
                                    .map(at -> at.atOffset(ZoneOffset.UTC))
                                    .orElse(null),
                            OffsetDateTime.class)
                    .bind(5, token.fingerprint().toBytes())
                    .bind(6, token.hint())
                    .bind(7, token.createdAt().atOffset(ZoneOffset.UTC))
                    .add();
        }
        batch.execute();
    }

    /** PostgreSQL's COPY in its text format: cells divided by tabs, {@code \\N} for null, backslashes doubled. */
    static void copy(Handle handle, List<Token> tokens) {
        StringBuilder rows = new StringBuilder();
        for (Token token : tokens) {
            rows.append(token.owner())
                    .append('\t')
                    .append(token.description())
                    .append('\t')
                    .append(cell(template(token)))
                    .append('\t')
                    .append(cell(methods(token)))
                    .append('\t')
                    .append(cell(token.expiry().instant().orElse(null)))
                    .append("\t\\\\x")
                    .append(token.fingerprint())
                    .append('\t')
                    .append(token.hint())
                    .append('\t')
                    .append(token.createdAt())
                    .append('\n');
        }
        try {
            handle.getConnection()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY latchkey.tokens " + COLUMNS + " FROM STDIN", new StringReader(rows.toString()));
        } catch (SQLException e) {
            throw new IllegalStateException("COPY failed", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object cell(@Nullable Object value) {
        return value == null ? "\\N" : value;
    }

    private static @Nullable String template(Token token) {
        return token.methods() instanceof ApiMethodSet.OfTemplate of ? of.template() : null;
    }

    private static @Nullable String methods(Token token) {
        return token.methods() instanceof ApiMethodSet.Custom custom
                ? custom.methods().stream().map(ApiMethod::toString).collect(joining(","))
                : null;
    }
}
