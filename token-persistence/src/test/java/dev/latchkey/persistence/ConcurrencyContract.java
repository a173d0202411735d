package dev.latchkey.persistence;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.START_ENV;
import static dev.latchkey.token.testing.Fixtures.STOP_ENV;
import static dev.latchkey.token.testing.Fixtures.added;
import static dev.latchkey.token.testing.Fixtures.by;
import static dev.latchkey.token.testing.Fixtures.custom;
import static dev.latchkey.token.testing.Fixtures.history;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static dev.latchkey.token.testing.Fixtures.password;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.Latchkey;
import dev.latchkey.account.Account;
import dev.latchkey.account.AccountFilter;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.SignIn;
import dev.latchkey.account.TotpCode;
import dev.latchkey.account.TotpSecret;
import dev.latchkey.account.Verified;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Authorization;
import dev.latchkey.token.Client;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.RefusalReason;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenDescription;
import dev.latchkey.token.TokenEdit;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenValue;
import dev.latchkey.token.testing.Fixtures;
import dev.latchkey.token.testing.Together;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** What a database promises to those who change the same things at once. */
abstract class ConcurrencyContract {

    private static final int THREADS = 8;

    /** With its application's table {@code notes}, and empty at the start of a test. */
    protected abstract Database database();

    @Test
    void edit_ofOneTokenByMany_leavesOneEditWhole() throws Exception {
        Token token = addToken();
        List<Callable<Optional<Token>>> edits = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            TokenEdit edit = edit(i);
            edits.add(() -> database().tokens().edit(token.id(), edit, by(ALICE)));
        }

        List<Optional<Token>> edited = Together.run(edits);

        Token stored = database().tokens().find(ALICE, token.id()).orElseThrow();
        assertThat(edited).contains(Optional.of(stored)).allMatch(Optional::isPresent);
        int winner = Integer.parseInt(stored.description().text().substring("Edit ".length()));
        TokenEdit whole = edit(winner);
        assertThat(stored.methods()).isEqualTo(whole.methods().orElseThrow());
        assertThat(stored.expiry()).isEqualTo(whole.expiry().orElseThrow());
        assertThat(history(database().events(), Events.Filter.ALL.token(token.id()), 100))
                .hasSize(41);
    }

    private static TokenEdit edit(int i) {
        ApiMethodSet methods = i % 2 == 0 ? custom(START_ENV, STOP_ENV) : new ApiMethodSet.OfTemplate("Template " + i);
        return TokenEdit.NOTHING
                .description(new TokenDescription("Edit " + i))
                .methods(methods)
                .expiry(Expiry.at(NOW.plus(Duration.ofDays(1 + i))));
    }

    @Test
    void remove_ofOverlappingTokensByMany_removesAllOrNone() throws Exception {
        List<TokenId> ids =
                IntStream.range(0, 12).mapToObj(i -> addToken().id()).toList();
        List<ImmutableSet<TokenId>> removals = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            // Each three in another order than its neighbours', so that they lock against each other.
            List<TokenId> some = new ArrayList<>(List.of(ids.get(i), ids.get(i + 2), ids.get(i + 4)));
            removals.add(
                    i % 2 == 0
                            ? ImmutableSet.copyOf(some)
                            : ImmutableSet.copyOf(some).asList().reverse().stream()
                                    .collect(ImmutableSet.toImmutableSet()));
        }

        List<ImmutableSet<TokenId>> missing = Together.run(removals.stream()
                .<Callable<ImmutableSet<TokenId>>>map(
                        removal -> () -> database().tokens().remove(removal, by(ALICE)))
                .toList());

        List<TokenId> removed = new ArrayList<>();
        for (int i = 0; i < removals.size(); i++) {
            if (missing.get(i).isEmpty()) {
                removed.addAll(removals.get(i));
            }
        }
        assertThat(removed).isNotEmpty().doesNotHaveDuplicates();
        assertThat(database().tokens().ownedBy(ALICE))
                .extracting(Token::id)
                .containsExactlyInAnyOrderElementsOf(
                        ids.stream().filter(id -> !removed.contains(id)).toList());
        assertThat(removedInEvents()).containsExactlyInAnyOrderElementsOf(removed);
    }

    private List<TokenId> removedInEvents() {
        return history(database().events(), Events.Filter.ALL, 1000).stream()
                .filter(event -> event.kind() == Event.Kind.REMOVED)
                .map(event -> event.token().orElseThrow())
                .toList();
    }

    @Test
    void regenerate_ofOneTokenByMany_leavesOneValueAlive() throws Exception {
        Token token = addToken();
        List<TokenValue> values =
                IntStream.range(0, 20).mapToObj(i -> newValue()).toList();

        Together.run(values.stream()
                .<Callable<Optional<Token>>>map(value ->
                        () -> database().tokens().regenerate(token.id(), value.fingerprint(), value.hint(), by(ALICE)))
                .toList());

        assertThat(values.stream().flatMap(value -> database().tokens().find(value.fingerprint()).stream()))
                .hasSize(1);
        assertThat(database().tokens().find(token.fingerprint())).isEmpty();
    }

    /** With its cache if the database can be cached. */
    @Test
    void calls_whileTheirTokenIsSuspendedOrItsOwnerDisabled_areDeniedOnceThatIsDone() throws Exception {
        try (Latchkey latchkey =
                Latchkey.on(database()).catalog(Fixtures.CATALOG).start()) {
            for (int round = 0; round < 10; round++) {
                TokenValue value = newValue();
                Token token = added(database().tokens(), newToken(value));
                List<Callable<Boolean>> changes = List.of(
                        () -> database()
                                .tokens()
                                .suspend(ImmutableSet.of(token.id()), by(ALICE))
                                .isEmpty(),
                        () -> {
                            database().tokens().disableOwner(by(ALICE));
                            return true;
                        });

                Together.whileItSucceeds(4, () -> isGranted(latchkey, value), changes.get(round % 2));

                assertThat(isGranted(latchkey, value)).as("round %d", round).isFalse();
                database().tokens().enableOwner(by(ALICE));
                database().tokens().resume(ImmutableSet.of(token.id()), by(ALICE));
                assertThat(isGranted(latchkey, value)).as("round %d", round).isTrue();
            }
        }
    }

    private static boolean isGranted(Latchkey latchkey, TokenValue value) {
        return latchkey.authorize(value.reveal(), STOP_ENV, new Client("192.0.2.7", "curl"))
                instanceof Authorization.Granted;
    }

    @Test
    void add_ofOneAddressByMany_addsOneAccount() throws Exception {
        List<Optional<Account>> added = Together.run(IntStream.range(0, THREADS)
                .<Callable<Optional<Account>>>mapToObj(i -> () -> database()
                        .accountStore()
                        .accounts()
                        .add(new EmailAddress("alice@example.com"), "Alice " + i, password("correct horse"), NOW))
                .toList());

        assertThat(added).filteredOn(Optional::isPresent).hasSize(1);
        assertThat(database().accountStore().accounts().search(AccountFilter.ALL, Optional.empty(), 9))
                .hasSize(1);
    }

    @Test
    void verify_withOneCodeByMany_isDoneOnce() throws Exception {
        AccountId account = addAccount();
        TotpSecret secret = TotpSecret.generate(new SecureRandom());
        database().accountStore().secondFactors().turnOn(account, secret, Optional.empty());
        List<String> values =
                IntStream.range(0, THREADS).mapToObj(i -> signIn()).toList();
        TotpCode code = TotpCode.parse(secret.codeAt(NOW)).orThrow();

        List<Outcome<Verified>> outcomes = Together.run(values.stream()
                .<Callable<Outcome<Verified>>>map(value -> () -> signInService().verify(value, code, Client.UNKNOWN))
                .toList());

        assertThat(outcomes).filteredOn(Outcome.Done.class::isInstance).hasSize(1);
        assertThat(database().accountStore().sessions().ofAccount(account))
                .hasSize(THREADS)
                .filteredOn(session -> !session.isRestricted())
                .hasSize(1);
    }

    @Test
    void verify_withManyCodesAtOnce_looksAtNoMoreThanTheSessionHas() throws Exception {
        AccountId account = addAccount();
        TotpSecret secret = TotpSecret.generate(new SecureRandom());
        database().accountStore().secondFactors().turnOn(account, secret, Optional.empty());
        String value = signIn();
        List<TotpCode> wrong = wrongCodes(secret, 20);

        List<Outcome<Verified>> outcomes = Together.run(wrong.stream()
                .<Callable<Outcome<Verified>>>map(code -> () -> signInService().verify(value, code, Client.UNKNOWN))
                .toList());

        assertThat(outcomes)
                .filteredOn(outcome -> ((Outcome.Refused<Verified>) outcome).reason() == RefusalReason.WRONG_CODE)
                .hasSize(5);
        assertThat(database().accountStore().sessions().ofAccount(account)).isEmpty();
    }

    @Test
    void verify_inManySessionsAtOnce_looksAtNoMoreThanTheAccountHas() throws Exception {
        TotpSecret secret = TotpSecret.generate(new SecureRandom());
        database().accountStore().secondFactors().turnOn(addAccount(), secret, Optional.empty());
        List<String> values = IntStream.range(0, 20).mapToObj(i -> signIn()).toList();
        TotpCode wrong = wrongCodes(secret, 1).get(0);

        List<Outcome<Verified>> outcomes = Together.run(values.stream()
                .<Callable<Outcome<Verified>>>map(value -> () -> signInService().verify(value, wrong, Client.UNKNOWN))
                .toList());

        assertThat(outcomes)
                .filteredOn(outcome -> ((Outcome.Refused<Verified>) outcome).reason() == RefusalReason.WRONG_CODE)
                .hasSize(10);
    }

    private AccountId addAccount() {
        return database()
                .accountStore()
                .accounts()
                .add(new EmailAddress("alice@example.com"), "Alice", password("correct horse"), NOW)
                .orElseThrow()
                .id();
    }

    private String signIn() {
        return signInService()
                .signIn("alice@example.com", password("correct horse"), new Client("192.0.2.7", "curl"))
                .orThrow()
                .session()
                .reveal();
    }

    private SignIn signInService() {
        return new SignIn(database().accountStore(), TokenFormat.SESSION, new SecureRandom(), InstantSource.fixed(NOW));
    }

    private static List<TotpCode> wrongCodes(TotpSecret secret, int count) {
        Set<String> right = Stream.of(-30, 0, 30)
                .map(seconds -> secret.codeAt(NOW.plusSeconds(seconds)))
                .collect(Collectors.toSet());
        return IntStream.range(0, 1_000_000)
                .mapToObj(number -> String.format(Locale.ROOT, "%06d", number))
                .filter(digits -> !right.contains(digits))
                .limit(count)
                .map(digits -> TotpCode.parse(digits).orThrow())
                .toList();
    }

    @Test
    void transaction_inADeadlockWithAnother_happensToo() throws Exception {
        database()
                .transactions()
                .write(handle -> handle.execute("INSERT INTO app.notes (id, text) VALUES (1, ''), (2, '')"));
        CountDownLatch bothHaveOne = new CountDownLatch(2);

        Together.run(List.of(
                () -> database()
                        .transactions()
                        .write(handle -> append(handle, "a", 1, bothHaveOne) + append(handle, "a", 2)),
                () -> database()
                        .transactions()
                        .write(handle -> append(handle, "b", 2, bothHaveOne) + append(handle, "b", 1))));

        assertThat(bothHaveOne.getCount()).isZero();
        assertThat(notes()).allSatisfy(text -> assertThat(text).hasSize(2).contains("a", "b"));
    }

    private static int append(Handle handle, String text, int id, CountDownLatch bothHaveOne) {
        int changed = append(handle, text, id);
        bothHaveOne.countDown();
        try {
            bothHaveOne.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return changed;
    }

    private static int append(Handle handle, String text, int id) {
        return handle.execute("UPDATE app.notes SET text = text || ? WHERE id = ?", text, id);
    }

    private List<String> notes() {
        return database()
                .transactions()
                .read(handle -> handle.createQuery("SELECT text FROM app.notes ORDER BY id")
                        .mapTo(String.class)
                        .list());
    }

    private Token addToken() {
        return added(database().tokens(), newToken());
    }
}
