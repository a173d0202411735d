package dev.latchkey.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenFormat;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GeneratedTokensTest {

    private final GeneratedTokens generated = new GeneratedTokens();

    @Test
    void value_ofAnIndex_isWellFormedAndTheSameEachTime() {
        String value = generated.value(7).reveal();

        assertThat(TokenFormat.TOKEN.parse(value)).isPresent();
        assertThat(generated.value(8).reveal()).isNotEqualTo(value);
        assertThat(new GeneratedTokens().value(7).reveal()).isEqualTo(value);
    }

    @Test
    void values_ofManyIndices_areDifferent() {
        assertThat(IntStream.range(0, 10_000)
                        .mapToObj(index -> generated.value(index).fingerprint()))
                .doesNotHaveDuplicates();
    }

    @Test
    void token_hasATemplateFourTimesOfFive_orACustomSetOfTheDifferentOnes() {
        Set<ApiMethodSet> custom = new HashSet<>();
        int templates = 0;
        for (int index = 0; index < 10_000; index++) {
            Token token = generated.token(index, GeneratedTokens.accounts(10_000));
            if (token.methods() instanceof ApiMethodSet.Custom set) {
                custom.add(set);
                assertThat(set.methods()).hasSize(GeneratedTokens.CUSTOM_METHODS);
            } else {
                templates++;
            }
        }
        assertThat(templates).isEqualTo(8_000);
        assertThat(custom).hasSize(GeneratedTokens.CUSTOM_SETS);
    }
}
