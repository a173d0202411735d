package dev.latchkey.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.http.EarlyAnswerException;
import dev.latchkey.http.ResultCode;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BodyCodingTest {

    @ParameterizedTest
    @ValueSource(strings = {"identity", "IDENTITY", " identity , identity", "", ","})
    void check_takesABodyAsItIs(String encoding) {
        BodyCoding.check(List.of(encoding));
        BodyCoding.check(List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "br", "deflate", "zstd", "x", "identity, gzip", "aws-chunked"})
    void check_refusesEveryOtherCoding_byName(String encoding) {
        for (List<String> lines : List.of(List.of(encoding), List.of("identity", encoding))) {
            assertThatExceptionOfType(EarlyAnswerException.class)
                    .isThrownBy(() -> BodyCoding.check(lines))
                    .satisfies(refused -> {
                        assertThat(refused.status()).isEqualTo(415);
                        assertThat(refused.answer().code()).isEqualTo(ResultCode.INVALID_PARAMETER);
                        assertThat(refused.answer().body().toString()).contains("invalid parameter [Content-Encoding]");
                    });
        }
    }
}
