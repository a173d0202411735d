package dev.latchkey.persistence;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.added;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static dev.latchkey.token.testing.Fixtures.password;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.GuessSubject;
import dev.latchkey.account.GuessTally;
import dev.latchkey.account.Guesses;
import dev.latchkey.account.SecondFactors;
import dev.latchkey.account.TotpSecret;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Client;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.LastUse;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenFilter;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.testing.Together;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What two processes on one PostgreSQL keep together. */
@Timeout(60)
final class SharedStoresTest {

    private static final Client CURL = new Client("192.0.2.7", "curl");
    private static final int MANY = 2_000;

    private final DatabaseOptions options = Postgres.newDatabase();
    private final Database one = Database.open(options);
    private final Database other = Database.open(options);

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    /** As another node does that keeps uses of the same tokens in another order. */
    @Test
    void lastUses_ofTokensThatSomebodyHolds_areLeft_andNobodyWaits() throws SQLException {
        Token first = added(one.tokens(), newToken());
        Token held = added(one.tokens(), newToken());
        Token last = added(one.tokens(), newToken());
        try (Connection holder = Postgres.dataSource(options).getConnection()) {
            holder.setAutoCommit(false);
            touch(holder, 2);

            assertThat(one.tokens().keepLastUses(uses(List.of(first, held, last), 0)))
                    .containsExactly(held.id());
            assertThat(touch(holder, 1)).isOne(); // which would be a deadlock if that waited for the second
            holder.commit();
        }

        assertThat(lastUse(first)).contains(new LastUse(NOW, CURL));
        assertThat(lastUse(last)).contains(new LastUse(NOW, CURL));
        assertThat(lastUse(held)).isEmpty();
        assertThat(one.tokens().keepLastUses(uses(List.of(held), 1))).isEmpty();
        assertThat(lastUse(held)).contains(new LastUse(NOW.plusSeconds(1), CURL));
    }

    private static int touch(Connection connection, int row) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate("UPDATE latchkey.tokens SET hint = hint WHERE id = " + row);
        }
    }

    @Test
    void lastUses_thatAreNotLater_areNotLeft_thoughSomebodyHoldsTheirTokens() throws SQLException {
        Token token = added(one.tokens(), newToken());
        one.tokens().keepLastUses(uses(List.of(token), 1));
        try (Connection holder = Postgres.dataSource(options).getConnection()) {
            holder.setAutoCommit(false);
            touch(holder, 1);

            assertThat(one.tokens().keepLastUses(uses(List.of(token), 0))).isEmpty();
        }
        assertThat(lastUse(token)).contains(new LastUse(NOW.plusSeconds(1), CURL));
    }

    @Test
    void lastUses_ofThousandsOfTokens_inAnyOrder_areKeptByTwo_withoutADeadlock() throws Exception {
        List<Token> tokens = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            tokens.add(added(
                    one.tokens(),
                    newToken(new AccountId("owner " + i % 100), newValue(), "Nightly stop", Expiry.never())));
        }
        List<Token> reversed = new ArrayList<>(tokens);
        Collections.reverse(reversed);
        for (int round = 1; round <= 5; round++) {
            int second = 2 * round;
            List<Callable<Void>> flushes =
                    List.of(() -> keepAll(one, uses(tokens, second)), () -> keepAll(other, uses(reversed, second + 1)));
            List<Void> unused = Together.run(flushes);
        }

        assertThat(other.tokens().search(TokenFilter.ALL, Optional.empty(), MANY))
                .hasSize(MANY)
                .extracting(token -> token.lastUse().orElseThrow())
                .containsOnly(new LastUse(NOW.plusSeconds(11), CURL));
        close(); // which has the processes of the server tell what they counted
        assertThat(deadlocks()).isZero();
    }

    private static Void keepAll(Database database, ImmutableMap<TokenId, LastUse> uses) {
        ImmutableMap<TokenId, LastUse> left = uses;
        while (!left.isEmpty()) {
            ImmutableSet<TokenId> held = database.tokens().keepLastUses(left);
            left = ImmutableMap.copyOf(Maps.filterKeys(uses, held::contains));
        }
        return null;
    }

    private long deadlocks() throws SQLException {
        try (Connection connection = Postgres.dataSource(options).getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static ImmutableMap<TokenId, LastUse> uses(List<Token> tokens, int second) {
        LastUse use = new LastUse(NOW.plusSeconds(second), CURL);
        return tokens.stream().collect(ImmutableMap.toImmutableMap(Token::id, token -> use));
    }

    private Optional<LastUse> lastUse(Token token) {
        return other.tokens().find(token.owner(), token.id()).orElseThrow().lastUse();
    }

    private List<Guesses> guesses() {
        return List.of(one.accountStore().guesses(), other.accountStore().guesses());
    }

    @Test
    void wrongGuesses_atBoth_allCount() throws Exception {
        ImmutableSet<GuessSubject> subjects = ImmutableSet.of(GuessSubject.account(ALICE), GuessSubject.codes(ALICE));
        List<Guesses> guesses = guesses();

        List<ImmutableMap<GuessSubject, GuessTally>> before = Together.run(IntStream.range(0, 60)
                .<Callable<ImmutableMap<GuessSubject, GuessTally>>>mapToObj(
                        i -> () -> guesses.get(i % 2).change(subjects, SharedStoresTest::oneMore))
                .toList());

        assertThat(guesses.get(0).find(subjects).values())
                .extracting(GuessTally::failures)
                .containsOnly(60);
        assertThat(before)
                .extracting(tallies -> tallies.getOrDefault(GuessSubject.account(ALICE), GuessTally.NONE)
                        .failures())
                .doesNotHaveDuplicates();
    }

    private static ImmutableMap<GuessSubject, GuessTally> oneMore(ImmutableMap<GuessSubject, GuessTally> tallies) {
        return ImmutableMap.copyOf(Maps.transformValues(
                tallies,
                tally -> new GuessTally(tally.pending(), NOW, tally.failures() + 1, NOW, NOW, tally.inRow() + 1)));
    }

    @Test
    void aCode_isTakenOnce_thoughBothAreAsked() throws Exception {
        AccountId account = accountWithFactor();
        List<SecondFactors> factors =
                List.of(one.accountStore().secondFactors(), other.accountStore().secondFactors());
        for (int step = 1; step <= 20; step++) {
            long taken = step;
            assertThat(takenByMany(factors, each -> each.accept(account, taken)))
                    .isOne();
        }
        assertThat(takenByMany(factors, each -> each.accept(account, 19))).isZero();
    }

    @Test
    void aRecoveryCode_isTakenOnce_thoughBothAreAsked() throws Exception {
        AccountId account = accountWithFactor();
        List<SecondFactors> factors =
                List.of(one.accountStore().secondFactors(), other.accountStore().secondFactors());
        ImmutableSet<TokenFingerprint> codes =
                IntStream.range(0, 20).mapToObj(i -> newValue().fingerprint()).collect(ImmutableSet.toImmutableSet());
        assertThat(factors.get(0).setRecoveryCodes(account, codes, Optional.empty()))
                .isTrue();
        for (TokenFingerprint code : codes) {
            assertThat(takenByMany(factors, each -> each.takeRecoveryCode(account, code)))
                    .isOne();
        }
        assertThat(factors.get(1).recoveryCodesLeft(account)).isZero();
    }

    /** How many of eight who ask at once, at one or the other, are told yes. */
    private static long takenByMany(List<SecondFactors> factors, Predicate<SecondFactors> taking) throws Exception {
        return Together.run(IntStream.range(0, 8)
                        .<Callable<Boolean>>mapToObj(i -> () -> taking.test(factors.get(i % 2)))
                        .toList())
                .stream()
                .filter(taken -> taken)
                .count();
    }

    private AccountId accountWithFactor() {
        AccountId account = one.accountStore()
                .accounts()
                .add(new EmailAddress("alice@example.com"), "Alice", password("correct horse"), NOW)
                .orElseThrow()
                .id();
        assertThat(one.accountStore()
                        .secondFactors()
                        .turnOn(account, TotpSecret.generate(new SecureRandom()), Optional.empty()))
                .isTrue();
        return account;
    }
}
