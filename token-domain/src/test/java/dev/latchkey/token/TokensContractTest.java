package dev.latchkey.token;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.latchkey.token.testing.ForwardingTokens;
import dev.latchkey.token.testing.InMemoryEvents;
import dev.latchkey.token.testing.InMemoryTokens;
import dev.latchkey.token.testing.TokensContract;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The contract fails stores that lose races, and passes one that cannot tell of changes. */
final class TokensContractTest {

    private static final int MANY_ROUNDS = 20_000;

    private static final ImmutableSet<String> RACES = ImmutableSet.of(
            "changesAtOnce_neverBringARemovedTokenBack",
            "revivalAndRemovalAtOnce_neverBringARemovedTokenBack",
            "regenerationsAtOnce_leaveOneValueGood_andLoseNoOtherChange",
            "regenerationAndRemovalByTheOldFingerprintAtOnce_exactlyOneSucceeds",
            "revivalsAtOnce_exactlyOneSucceeds",
            "removalsAtOnce_exactlyOneSucceeds",
            "addsOfOneFingerprintAtOnce_exactlyOneIsStored",
            "addsAtOnce_neverExceedWhatAnOwnerMayHave",
            "suspensionAndChangesAtOnce_leaveTheTokenSuspended",
            "suspensionResumptionAndRemovalAtOnce_neverBringARemovedTokenBack",
            "theOwnersAndTheAdministratorsChangesAtOnce_leaveTheAdministratorsSuspension",
            "disablingAndChangesAtOnce_leaveNoTokenLive");

    @Test
    void aStoreWhoseStepsAreNotOne_failsEveryRace() {
        assertThat(failed(Unsynchronized.class, RACES)).isEqualTo(RACES);
    }

    @Test
    void aStoreThatReadsAndThenWrites_failsTheRacesOfWhatItDoesSo() {
        ImmutableSet<String> races =
                ImmutableSet.of("removalsAtOnce_exactlyOneSucceeds", "addsAtOnce_neverExceedWhatAnOwnerMayHave");

        assertThat(failed(ReadingThenWriting.class, races)).isEqualTo(races);
    }

    @Test
    void aStoreThatCannotTellOfChanges_passes() {
        var tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Untelling.class))
                .execute()
                .testEvents();

        assertThat(tests.succeeded().count())
                .isGreaterThan(50)
                .isEqualTo(tests.started().count());
    }

    private static Set<String> failed(Class<?> contract, Set<String> tests) {
        var events = EngineTestKit.engine("junit-jupiter")
                .selectors(
                        tests.stream().map(test -> selectMethod(contract, test)).toArray(DiscoverySelector[]::new))
                .execute()
                .testEvents();
        assertThat(events.started().count()).isEqualTo(tests.size());
        return events.failed().stream()
                .map(event -> event.getTestDescriptor().getDisplayName().replace("()", ""))
                .collect(toSet());
    }

    /** The contract of a store that is made for this test. */
    private abstract static class Contract extends TokensContract {

        final InMemoryEvents events = new InMemoryEvents();

        @Override
        protected Events events() {
            return events;
        }

        @Override
        protected Tokens brokenTokens() {
            InMemoryTokens broken = new InMemoryTokens();
            broken.breakDown();
            return broken;
        }

        @Override
        protected void breakEvents() {
            events.breakDown();
        }

        @Override
        protected int rounds() {
            return MANY_ROUNDS;
        }
    }

    static final class Unsynchronized extends Contract {

        private final Tokens tokens = new UnsynchronizedTokens(events);

        @Override
        protected Tokens tokens() {
            return tokens;
        }
    }

    static final class ReadingThenWriting extends Contract {

        private final Tokens tokens = new ForwardingTokens(new InMemoryTokens(events)) {
            @Override
            public Optional<Token> add(NewToken token, int mostOfOwner, Origin origin) {
                boolean hasRoom = ownedBy(token.owner()).size() < mostOfOwner;
                comeBackLater();
                return hasRoom ? super.add(token, Integer.MAX_VALUE, origin) : Optional.empty();
            }

            @Override
            public ImmutableSet<TokenId> remove(ImmutableSet<TokenId> ids, Origin origin) {
                Set<TokenId> found = ids.stream()
                        .filter(id -> find(origin.account(), id).isPresent())
                        .collect(toSet());
                comeBackLater();
                if (found.equals(ids)) {
                    super.remove(ids, origin);
                }
                return Sets.difference(ids, found).immutableCopy();
            }

            @SuppressWarnings("ThreadPriorityCheck") // stands for the way to a database and back
            private void comeBackLater() {
                Thread.yield();
            }
        };

        @Override
        protected Tokens tokens() {
            return tokens;
        }
    }

    static final class Untelling extends Contract {

        private final Tokens tokens = new ForwardingTokens(new InMemoryTokens(events)) {
            @Override
            public Optional<Watch> watch(Consumer<TokenFingerprint> watcher) {
                return Optional.empty();
            }
        };

        @Override
        protected Tokens tokens() {
            return tokens;
        }

        @Override
        protected boolean tellsOfChanges() {
            return false;
        }

        @Override
        protected int rounds() {
            return 20;
        }
    }
}
