package dev.latchkey.persistence;

import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.password;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.account.Account;
import dev.latchkey.account.AccountStore;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.GuessSubject;
import dev.latchkey.account.GuessTally;
import dev.latchkey.account.SignIn;
import dev.latchkey.account.SignedIn;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Client;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.Password;
import dev.latchkey.token.TokenFormat;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An unknown login, a wrong password, a locked and a disabled account are answered alike, by words and by time. Times are compared by
 * ranks, which outliers of a busy machine hardly move: how often the one takes longer than the other.
 */
final class IndistinguishableTest {

    private static final int SAMPLES = 200;

    /** Equal distributions of 200 samples each are outside of this three times in 100,000 runs; one hash less is at 0 or 1. */
    private static final double NOISE = 0.12;

    private static final Password RIGHT = password("correct horse");
    private static final Password WRONG = password("battery staple");

    private Database database;
    private AccountStore store;
    private SignIn signIn;

    private enum Case {
        UNKNOWN_LOGIN,
        WRONG_PASSWORD,
        LOCKED_ACCOUNT,
        DISABLED_ACCOUNT;

        /** Nobody has tried an unknown login before. */
        String login(int sample) {
            String name = Ascii.toLowerCase(name());
            return this == UNKNOWN_LOGIN ? name + sample + "@example.com" : name + "@example.com";
        }
    }

    @BeforeEach
    void open(@TempDir Path directory) {
        database = Database.open(DatabaseOptions.inDirectory(directory.resolve("data")));
        store = database.accountStore();
        signIn = new SignIn(store, TokenFormat.SESSION, new SecureRandom(), InstantSource.system());
        for (Case each : Case.values()) {
            if (each != Case.UNKNOWN_LOGIN) {
                store.accounts().add(new EmailAddress(each.login(0)), "Somebody", RIGHT, NOW);
            }
        }
        store.accounts().disable(account(Case.DISABLED_ACCOUNT).orElseThrow(), NOW);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void refusals_cannotBeToldApart() {
        Map<Case, List<Long>> times = new EnumMap<>(Case.class);
        List<Outcome<SignedIn>> outcomes = new ArrayList<>();
        List<Case> order = new ArrayList<>(List.of(Case.values()));
        for (int i = 0; i < SAMPLES; i++) {
            Collections.shuffle(order); // what came before has no effect then
            for (Case each : order) {
                forgive(each);
                Password given = each == Case.LOCKED_ACCOUNT || each == Case.DISABLED_ACCOUNT ? RIGHT : WRONG;
                Client client = new Client(each + "-" + i, "curl"); // none has failed from there before
                long start = System.nanoTime();
                outcomes.add(signIn.signIn(each.login(i), given, client));
                times.computeIfAbsent(each, unused -> new ArrayList<>()).add(System.nanoTime() - start);
            }
        }

        assertThat(outcomes).hasSize(SAMPLES * Case.values().length).allMatch(outcomes.get(0)::equals);
        List<Long> reference = times.get(Case.WRONG_PASSWORD);
        times.forEach((each, taken) -> {
            double longer = longer(taken, reference);
            System.out.printf(
                    "%s: median %.1f ms, longer than a wrong password in %.0f %% of pairs%n",
                    each, taken.stream().sorted().toList().get(SAMPLES / 2) / 1e6, 100 * longer);
            assertThat(longer).as(each.name()).isBetween(0.5 - NOISE, 0.5 + NOISE);
        });
    }

    /** In how many of all pairs the first takes longer: the statistic of Mann and Whitney, divided by their number. */
    private static double longer(List<Long> ones, List<Long> others) {
        long longer = ones.stream()
                .mapToLong(one -> others.stream().filter(other -> one > other).count())
                .sum();
        long equal = ones.stream()
                .mapToLong(one -> others.stream().filter(one::equals).count())
                .sum();
        return (longer + equal / 2.0) / ((double) ones.size() * others.size());
    }

    /** Has nothing counted of a case but the lock, so that none has to wait. */
    private void forgive(Case each) {
        GuessTally tally = each == Case.LOCKED_ACCOUNT
                ? new GuessTally(0, Instant.EPOCH, 0, Instant.EPOCH, Instant.EPOCH, SignIn.MOST_WRONG_PASSWORDS)
                : GuessTally.NONE;
        account(each)
                .map(id -> new GuessSubject("account:" + id))
                .ifPresent(subject ->
                        store.guesses().change(ImmutableSet.of(subject), before -> ImmutableMap.of(subject, tally)));
    }

    private Optional<AccountId> account(Case each) {
        return store.accounts().find(new EmailAddress(each.login(0))).map(Account::id);
    }
}
