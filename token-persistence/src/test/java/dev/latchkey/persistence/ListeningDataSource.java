package dev.latchkey.persistence;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** A data source that tells which statements are run on its connections: their SQL, or else the method that runs them. */
final class ListeningDataSource {

    private ListeningDataSource() {}

    static DataSource to(DataSource source, Consumer<String> listener) {
        return (DataSource) listening(DataSource.class, source, listener);
    }

    private static Object listening(Class<?> type, Object target, Consumer<String> listener) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (target instanceof Statement && method.getName().startsWith("execute")) {
                listener.accept(arguments == null ? method.getName() : arguments[0].toString());
            }
            Object result;
            try {
                result = method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            return result instanceof Connection || result instanceof Statement
                    ? listening(method.getReturnType(), result, listener)
                    : result;
        };
        return Proxy.newProxyInstance(ListeningDataSource.class.getClassLoader(), new Class<?>[] {type}, handler);
    }
}
