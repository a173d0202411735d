package dev.latchkey.token.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

final class QuietLogTest {

    @ParameterizedTest
    @CsvSource({
        "logsAnError, 1",
        "logsAnException, 1",
        "logsAWarning, 0",
        "logsAnExpectedError, 0",
        "logsAnErrorBesideAnExpectedOne, 1",
        "losesAThread, 1",
        "configuresTheLog, 0"
    })
    void aTest_thatLogsAnError_failsUnlessItSaidSo(String test, int failures) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectMethod(Noisy.class, test))
                .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
                .build();

        LauncherFactory.create().execute(request, summary);

        assertThat(summary.getSummary().getTestsFoundCount()).isOne();
        assertThat(summary.getSummary().getTestsFailedCount()).isEqualTo(failures);
    }

    /** Run by the test above alone. */
    static final class Noisy {

        private static final Logger LOGGER = Logger.getLogger("dev.latchkey.noisy");

        @Test
        void logsAnError() {
            LOGGER.severe("broken");
        }

        @Test
        void logsAnException() {
            LOGGER.log(Level.WARNING, "unhandled", new IllegalStateException("broken"));
        }

        @Test
        void logsAWarning() {
            LOGGER.warning("the disk is slow");
        }

        @Test
        @ExpectedLog("broken")
        void logsAnExpectedError() {
            LOGGER.severe("broken");
        }

        @Test
        @ExpectedLog("broken")
        void logsAnErrorBesideAnExpectedOne() {
            LOGGER.severe("broken");
            LOGGER.severe("worse");
        }

        @Test
        void losesAThread() throws InterruptedException {
            Thread thread = new Thread(() -> {
                throw new IllegalStateException("broken");
            });
            thread.start();
            thread.join();
        }

        @Test
        void configuresTheLog() {
            Logger.getLogger("").setLevel(Level.INFO);
        }
    }
}
