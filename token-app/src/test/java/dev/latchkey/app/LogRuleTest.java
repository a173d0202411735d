package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LogRuleTest {

    private static final String QUIET = """
            2026-01-01T00:00:00.000Z INFO dev.latchkey: started at (here)
            2026-01-01T00:00:01Z WARNING org.example: slow
            2026-01-01T00:00:01Z FINE io.netty: not available
            java.lang.NoSuchMethodException: x
            \tat a.B.c(B.java:1)
            WARNING: an option of the JVM's is deprecated
            """;

    @Test
    void aQuietLog_breaksNothing() {
        assertThat(LogRule.broken("", List.of())).isEmpty();
        assertThat(LogRule.broken(QUIET, List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-01T00:00:02.000Z SEVERE dev.latchkey: broken\n",
                "2026-01-01T00:00:02.000Z ERROR dev.latchkey: broken\n",
                "2026-01-01T00:00:02.000Z WARNING dev.latchkey: broken\njava.lang.Error: x\n\tat a.B.c(B.java:1)\n",
                "2026-01-01T00:00:02.000Z INFO dev.latchkey: broken\njava.lang.Error\n\tat java.base/a.B.c(B.java:1)\n",
                "Exception in thread \"main\" broken\n",
                "2026-01-01T00:00:02.000Z FINE io.netty: x\nException in thread \"main\" broken\n",
                "2026-01-01T00:00:02.000Z INFO x: y\njava.lang.Error: broken\n\tat a.B.c(B.java:1)\n"
            })
    void anError_orAStackTrace_breaksIt_unlessItIsExpected(String record) {
        assertThat(LogRule.broken(QUIET + record + QUIET, List.of("something else")))
                .singleElement()
                .asString()
                .contains("broken");
        assertThat(LogRule.broken(QUIET + record + QUIET, List.of("broken"))).isEmpty();
    }
}
