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
}
