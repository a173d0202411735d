package dev.latchkey.http.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AcceptedTest {

    /** What Prometheus 2 and 3 send, among others. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/openmetrics-text",
                "application/openmetrics-text; version=1.0.0",
                "Application/OpenMetrics-Text; Version=\"1.0.0\"; charset=utf-8",
                "application/openmetrics-text;version=1.0.0;q=0.1",
                "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1",
                "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2",
                "text/plain;version=1.0.0, application/openmetrics-text;q=0.001",
                "text/plain, application/openmetrics-text",
                "*/*;q=0.5, application/openmetrics-text;q=0.5"
            })
    void openMetrics_ifThatIsLikedAsWell(String accept) {
        assertThat(Accepted.preferred(List.of(accept))).isEqualTo(Exposition.OPEN_METRICS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",;, ;q=1",
                "*/*",
                "text/plain",
                "text/html,*/*;q=0.8",
                "application/openmetrics-text;q=0",
                "application/openmetrics-text;q=0.000, text/plain;q=0.1",
                "application/openmetrics-text;q=0.4, text/plain;q=0.5",
                "application/openmetrics-text;q=0.4, text/*;q=0.5",
                "application/openmetrics-text;version=0.0.1",
                "application/openmetrics-text;version=2.0.0",
                "application/openmetrics-text;q=2",
                "application/openmetrics-text;q=x",
                "application/openmetrics-text;q=-1",
                "application/*",
                "application/json"
            })
    void thePrometheusText_otherwise(String accept) {
        assertThat(Accepted.preferred(List.of(accept))).isEqualTo(Exposition.PROMETHEUS);
    }

    @Test
    void severalHeaders_countAsOne() {
        assertThat(Accepted.preferred(List.of())).isEqualTo(Exposition.PROMETHEUS);
        assertThat(Accepted.preferred(List.of("text/plain;q=0.5", "application/openmetrics-text")))
                .isEqualTo(Exposition.OPEN_METRICS);
    }
}
