package dev.latchkey.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A question to the database that decides whether a call may be made.
 *
 * @param sql one query
 */
record Decision<T>(String sql, Binding binding, Reading<T> reading) {

    /** Binds the parameters of a query. */
    @FunctionalInterface
    interface Binding {

        void bind(PreparedStatement query) throws SQLException;
    }

    /** Reads the answer. */
    @FunctionalInterface
    interface Reading<T> {

        T read(ResultSet rows) throws SQLException;
    }

    T ask(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            binding.bind(query);
            try (ResultSet rows = query.executeQuery()) {
                return reading.read(rows);
            }
        }
    }

    /** Asks a question, and for the timeline of the server that answers: both in one message, so that it is one server. */
    Answered<T> askWithTimeline(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql + "; SELECT " + NodeStatements.TIMELINE)) {
            binding.bind(query);
            boolean unused = query.execute();
            T result = reading.read(query.getResultSet());
            boolean more = query.getMoreResults();
            ResultSet row = query.getResultSet();
            if (!more || !row.next()) {
                throw new SQLException("the server did not tell its timeline");
            }
            return new Answered<>(result, row.getString(1));
        }
    }

    /**
     * An answer.
     *
     * @param timeline that of the server which gave it
     */
    record Answered<T>(T result, String timeline) {}
}
