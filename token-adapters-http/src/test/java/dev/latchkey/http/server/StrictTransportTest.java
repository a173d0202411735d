package dev.latchkey.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class StrictTransportTest {

    @Test
    void value_isThereByTlsAlone() {
        StrictTransport year = StrictTransport.lasting(StrictTransport.USUAL);

        assertThat(year.value(() -> true)).contains("max-age=31536000");
        assertThat(year.value(() -> false)).isEmpty();
        assertThat(StrictTransport.lasting(Duration.ZERO).value(() -> true)).contains("max-age=0");
        assertThat(StrictTransport.OFF.value(() -> true)).isEmpty();
    }

    @Test
    void lasting_isNeitherNegativeNorForEver() {
        assertThatIllegalArgumentException().isThrownBy(() -> StrictTransport.lasting(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StrictTransport.lasting(Duration.ofSeconds(Long.MAX_VALUE)));
    }
}
