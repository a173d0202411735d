package dev.latchkey.http.uploads;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.helpers.MessageFormatter;

/** What a class logs while this is open, in place of the log. */
final class LoggedLines extends Handler implements AutoCloseable {

    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Logger logger;

    LoggedLines(Class<?> of) {
        this.logger = Logger.getLogger(of.getName());
        logger.addHandler(this);
        logger.setUseParentHandlers(false);
    }

    List<String> errors() {
        return at(Level.SEVERE);
    }

    List<String> warnings() {
        return at(Level.WARNING);
    }

    private List<String> at(Level level) {
        return records.stream()
                .filter(line -> line.getLevel().equals(level))
                .map(line -> MessageFormatter.arrayFormat(line.getMessage(), line.getParameters())
                        .getMessage())
                .toList();
    }

    @Override
    public void publish(LogRecord line) {
        records.add(line);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(true);
    }
}
