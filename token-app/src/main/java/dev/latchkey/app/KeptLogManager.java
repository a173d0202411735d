package dev.latchkey.app;

import java.util.logging.LogManager;

/**
 * Keeps the handlers of java.util.logging until the process is gone. The JDK removes them in a shutdown hook of its own, beside
 * ours: what fails while the server closes would be logged nowhere.
 *
 * <p>The JDK makes it, by the name in the system property {@value #PROPERTY}.
 */
public final class KeptLogManager extends LogManager {

    static final String PROPERTY = "java.util.logging.manager";

    /** Does nothing. */
    @Override
    public void reset() {}
}
