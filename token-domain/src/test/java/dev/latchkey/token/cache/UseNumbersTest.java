package dev.latchkey.token.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.token.Client;
import dev.latchkey.token.LastUse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UseNumbersTest {

    private static final long SECOND = 1_800_000_000;
    private static final long LAST_SECOND = (1L << 38) - 1;
    private static final Client CURL = new Client("192.0.2.7", "curl/8.5.0");

    private final UseNumbers numbers = new UseNumbers();

    @ParameterizedTest
    @ValueSource(longs = {1, SECOND, (1L << 31) - 1, 1L << 31, 1L << 32, LAST_SECOND - 1, LAST_SECOND})
    void useOf_whatWasNumbered_isTheUse(long second) {
        long number = numbers.numberOf(second, CURL);

        assertThat(numbers.useOf(number)).isEqualTo(use(second, CURL));
        assertThat(UseNumbers.second(number)).isEqualTo(second);
        assertThat(numbers.numberOf(second, CURL)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, LAST_SECOND + 1, Long.MAX_VALUE})
    void numberOf_whenTheSecondDoesNotFit_isNone(long second) {
        assertThat(numbers.numberOf(second, CURL)).isEqualTo(UseNumbers.NONE);
    }

    @Test
    void numberOf_whenTheTextsOfTheClientAreTooLong_isNone() {
        String agent = "x".repeat(Client.MAX_USER_AGENT);
        int left = UseNumbers.LONGEST - agent.length();
        Client longest = new Client("a".repeat(left), agent);
        Client tooLong = new Client("a".repeat(left + 1), agent);

        assertThat(numbers.numberOf(SECOND, longest)).isNotEqualTo(UseNumbers.NONE);
        assertThat(numbers.numberOf(SECOND, tooLong)).isEqualTo(UseNumbers.NONE);
    }

    @Test
    void numberOf_whenThereAreTooManyClients_keepsThoseApartThatHaveOne() {
        Map<Long, Client> numbered = new HashMap<>();
        List<Client> without = new ArrayList<>();
        for (int i = 0; i < 40_000; i++) {
            Client client = new Client("192.0.2.1", "agent " + i);
            long number = numbers.numberOf(SECOND, client);
            if (number == UseNumbers.NONE) {
                without.add(client);
            } else {
                assertThat(numbered.put(number, client)).isNull();
            }
        }

        assertThat(numbered).hasSizeBetween(8_000, 16_384);
        assertThat(without).hasSize(40_000 - numbered.size());
        numbered.forEach((number, client) -> {
            assertThat(numbers.useOf(number)).isEqualTo(use(SECOND, client));
            assertThat(numbers.numberOf(SECOND, client)).isEqualTo(number);
        });
    }

    @Test
    void numberOf_whenClientsHaveOneHash_looksAtAFewPlacesOnly() {
        List<Client> alike = new ArrayList<>();
        for (int bits = 0; bits < 64; bits++) {
            StringBuilder agent = new StringBuilder();
            for (int bit = 0; bit < 6; bit++) {
                agent.append((bits >> bit & 1) == 0 ? "Aa" : "BB");
            }
            alike.add(new Client("192.0.2.1", agent.toString()));
        }
        assertThat(alike.stream().map(Client::hashCode).distinct()).hasSize(1);

        assertThat(alike.stream()
                        .map(client -> numbers.numberOf(SECOND, client))
                        .filter(number -> number != UseNumbers.NONE))
                .doesNotHaveDuplicates()
                .hasSize(UseNumbers.TRIES);
    }

    @Test
    void take_whenAnotherClientWasFaster_leavesItThere() {
        Client other = new Client("192.0.2.8", "");

        assertThat(numbers.take(5, CURL)).isEqualTo(CURL);
        assertThat(numbers.take(5, other)).isEqualTo(CURL);
        assertThat(numbers.take(5, new Client(CURL.address(), CURL.userAgent())))
                .isSameAs(CURL);
    }

    /** Two clients of one hash, so that each generation has another in the same place. */
    @Test
    void next_readsTheNumbersOfTheGenerationBefore_andNoOlderOnes() {
        Client first = new Client("192.0.2.1", "Aa");
        Client second = new Client("192.0.2.1", "BB");
        long number = numbers.numberOf(SECOND, first);
        UseNumbers next = numbers.next();
        long nextNumber = next.numberOf(SECOND, second);
        UseNumbers overNext = next.next();
        long overNextNumber = overNext.numberOf(SECOND, first);

        assertThat(next.useOf(number)).isEqualTo(use(SECOND, first));
        assertThat(overNext.useOf(number)).isNull();
        assertThat(overNext.useOf(nextNumber)).isEqualTo(use(SECOND, second));
        assertThat(overNext.useOf(overNextNumber)).isEqualTo(use(SECOND, first));
        assertThat(numbers.useOf(nextNumber)).isNull();
    }

    @Test
    void next_howeverManyGenerationsThereWere_readsTheNumbersOfTheGenerationBefore() {
        UseNumbers current = numbers;
        for (int generation = 0; generation < 4_100; generation++) {
            long number = current.numberOf(SECOND, CURL);
            current = current.next();
            assertThat(current.useOf(number)).isEqualTo(use(SECOND, CURL));
            assertThat(current.numberOf(SECOND, CURL)).isNotEqualTo(number);
        }
    }

    @Test
    void isCrowded_onceThereAreManyClients() {
        for (int i = 1; i < UseNumbers.CROWD; i++) {
            assertThat(numbers.numberOf(SECOND, new Client("192.0.2.1", "agent " + i)))
                    .isNotEqualTo(UseNumbers.NONE);
            assertThat(numbers.numberOf(SECOND + i, new Client("192.0.2.1", "agent " + i)))
                    .isNotEqualTo(UseNumbers.NONE);
        }
        assertThat(numbers.isCrowded()).isFalse();

        assertThat(numbers.numberOf(SECOND, CURL)).isNotEqualTo(UseNumbers.NONE);
        assertThat(numbers.isCrowded()).isTrue();
        assertThat(numbers.next().isCrowded()).isFalse();
    }

    private static LastUse use(long second, Client client) {
        return new LastUse(Instant.ofEpochSecond(second), client);
    }
}
