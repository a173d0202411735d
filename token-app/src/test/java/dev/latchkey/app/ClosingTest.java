package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ClosingTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Logger logger = Logger.getLogger(Closing.class.getName());
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {

        @Override
        public void publish(LogRecord entry) {
            log.add(entry.getMessage() + ": " + entry.getThrown());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void listenNoMore() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }

    @Test
    void step_whenOneBeforeItThrows_runs() {
        Closing.step("first", LONG, () -> {
            throw new IllegalStateException("on purpose");
        });
        Closing.step("second", LONG, () -> {
            throw new AssertionError("on purpose");
        });
        Closing.step("third", LONG, () -> done.add("third"));

        assertThat(done).containsExactly("third");
        assertThat(log)
                .containsExactly(
                        "first failed: java.lang.IllegalStateException: on purpose",
                        "second failed: java.lang.AssertionError: on purpose");
    }

    @Test
    void step_whenOneBeforeItHangs_runs() {
        CountDownLatch end = new CountDownLatch(1);
        Closing.step("first", Duration.ofMillis(1), () -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Closing.step("second", LONG, () -> done.add("second"));
        end.countDown();

        assertThat(done).containsExactly("second");
        assertThat(log).containsExactly("first hangs, and is left behind after PT0.001S: null");
    }
}
