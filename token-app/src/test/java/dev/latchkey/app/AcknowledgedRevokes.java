package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Whether a server that was promoted knows of what was acknowledged before. */
final class AcknowledgedRevokes {

    private AcknowledgedRevokes() {}

    /** Fails if a token is there whose revoke was acknowledged. */
    static void requireKept(PostgresServer server, RevocationFigures figures) throws SQLException {
        List<DoomedToken> acknowledged = figures.acknowledged();
        assertThat(acknowledged).isNotEmpty();
        assertThat(count(server, acknowledged))
                .as("acknowledged revokes that were lost")
                .isZero();
    }

    /** How many of these tokens a server knows. */
    static int count(PostgresServer server, List<DoomedToken> tokens) throws SQLException {
        try (Connection connection = server.connect();
                PreparedStatement query = connection.prepareStatement("SELECT COUNT(*) FROM latchkey.tokens"
                        + " WHERE fingerprint IN (SELECT sha256(v::bytea) FROM unnest(?) AS v)")) {
            Array values = connection.createArrayOf(
                    "text", tokens.stream().map(DoomedToken::value).toArray());
            query.setArray(1, values);
            try (ResultSet row = query.executeQuery()) {
                assertThat(row.next()).isTrue();
                return row.getInt(1);
            }
        }
    }
}
