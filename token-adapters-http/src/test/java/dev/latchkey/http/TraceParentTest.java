package dev.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** W3C Trace Context, 3.2 and 4.3. */
final class TraceParentTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-ff",
                "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-what-the-future-holds",
                "fe-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-"
            })
    void traceId_isThatOfAHeaderOfItsForm(String header) {
        assertThat(TraceParent.traceId(header)).contains(TRACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.",
                "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.",
                "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-011",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319C-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319cc-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319g-b7ad6b7169203331-01",
                "0-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331_01",
                " 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01 ",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n",
                "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-x\n"
            })
    void traceId_ofAnythingElse_isNone(String header) {
        assertThat(TraceParent.traceId(header)).isEmpty();
    }

    @Test
    void scope_isOfItsThreadAlone_andEnds() throws Exception {
        AtomicReference<Optional<String>> inOther = new AtomicReference<>(Optional.empty());
        try (TraceScope outer = TraceScope.of("a")) {
            try (TraceScope inner = TraceScope.of(TRACE)) {
                assertThat(TraceScope.current()).contains(TRACE);
                Thread started = new Thread(() -> inOther.set(TraceScope.current()));
                started.start();
                started.join();
            }
            assertThat(TraceScope.current()).contains("a");
        }
        assertThat(TraceScope.current()).isEmpty();
        assertThat(inOther.get()).isEmpty();
    }
}
