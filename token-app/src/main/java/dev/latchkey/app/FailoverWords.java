package dev.latchkey.app;

import dev.latchkey.persistence.Failover;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what becomes of acknowledged changes if another database server takes over, and logs it whenever that changes. For one thread. */
final class FailoverWords implements Supplier<Optional<String>> {

    private static final Logger LOGGER = LoggerFactory.getLogger(FailoverWords.class);

    private final Supplier<Optional<Failover>> failover;
    private Optional<Failover> last = Optional.empty();

    FailoverWords(Supplier<Optional<Failover>> failover) {
        this.failover = failover;
    }

    @Override
    public Optional<String> get() {
        Optional<Failover> now = failover.get();
        if (!now.equals(last)) {
            now.ifPresent(FailoverWords::log);
            last = now;
        }
        return now.map(Failover::words);
    }

    private static void log(Failover failover) {
        if (failover.keepsAcknowledged()) {
            LOGGER.info("{}", failover.words());
        } else {
            LOGGER.warn("{}", failover.words());
        }
    }
}
