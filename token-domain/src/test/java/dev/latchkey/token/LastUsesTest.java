package dev.latchkey.token;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.by;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import dev.latchkey.token.testing.Fixtures;
import dev.latchkey.token.testing.InMemoryTokens;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LastUsesTest {

    private static final Instant NOW = Fixtures.NOW.truncatedTo(ChronoUnit.SECONDS);
    private static final Client CURL = new Client("192.0.2.7", "curl/8.5.0");
    private static final Client MAVEN = new Client("192.0.2.8", "Apache-Maven/3.9");

    private static final TokenFingerprint FINGERPRINT = Fixtures.newValue().fingerprint();

    private final InMemoryTokens tokens = new InMemoryTokens();
    private final RecordingTokens store = new RecordingTokens(tokens);
    private final LastUses uses = new LastUses(store);
    private final Token token = tokens.add(newToken(), by(ALICE));
    private final TokenGrant grant = token.grant();

    @Test
    void flush_writesTheLatestUseOfEachToken() {
        Token other = tokens.add(newToken(), by(ALICE));

        note(grant, CURL, NOW);
        note(grant, MAVEN, NOW.plusSeconds(2));
        note(other.grant(), CURL, NOW.plusSeconds(1));
        uses.flush();

        assertThat(store.batches)
                .containsExactly(ImmutableMap.of(
                        token.id(), new LastUse(NOW.plusSeconds(2), MAVEN),
                        other.id(), new LastUse(NOW.plusSeconds(1), CURL)));
        assertThat(lastUse()).contains(new LastUse(NOW.plusSeconds(2), MAVEN));
    }

    @Test
    void flush_withNothingNoted_asksNothingOfTheStore() {
        uses.flush();
        note(grant, CURL, NOW);
        uses.flush();
        uses.flush();

        assertThat(store.batches).hasSize(1);
    }

    @Test
    void note_ofAnEarlierUse_doesNotGoBack() {
        note(grant, CURL, NOW);
        note(token.grant(), MAVEN, NOW.minusSeconds(1));
        uses.flush();
        note(token.grant(), MAVEN, NOW.minusSeconds(1));
        uses.flush();

        assertThat(lastUse()).contains(new LastUse(NOW, CURL));
    }

    @Test
    void note_bySeveralClientsWithinASecond_keepsTheLatest() {
        note(grant, CURL, NOW);
        note(grant, MAVEN, NOW.plusMillis(1));
        note(grant, CURL, NOW.plusMillis(2));
        uses.flush();

        assertThat(lastUse()).contains(new LastUse(NOW, CURL));
    }

    @Test
    void note_byOneClientWithinASecond_isNotedOnce() {
        note(grant, CURL, NOW);
        uses.flush();
        note(grant, CURL, NOW.plusMillis(999));
        uses.flush();
        note(grant, CURL, NOW.plusMillis(1_000));
        uses.flush();

        assertThat(store.batches).hasSize(2);
        assertThat(lastUse()).contains(new LastUse(NOW.plusSeconds(1), CURL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2038-01-19T03:14:07Z", // the last second of 32 bits with a sign
                "2038-01-19T03:14:08Z",
                "2106-02-07T06:28:16Z", // the first beyond 32 bits
                "9999-12-31T23:59:59Z"
            })
    void note_howeverLateTheCenturyIs_goesForwards(Instant late) {
        note(grant, CURL, NOW);
        note(grant, MAVEN, late.minusSeconds(1));
        note(grant, CURL, late);
        note(grant, MAVEN, NOW);
        uses.flush();

        assertThat(lastUse()).contains(new LastUse(late, CURL));
    }

    @Test
    void aUseThatIsWrittenAlready_isNotHiddenByAnEarlierOne() {
        tokens.keepLastUses(ImmutableMap.of(token.id(), new LastUse(NOW.plusSeconds(9), MAVEN)));
        note(grant, CURL, NOW);

        Token stored = tokens.find(ALICE, token.id()).orElseThrow();
        assertThat(uses.upToDate(stored).lastUse()).contains(new LastUse(NOW.plusSeconds(9), MAVEN));
    }

    @Test
    void flush_ofManyTokens_writesInBatches_orderedById() {
        for (int id = 2_500; id > 0; id--) {
            note(new TokenGrant(FINGERPRINT, ALICE, new TokenId(id), grant.methods(), grant.expiry()), CURL, NOW);
        }
        uses.flush();

        assertThat(store.batches).extracting(ImmutableMap::size).containsExactly(1_000, 1_000, 500);
        assertThat(store.batches.stream().flatMap(batch -> batch.keySet().stream()))
                .isSorted();
    }

    @Test
    void aUseThatIsNotWrittenYet_isShownAllTheSame() {
        note(grant, CURL, NOW);

        assertThat(lastUse()).isEmpty();
        assertThat(uses.upToDate(token).lastUse()).contains(new LastUse(NOW, CURL));

        uses.flush();

        assertThat(uses.upToDate(token)).isEqualTo(token);
        assertThat(lastUse()).contains(new LastUse(NOW, CURL));
    }

    @Test
    void flush_whateverTheStoreThrows_tellsIt_andLosesNothing() {
        for (RuntimeException failure :
                List.of(new StorageException("on purpose"), new IllegalStateException("a bug"))) {
            note(grant, CURL, NOW);
            store.failure = failure;
            assertThatThrownBy(uses::flush).isSameAs(failure);
            assertThat(uses.upToDate(token).lastUse()).contains(new LastUse(NOW, CURL));
        }

        store.failure = null;
        uses.flush();

        assertThat(lastUse()).contains(new LastUse(NOW, CURL));
    }

    @Test
    void underContention_theLastOfAllUsesIsWritten() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        CountDownLatch noted = new CountDownLatch(3);
        List<Future<?>> noting = new ArrayList<>();
        for (int thread = 0; thread < 3; thread++) {
            Client client = new Client("192.0.2." + thread, "");
            noting.add(threads.submit(() -> {
                for (int i = 0; i <= 20_000; i++) {
                    note(grant, client, NOW.plusMillis(i));
                }
                noted.countDown();
            }));
        }
        noting.add(threads.submit(() -> {
            while (noted.getCount() > 0) {
                uses.flush();
            }
        }));
        for (Future<?> each : noting) {
            each.get();
        }
        uses.flush();
        threads.shutdown();

        assertThat(lastUse().orElseThrow().at()).isEqualTo(NOW.plusSeconds(20));
    }

    private void note(TokenGrant used, Client client, Instant at) {
        uses.note(used, client, at.getEpochSecond());
    }

    private Optional<LastUse> lastUse() {
        return tokens.find(ALICE, token.id()).orElseThrow().lastUse();
    }

    /** A store that remembers what it was given, and can fail. */
    private static final class RecordingTokens extends ForwardingTokens {

        private final List<ImmutableMap<TokenId, LastUse>> batches = new ArrayList<>();
        private @Nullable RuntimeException failure;

        RecordingTokens(Tokens tokens) {
            super(tokens);
        }

        @Override
        public void keepLastUses(ImmutableMap<TokenId, LastUse> uses) {
            if (failure != null) {
                throw failure;
            }
            batches.add(uses);
            super.keepLastUses(uses);
        }
    }
}
