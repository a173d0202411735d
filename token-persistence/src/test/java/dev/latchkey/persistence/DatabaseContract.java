package dev.latchkey.persistence;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.added;
import static dev.latchkey.token.testing.Fixtures.by;
import static dev.latchkey.token.testing.Fixtures.history;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static dev.latchkey.token.testing.Fixtures.password;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import dev.latchkey.account.Account;
import dev.latchkey.account.AccountStore;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.NewSession;
import dev.latchkey.account.Session;
import dev.latchkey.account.SignIn;
import dev.latchkey.account.SignedIn;
import dev.latchkey.account.TotpSecret;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Actor;
import dev.latchkey.token.Client;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.Origin;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.Password;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.TokenState;
import dev.latchkey.token.TokenValue;
import dev.latchkey.token.Tokens;
import dev.latchkey.token.testing.AccountsContract;
import dev.latchkey.token.testing.EventsContract;
import dev.latchkey.token.testing.GuessesContract;
import dev.latchkey.token.testing.KnownBrowsersContract;
import dev.latchkey.token.testing.SecondFactorsContract;
import dev.latchkey.token.testing.SessionsContract;
import dev.latchkey.token.testing.Together;
import dev.latchkey.token.testing.TokensContract;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TimeZone;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a database promises, whichever it is: the contracts of the ports, and what only a database can get wrong. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DatabaseContract {

    private static final Client CLIENT = new Client("192.0.2.7", "curl");

    private final boolean tellsOnce;
    private DatabaseOptions options;
    private Database database;

    /** @param tellsOnce whether all changes of the tokens come through this process */
    DatabaseContract(boolean tellsOnce) {
        this.tellsOnce = tellsOnce;
    }

    /** Which database, with nothing in it yet. */
    protected abstract DatabaseOptions emptyDatabase();

    @BeforeAll
    void open() {
        options = emptyDatabase().migrations("app", DatabaseContract.class);
        database = Database.open(options);
        database.accountStore();
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void empty() {
        for (String table : List.of(
                "latchkey.tokens",
                "latchkey.token_owners",
                "latchkey.token_events",
                "latchkey.accounts",
                "latchkey.sessions",
                "latchkey.guesses",
                "latchkey.known_browsers",
                "latchkey.recovery_codes",
                "app.notes")) {
            database.transactions().write(handle -> handle.execute("DELETE FROM " + table));
        }
    }

    private void reopen() {
        database.close();
        database = Database.open(options);
    }

    private Database closedDatabase() {
        Database closed = Database.open(emptyDatabase());
        closed.close();
        return closed;
    }

    @Nested
    class TheTokens extends TokensContract {

        private boolean eventsAreBroken;

        @Override
        protected Tokens tokens() {
            return database.tokens();
        }

        @Override
        protected boolean tellsOnce() {
            return tellsOnce;
        }

        @Override
        protected Tokens brokenTokens() {
            return closedDatabase().tokens();
        }

        @Override
        protected void breakEvents() {
            database.transactions()
                    .write(handle -> handle.execute("ALTER TABLE latchkey.token_events RENAME TO lost_events"));
            eventsAreBroken = true;
        }

        @AfterEach
        void mendEvents() {
            if (eventsAreBroken) {
                database.transactions()
                        .write(handle -> handle.execute("ALTER TABLE latchkey.lost_events RENAME TO token_events"));
            }
        }

        @Override
        protected Events events() {
            return database.events();
        }
    }

    @Nested
    class TheEvents extends EventsContract {
        @Override
        protected Events events() {
            return database.events();
        }

        @Override
        protected Events brokenEvents() {
            return closedDatabase().events();
        }
    }

    @Nested
    class TheSessions extends SessionsContract {
        @Override
        protected AccountStore store() {
            return database.accountStore();
        }
    }

    @Nested
    class TheAccounts extends AccountsContract {
        @Override
        protected AccountStore store() {
            return database.accountStore();
        }
    }

    @Nested
    class TheSecondFactors extends SecondFactorsContract {
        @Override
        protected AccountStore store() {
            return database.accountStore();
        }
    }

    @Nested
    class TheGuesses extends GuessesContract {
        @Override
        protected AccountStore store() {
            return database.accountStore();
        }
    }

    @Nested
    class TheKnownBrowsers extends KnownBrowsersContract {
        @Override
        protected AccountStore store() {
            return database.accountStore();
        }
    }

    @Nested
    class Concurrency extends ConcurrencyContract {
        @Override
        protected Database database() {
            return database;
        }
    }

    @Nested
    class OwnTransactions extends TransactionsContract {
        @Override
        protected Database database() {
            return database;
        }
    }

    @Test
    void open_again_findsEverythingAsItWas() {
        Token token = added(database.tokens(), newToken(ALICE, newValue(), "ünï 🔑", Expiry.at(NOW.plusSeconds(1))));
        Account account = addAccount();
        Session session = database.accountStore()
                .sessions()
                .add(
                        new NewSession(account.id(), 0, newValue().fingerprint(), "192.0.2.7", "curl", NOW),
                        SignIn.MAX_SESSIONS)
                .orElseThrow();
        ImmutableList<Event> events = history(database.events(), Events.Filter.ALL, 9);

        reopen();

        assertThat(database.tokens().find(token.fingerprint())).contains(token);
        assertThat(database.accountStore().accounts().find(account.id())).contains(account);
        assertThat(database.accountStore().sessions().find(session.fingerprint()))
                .contains(session);
        assertThat(history(database.events(), Events.Filter.ALL, 9))
                .isEqualTo(events)
                .hasSize(1);
        assertThat(database.accountStore().passwords().matches(account.id(), password("correct horse")))
                .isTrue();
    }

    @Test
    void open_again_remembersSecretsAndUsedCodes() {
        AccountId account = addAccount().id();
        TotpSecret secret = TotpSecret.generate(new SecureRandom());
        database.accountStore().secondFactors().turnOn(account, secret, Optional.empty());
        database.accountStore().secondFactors().accept(account, 7);
        Session restricted = database.accountStore()
                .sessions()
                .add(
                        new NewSession(
                                account,
                                1,
                                newValue().fingerprint(),
                                "192.0.2.7",
                                "curl",
                                NOW,
                                false,
                                OptionalInt.of(3)),
                        SignIn.MAX_SESSIONS)
                .orElseThrow();

        reopen();

        assertThat(database.accountStore()
                        .secondFactors()
                        .secretOf(account)
                        .orElseThrow()
                        .reveal())
                .isEqualTo(secret.reveal());
        assertThat(database.accountStore().secondFactors().accept(account, 7)).isFalse();
        assertThat(database.accountStore().sessions().find(restricted.fingerprint()))
                .contains(restricted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"methods = 'PRIVATE!'", "description = ' '", "owner = ' PRIVATE'", "last_used_at = created_at"})
    void find_ofARowThatCannotBeRead_isAFailureOfTheDatabase_andNamesItsIdAlone(String damage) {
        Token token = addToken();
        database.transactions()
                .write(handle -> handle.execute("UPDATE latchkey.tokens SET " + damage + ", template = NULL"));

        List<ThrowingCallable> calls = new ArrayList<>();
        calls.add(() -> database.tokens().find(token.fingerprint()));
        if (!damage.startsWith("owner")) {
            calls.add(() -> database.tokens().find(ALICE, token.id()));
            calls.add(() -> database.tokens().ownedBy(ALICE));
        }
        for (ThrowingCallable call : calls) {
            assertThatThrownBy(call)
                    .isInstanceOf(StorageException.class)
                    .hasStackTraceContaining("the row of token " + token.id() + " cannot be read")
                    .satisfies(e -> assertThat(stackTrace(e)).doesNotContain("PRIVATE"));
        }
    }

    @Test
    void countTokens_tellsHowManyAreInEachState() {
        Tokens tokens = database.tokens();
        assertThat(database.countTokens(NOW).values()).containsOnly(0L).hasSize(TokenState.values().length);

        addToken();
        added(tokens, newToken(ALICE, newValue(), "expired", Expiry.at(NOW.plusSeconds(1))));
        Token suspended = added(tokens, newToken(ALICE, newValue(), "suspended", Expiry.at(NOW.plusSeconds(1))));
        tokens.suspend(ImmutableSet.of(suspended.id()), by(ALICE));
        added(tokens, newToken(BOB, newValue(), "disabled", Expiry.never()));
        added(tokens, newToken(BOB, newValue(), "disabled", Expiry.never()));
        tokens.disableOwner(by(BOB));

        assertThat(database.countTokens(NOW.plusSeconds(1)))
                .containsOnly(
                        Map.entry(TokenState.LIVE, 1L),
                        Map.entry(TokenState.EXPIRED, 1L),
                        Map.entry(TokenState.SUSPENDED, 1L),
                        Map.entry(TokenState.OWNER_DISABLED, 2L));
        assertThat(database.countTokens(NOW)).containsEntry(TokenState.LIVE, 2L);

        restartIds(900_000);
        addToken();
        assertThat(database.countTokens(NOW)).containsEntry(TokenState.LIVE, 3L);
    }

    /** Gives the next token's row this number, as if many before it had been removed. */
    private void restartIds(int next) {
        database.transactions()
                .write(handle -> handle.execute("ALTER TABLE latchkey.tokens ALTER COLUMN id RESTART WITH " + next));
    }

    @Test
    void checkReadable_tellsOfADatabaseThatIsClosed() {
        database.checkReadable();

        Database closed = closedDatabase();

        assertThatThrownBy(closed::checkReadable).isInstanceOf(StorageException.class);
    }

    @Test
    void add_afterTheLastTokenWasRemovedAndARestart_givesANewId() {
        Token last = addToken();
        database.tokens().remove(ImmutableSet.of(last.id()), by(ALICE));

        reopen();

        assertThat(addToken().id()).isNotEqualTo(last.id());
    }

    @Test
    void add_ofATakenFingerprint_failsAndRecordsNothing() {
        TokenValue value = newValue();
        added(database.tokens(), newToken(value));

        assertThatThrownBy(() -> added(database.tokens(), newToken(value))).isInstanceOf(StorageException.class);

        assertThat(database.tokens().ownedBy(ALICE)).hasSize(1);
        assertThat(history(database.events(), Events.Filter.ALL, 9)).hasSize(1);
    }

    @Test
    void instants_whateverTheTimeZone_stayTheSame() {
        TimeZone before = TimeZone.getDefault();
        Instant inTheHourThatKathmanduSkipped = Instant.parse("1985-12-31T18:35:00.000001Z");
        Origin origin = new Origin(ALICE, Actor.owner(), inTheHourThatKathmanduSkipped, CLIENT);
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            reopen();
            Token token = database.tokens().add(newToken(), 1, origin).orElseThrow();
            assertThat(database.tokens().find(token.fingerprint())).contains(token);

            TimeZone.setDefault(TimeZone.getTimeZone("America/St_Johns"));
            reopen();
            assertThat(database.tokens().find(token.fingerprint())).contains(token);
            assertThat(token.createdAt()).isEqualTo(inTheHourThatKathmanduSkipped);
        } finally {
            TimeZone.setDefault(before);
            reopen();
        }
    }

    @Test
    void instants_areCutToTheMicrosecond() {
        Origin origin = new Origin(ALICE, Actor.owner(), NOW.plusNanos(999), CLIENT);

        Token token = database.tokens().add(newToken(), 1, origin).orElseThrow();

        assertThat(token.createdAt()).isEqualTo(NOW);
        assertThat(database.tokens().find(token.fingerprint())).contains(token);
    }

    @Test
    void addSession_ofAnAccountThatIsNotThere_addsNothing() {
        for (String nobody : List.of("2147483647", "nobody")) {
            NewSession session =
                    new NewSession(new AccountId(nobody), 0, newValue().fingerprint(), "192.0.2.7", "curl", NOW);

            assertThat(database.accountStore().sessions().add(session, SignIn.MAX_SESSIONS))
                    .isEmpty();
        }
    }

    @Test
    void confirm_ofAHashByOtherParameters_renewsIt_andChangesNothingElse() {
        AccountStore stores = database.accountStore();
        Account account = addAccount();
        Session session = stores.sessions()
                .add(
                        new NewSession(account.id(), 0, newValue().fingerprint(), "192.0.2.7", "curl", NOW),
                        SignIn.MAX_SESSIONS)
                .orElseThrow();
        String old = Argon2Factory.create(Argon2Types.ARGON2id)
                .hash(1, 8_192, 1, "correct horse".getBytes(StandardCharsets.UTF_8));
        database.transactions()
                .write(handle -> handle.createUpdate("UPDATE latchkey.accounts SET password_hash = :old")
                        .bind("old", old)
                        .execute());

        assertThat(stores.passwords().matches(account.id(), password("correct horse")))
                .isTrue();

        assertThat(passwordHash()).startsWith("$argon2id$v=19$m=19456,");
        assertThat(stores.accounts().find(account.id())).contains(account);
        assertThat(stores.sessions().find(session.fingerprint())).contains(session);
    }

    private String passwordHash() {
        return database.transactions()
                .read(handle -> handle.createQuery("SELECT password_hash FROM latchkey.accounts")
                        .mapTo(String.class)
                        .one());
    }

    /** The check of a password takes long, and so whoever signs in with the old one is often between the check and the session. */
    @Test
    void signIn_whileThePasswordIsChanged_leavesNoSessionOfTheOldOne() throws Exception {
        AccountStore stores = database.accountStore();
        SignIn signIn = new SignIn(stores, TokenFormat.SESSION, new SecureRandom(), InstantSource.system());
        for (int round = 0; round < 15; round++) {
            Password old = password("correct horse");
            Client client = new Client("192.0.2." + round, "curl");
            String login = "number-" + round + "@example.com"; // who fails often has to pause
            AccountId account = stores.accounts()
                    .add(new EmailAddress(login), "Somebody", old, NOW)
                    .orElseThrow()
                    .id();

            Together.whileItSucceeds(
                    4,
                    () -> signIn.signIn(login, old, client) instanceof Outcome.Done<SignedIn>,
                    () -> stores.accounts().changePassword(account, password("battery staple"), Optional.empty()));

            assertThat(stores.sessions().ofAccount(account))
                    .as("round %d", round)
                    .isEmpty();
        }
    }

    @Test
    void textsFromOutside_areCutAndCleaned() {
        String text = "nul\0 half\ud83d ".repeat(200);

        Session session = database.accountStore()
                .sessions()
                .add(
                        new NewSession(addAccount().id(), 0, newValue().fingerprint(), text, text, NOW),
                        SignIn.MAX_SESSIONS)
                .orElseThrow();

        assertThat(database.accountStore().sessions().find(session.fingerprint()))
                .contains(session);
        assertThat(session.userAgent()).startsWith("nul\ufffd half\ufffd ").hasSize(500);
        assertThat(session.address()).hasSize(200);
    }

    @Test
    void failures_neverTellAHash() {
        Account account = addAccount();
        String hash = passwordHash();
        List<String> failing = List.of(
                "INSERT INTO latchkey.accounts (email, name, password_hash, created_at)"
                        + " SELECT email, name, password_hash, created_at FROM latchkey.accounts",
                "UPDATE latchkey.accounts SET name = NULL",
                "UPDATE latchkey.accounts SET password_hash = password_hash || REPEAT('x', 500)");

        assertThat(account.id().value()).matches("[1-9][0-9]*");
        assertThat(hash).startsWith("$argon2id$");
        for (String sql : failing) {
            assertThatThrownBy(() -> database.transactions().write(handle -> handle.execute(sql)))
                    .isInstanceOf(StorageException.class)
                    .satisfies(e -> assertThat(stackTrace(e)).doesNotContain(hash.substring(0, 60)));
        }
        assertThatThrownBy(() -> database.transactions()
                        .write(handle -> handle.createUpdate(
                                        "UPDATE latchkey.accounts SET password_hash = :hash, email = NULL")
                                .bind("hash", hash)
                                .execute()))
                .isInstanceOf(StorageException.class)
                .satisfies(e -> assertThat(stackTrace(e)).doesNotContain(hash));
    }

    static String stackTrace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private Token addToken() {
        return added(database.tokens(), newToken());
    }

    private Account addAccount() {
        return database.accountStore()
                .accounts()
                .add(new EmailAddress("alice@example.com"), "Alice", password("correct horse"), NOW)
                .orElseThrow();
    }
}
