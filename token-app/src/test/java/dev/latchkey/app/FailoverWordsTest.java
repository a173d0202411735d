package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.persistence.Failover;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FailoverWordsTest {

    private static final Failover GOOD = new Failover(true, "all is kept");
    private static final Failover BAD = new Failover(false, "some may be lost");

    private final Logger logger = Logger.getLogger(FailoverWords.class.getName());
    private final List<String> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(entry.getLevel() + " " + entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private Optional<Failover> now = Optional.of(GOOD);
    private final FailoverWords words = new FailoverWords(() -> now);

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
    }

    @AfterEach
    void stopListening() {
        logger.removeHandler(handler);
    }

    @Test
    void whatAFailoverWouldDo_isLoggedWhenItChanges() {
        assertThat(words.get()).hasValue("all is kept");
        assertThat(words.get()).hasValue("all is kept");
        now = Optional.of(BAD);
        assertThat(words.get()).hasValue("some may be lost");
        assertThat(words.get()).hasValue("some may be lost");
        now = Optional.of(GOOD);
        assertThat(words.get()).hasValue("all is kept");

        assertThat(logged).containsExactly("INFO all is kept", "WARNING some may be lost", "INFO all is kept");
    }

    @Test
    void aDatabaseOfOneProcess_hasNothingToTell() {
        now = Optional.empty();

        assertThat(words.get()).isEmpty();
        assertThat(logged).isEmpty();
    }
}
