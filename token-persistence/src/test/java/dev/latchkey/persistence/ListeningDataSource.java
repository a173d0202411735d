package dev.latchkey.persistence;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** A data source that tells what is done on its connections. */
final class ListeningDataSource {

    private ListeningDataSource() {}

    /** Tells which statements are run, before they are: their SQL, or else the method that runs them. */
    static DataSource to(DataSource source, Consumer<String> listener) {
        return (DataSource) listening(DataSource.class, source, (target, method, argument) -> {
            if (target instanceof Statement && method.startsWith("execute")) {
                listener.accept(argument.isEmpty() ? method : argument);
            }
        });
    }

    /** The same, with the statement itself. */
    static DataSource toStatements(DataSource source, StatementListener listener) {
        return (DataSource) listening(DataSource.class, source, (target, method, argument) -> {
            if (target instanceof Statement statement && method.startsWith("execute")) {
                listener.called(statement, argument);
            }
        });
    }

    /** Tells which methods of its connections are called, before they are, and fails a call whose listener throws. */
    static DataSource toConnections(DataSource source, ConnectionListener listener) {
        return (DataSource) listening(DataSource.class, source, (target, method, argument) -> {
            if (target instanceof Connection connection) {
                listener.called(connection, method);
            }
        });
    }

    private static Object listening(Class<?> type, Object target, Listener listener) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            listener.before(target, method.getName(), arguments == null ? "" : String.valueOf(arguments[0]));
            Object result;
            try {
                result = method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            boolean isListenedTo = result instanceof Connection || result instanceof Statement;
            return isListenedTo && method.getReturnType().isInterface() // not what was unwrapped
                    ? listening(method.getReturnType(), result, listener)
                    : result;
        };
        return Proxy.newProxyInstance(ListeningDataSource.class.getClassLoader(), new Class<?>[] {type}, handler);
    }

    private interface Listener {
        void before(Object target, String method, String argument) throws SQLException;
    }

    /** Hears of a statement before it is run. */
    interface StatementListener {
        void called(Statement statement, String sql) throws SQLException;
    }

    /** Hears of a call before it reaches the connection. */
    interface ConnectionListener {
        void called(Connection connection, String method) throws SQLException;
    }
}
