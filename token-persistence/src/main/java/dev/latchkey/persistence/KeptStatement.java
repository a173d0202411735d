package dev.latchkey.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A query that is prepared once for each connection of HSQLDB in this process, which compiles it anew otherwise. Those connections last as
 * long as their pool, so there are never more statements than connections. PostgreSQL's driver keeps what it prepared itself.
 */
final class KeptStatement {

    private final String sql;
    private final Map<Connection, PreparedStatement> prepared = new ConcurrentHashMap<>();

    KeptStatement(String sql) {
        this.sql = sql;
    }

    /** Returns the query, on a connection that the caller has to itself. Whoever has it doesn't close it. */
    PreparedStatement on(Connection connection) throws SQLException {
        Connection physical = connection.unwrap(Connection.class);
        PreparedStatement statement = prepared.get(physical);
        if (statement == null) {
            statement = physical.prepareStatement(sql);
            prepared.put(physical, statement);
        }
        return statement;
    }
}
