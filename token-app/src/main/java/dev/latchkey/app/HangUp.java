package dev.latchkey.app;

import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The signal HUP, by which people ask a server to take up its files again. */
final class HangUp {

    private static final Logger LOGGER = LoggerFactory.getLogger(HangUp.class);

    private HangUp() {}

    /**
     * Has {@code task} run at each such signal, in a thread of the JVM's. By reflection: the JDK has no other way than a class that its compiler
     * warns of. Where there is no such signal, as on Windows, nothing is done.
     */
    static void runs(Runnable task) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object handling = Proxy.newProxyInstance(
                    HangUp.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        if (method.getName().equals("handle")) {
                            task.run();
                        }
                        return null;
                    });
            Object unused = signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), handling);
        } catch (ReflectiveOperationException e) {
            LOGGER.debug("files are not taken up at a signal HUP", e);
        }
    }
}
