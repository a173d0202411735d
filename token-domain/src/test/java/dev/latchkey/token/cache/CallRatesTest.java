package dev.latchkey.token.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.token.Quota;
import dev.latchkey.token.TokenId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CallRatesTest {

    private static final TokenId TOKEN = new TokenId(1);
    private static final TokenId OTHER = new TokenId(2);

    private final AtomicInteger nodes = new AtomicInteger(1);
    private final AtomicLong now =
            new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(30).toNanos());
    private final CallRates rates = new CallRates(3, nodes::get, now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void take_isGranted_asOftenAsATokenMay_andToldWhatIsLeft() {
        assertThat(rates.take(TOKEN)).isEqualTo(new CallRates.Taken(true, new Quota(3, 2, Duration.ofSeconds(20))));
        assertThat(rates.take(TOKEN)).isEqualTo(new CallRates.Taken(true, new Quota(3, 1, Duration.ofSeconds(20))));
        assertThat(rates.take(TOKEN)).isEqualTo(new CallRates.Taken(true, new Quota(3, 0, Duration.ofSeconds(20))));
        assertThat(rates.take(TOKEN)).isEqualTo(new CallRates.Taken(false, new Quota(3, 0, Duration.ofSeconds(20))));
    }

    @Test
    void take_countsEachTokenOnItsOwn() {
        for (int i = 0; i < 3; i++) {
            assertThat(rates.take(TOKEN).granted()).isTrue();
        }

        assertThat(rates.take(OTHER).granted()).isTrue();
    }

    @Test
    void take_ofAnotherCall_isGranted_whenItsPartOfTheMinuteHasPassed_alsoWhereTheClockOverflows() {
        for (int i = 0; i < 4; i++) {
            rates.take(TOKEN);
        }
        pass(Duration.ofSeconds(20).minusNanos(1));
        assertThat(rates.take(TOKEN).granted()).isFalse();

        pass(Duration.ofNanos(1));

        assertThat(rates.take(TOKEN).granted()).isTrue();
        assertThat(rates.take(TOKEN).granted()).isFalse();
        pass(Duration.ofMinutes(1));
        assertThat(rates.take(TOKEN).quota()).isEqualTo(new Quota(3, 2, Duration.ofSeconds(20)));
    }

    @Test
    void take_thatIsRefused_doesNotCount() {
        for (int i = 0; i < 100; i++) {
            rates.take(TOKEN);
        }
        pass(Duration.ofSeconds(20));

        assertThat(rates.take(TOKEN).granted()).isTrue();
    }

    @Test
    void removeIdle_forgetsTokens_thatHaveAllTheirCallsAgain() {
        rates.take(TOKEN);
        pass(Duration.ofSeconds(10));
        rates.take(OTHER);
        pass(Duration.ofSeconds(10));

        rates.removeIdle();

        assertThat(rates.size()).isOne();
        assertThat(rates.take(TOKEN).quota().remaining()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1_000, 1_000_000, Integer.MAX_VALUE})
    void take_ofAnyLimit_isGrantedAtLeastOnce(int limit) {
        CallRates.Taken taken = new CallRates(limit, nodes::get, now::get).take(TOKEN);

        assertThat(taken.granted()).isTrue();
        assertThat(taken.quota().remaining()).isEqualTo(limit - 1);
    }

    @Test
    void aLimit_isPositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> new CallRates(0, nodes::get, now::get));
    }

    @Test
    void take_onOneOfSeveralNodes_isGrantedForItsShare() {
        CallRates many = new CallRates(60, nodes::get, now::get);
        nodes.set(20);

        assertThat(many.take(TOKEN)).isEqualTo(new CallRates.Taken(true, new Quota(3, 2, Duration.ofSeconds(20))));
        many.take(TOKEN);
        many.take(TOKEN);
        assertThat(many.take(TOKEN)).isEqualTo(new CallRates.Taken(false, new Quota(3, 0, Duration.ofSeconds(20))));
    }

    @Test
    void take_whenThereAreMoreNodesThanCalls_isGrantedOnceAMinute() {
        nodes.set(7);

        assertThat(rates.take(TOKEN)).isEqualTo(new CallRates.Taken(true, new Quota(1, 0, Duration.ofMinutes(1))));
        assertThat(rates.take(TOKEN).granted()).isFalse();
        pass(Duration.ofMinutes(1));
        assertThat(rates.take(TOKEN).granted()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 1", "1, 7", "7, 1", "3, 4", "4, 3", "2, 100"})
    void take_whenNodesComeOrGo_givesNoCallsBack_andTellsWhatIsSo(int before, int after) {
        CallRates many = new CallRates(100, nodes::get, now::get);
        nodes.set(before);
        while (many.take(TOKEN).granted()) {}

        nodes.set(after);
        CallRates.Taken taken = many.take(TOKEN);

        assertThat(taken.granted()).isFalse();
        assertThat(taken.quota().remaining()).isZero();
        pass(taken.quota().untilMore().minusNanos(1));
        assertThat(many.take(TOKEN).granted()).isFalse();
        pass(Duration.ofNanos(1));
        assertThat(many.take(TOKEN).granted()).isTrue();
    }
}
