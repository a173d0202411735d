package dev.latchkey.persistence;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.added;
import static dev.latchkey.token.testing.Fixtures.by;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static dev.latchkey.token.testing.Fixtures.password;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.latchkey.account.Account;
import dev.latchkey.account.AccountStore;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.NewSession;
import dev.latchkey.account.SecondFactors;
import dev.latchkey.account.Session;
import dev.latchkey.account.Sessions;
import dev.latchkey.account.TotpSecret;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Client;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenEdit;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenValue;
import dev.latchkey.token.Tokens;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Every method of the ports that takes a right away raises the revision, so that all nodes hear of it. A method that is new is either among those, or said to
 * take nothing away.
 */
final class RevisionsTest {

    /** They read, add, note, or give back. */
    private static final ImmutableSet<String> TAKE_NOTHING_AWAY = ImmutableSet.of(
            "Tokens.add(NewToken, int, Origin)",
            "Tokens.find(TokenFingerprint)",
            "Tokens.find(AccountId, TokenId)",
            "Tokens.ownedBy(AccountId)",
            "Tokens.search(TokenFilter, Optional, int)",
            "Tokens.isDisabled(AccountId)",
            "Tokens.keepLastUses(ImmutableMap)",
            "Tokens.watch(Consumer)",
            "Sessions.find(TokenFingerprint)",
            "Sessions.ofAccount(AccountId)",
            "Sessions.touch(SessionId, Instant)",
            "Sessions.takeCodeAttempt(SessionId)",
            "Sessions.noteConfirmation(SessionId, Instant)",
            "Sessions.removeDead(Instant, Instant, Instant)",
            "Accounts.add(EmailAddress, String, Password, Instant)",
            "Accounts.find(AccountId)",
            "Accounts.find(EmailAddress)",
            "Accounts.search(AccountFilter, Optional, int)",
            "Accounts.addresses(ImmutableSet)",
            "Accounts.enable(AccountId)",
            "SecondFactors.prepare(AccountId, TotpSecret)",
            "SecondFactors.prepared(AccountId)",
            "SecondFactors.secretOf(AccountId)",
            "SecondFactors.accept(AccountId, long)",
            "SecondFactors.setRecoveryCodes(AccountId, ImmutableSet, Optional)",
            "SecondFactors.takeRecoveryCode(AccountId, TokenFingerprint)",
            "SecondFactors.recoveryCodesLeft(AccountId)");

    private final DatabaseOptions options = Postgres.newDatabase().lease(Duration.ofSeconds(1));
    private final Database database = Database.open(
            options,
            DataDirectory::usableSpace,
            revocations -> new ForwardingRevocations(revocations) {
                @Override
                public void await(Revoked revoked) {
                    awaited = revoked.position();
                }
            },
            InstantSource.system());
    private Optional<RevisionStatements.Position> awaited = Optional.empty();
    private final Tokens tokens = database.tokens();
    private final AccountStore store = database.accountStore();
    private int count;

    @AfterEach
    void close() {
        database.close();
    }

    private Map<String, Runnable> takingAway() {
        return ImmutableMap.<String, Runnable>builder()
                .put(
                        "Tokens.edit(TokenId, TokenEdit, Origin)",
                        () -> tokens.edit(token(), TokenEdit.NOTHING, by(ALICE)))
                .put("Tokens.regenerate(TokenId, TokenFingerprint, String, Origin)", this::regenerate)
                .put("Tokens.revive(TokenId, TokenFingerprint, String, Expiry, Origin)", this::revive)
                .put("Tokens.remove(ImmutableSet, Origin)", () -> tokens.remove(ImmutableSet.of(token()), by(ALICE)))
                .put("Tokens.remove(TokenFingerprint, Instant, Client)", this::removeByValue)
                .put("Tokens.suspend(ImmutableSet, Origin)", () -> tokens.suspend(ImmutableSet.of(token()), by(ALICE)))
                .put("Tokens.resume(ImmutableSet, Origin)", this::resume)
                .put("Tokens.disableOwner(Origin)", this::disableOwner)
                .put("Tokens.enableOwner(Origin)", this::enableOwner)
                .put(
                        "Sessions.add(NewSession, int)",
                        () -> session(session(account(), 1).account(), 1))
                .put("Sessions.makeFull(SessionId, TokenFingerprint)", this::makeFull)
                .put("Sessions.remove(AccountId, ImmutableSet)", this::removeSession)
                .put(
                        "Accounts.changePassword(AccountId, Password, Optional)",
                        () -> store.accounts().changePassword(signedIn(), password("another horse"), Optional.empty()))
                .put(
                        "Accounts.setAdministrator(AccountId, boolean)",
                        () -> store.accounts().setAdministrator(signedIn(), false))
                .put(
                        "Accounts.setAdministrator(AccountId, boolean, AccountId)",
                        () -> store.accounts().setAdministrator(signedIn(), false, administrator()))
                .put(
                        "Accounts.disable(AccountId, Instant)",
                        () -> store.accounts().disable(signedIn(), NOW))
                .put(
                        "Accounts.disable(AccountId, Instant, AccountId)",
                        () -> store.accounts().disable(signedIn(), NOW, administrator()))
                .put("Accounts.remove(AccountId)", () -> store.accounts().remove(signedIn()))
                .put(
                        "Accounts.remove(AccountId, AccountId)",
                        () -> store.accounts().remove(signedIn(), administrator()))
                .put(
                        "SecondFactors.turnOn(AccountId, TotpSecret, Optional)",
                        () -> store.secondFactors().turnOn(signedIn(), secret(), Optional.empty()))
                .put(
                        "SecondFactors.turnOnPrepared(AccountId, TotpSecret, long, ImmutableSet, SessionId)",
                        this::turnOnPrepared)
                .put("SecondFactors.turnOff(AccountId, Optional)", this::turnOff)
                .buildOrThrow();
    }

    @Test
    void everyMethodThatTakesARightAway_raisesTheRevision() {
        takingAway().forEach((method, change) -> {
            long before = revision();
            change.run();
            assertThat(revision()).as(method).isGreaterThan(before);
        });
    }

    @Test
    void everyMethod_isSaidToTakeARightAway_orNot() {
        Set<String> methods = Stream.of(Tokens.class, Sessions.class, Accounts.class, SecondFactors.class)
                .flatMap(port -> Arrays.stream(port.getDeclaredMethods()))
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isSynthetic())
                .map(RevisionsTest::shown)
                .collect(Collectors.toSet());

        assertThat(Sets.union(takingAway().keySet(), TAKE_NOTHING_AWAY)).isEqualTo(methods);
        assertThat(Sets.intersection(takingAway().keySet(), TAKE_NOTHING_AWAY)).isEmpty();
    }

    /** A change that finds nothing raises none, as there is nothing to hear of. */
    @Test
    void aChangeOfNothing_raisesNoRevision() {
        long before = revision();

        tokens.remove(newValue().fingerprint(), NOW, Client.UNKNOWN);
        tokens.remove(ImmutableSet.of(new TokenId(4711)), by(ALICE));
        session(account(), 9);
        store.accounts().disable(new AccountId("4711"), NOW);

        assertThat(revision()).isEqualTo(before);
    }

    /** What it would take away may be taken away by a change that not all nodes have heard of. */
    @Test
    void aRepeat_waitsForWhatTheFirstTookAway() {
        ImmutableSet<TokenId> token = ImmutableSet.of(token());
        TokenId suspended = token();
        Token byValue = added(tokens, newToken());
        Session session = session(account(), 9);
        AccountId disabled = signedIn();
        AccountId removed = signedIn();
        Postgres.execute(options, "INSERT INTO latchkey.nodes (id, beat, confirmed) VALUES (gen_random_uuid(), 7, 0)");
        ImmutableMap<String, Runnable> changes = ImmutableMap.of(
                "remove tokens", () -> tokens.remove(token, by(ALICE)),
                "remove a token by its value", () -> tokens.remove(byValue.fingerprint(), NOW, Client.UNKNOWN),
                "suspend", () -> tokens.suspend(ImmutableSet.of(suspended), by(ALICE)),
                "disable the owner", () -> tokens.disableOwner(by(ALICE)),
                "remove sessions", () -> store.sessions().remove(session.account(), ImmutableSet.of(session.id())),
                "disable an account", () -> store.accounts().disable(disabled, NOW),
                "remove an account", () -> store.accounts().remove(removed));
        changes.forEach((name, change) -> {
            change.run();
            awaited = Optional.empty();
            change.run();
            assertThat(awaited).as(name).isPresent();
        });
    }

    /** Strangers may ask for it, as often as they like. */
    @Test
    void theRemovalOfAnUnknownValue_waitsForNothing() {
        tokens.remove(ImmutableSet.of(token()), by(ALICE));
        awaited = Optional.empty();

        tokens.remove(newValue().fingerprint(), NOW, Client.UNKNOWN);

        assertThat(awaited).isEmpty();
    }

    private static String shown(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private long revision() {
        return database.read(connection -> RevisionStatements.last(connection).revision());
    }

    private TokenId token() {
        return added(tokens, newToken()).id();
    }

    private void regenerate() {
        TokenValue value = newValue();
        tokens.regenerate(token(), value.fingerprint(), value.hint(), by(ALICE));
    }

    private void revive() {
        Expiry tomorrow = Expiry.at(NOW.plus(Duration.ofDays(1)));
        Token expired = added(tokens, newToken(ALICE, newValue(), "Expired", Expiry.at(NOW)));
        TokenValue value = newValue();
        tokens.revive(expired.id(), value.fingerprint(), value.hint(), tomorrow, by(ALICE));
    }

    private void removeByValue() {
        Token token = added(tokens, newToken());
        assertThat(tokens.remove(token.fingerprint(), NOW, Client.UNKNOWN)).isTrue();
    }

    private void resume() {
        ImmutableSet<TokenId> suspended = ImmutableSet.of(token());
        tokens.suspend(suspended, by(ALICE));
        tokens.resume(suspended, by(ALICE));
    }

    private void disableOwner() {
        token();
        tokens.disableOwner(by(ALICE));
    }

    private void enableOwner() {
        tokens.enableOwner(by(ALICE));
    }

    private AccountId account() {
        String name = "account" + count++;
        return store.accounts()
                .add(new EmailAddress(name + "@example.com"), name, password("correct horse"), NOW)
                .map(Account::id)
                .orElseThrow();
    }

    private AccountId administrator() {
        AccountId account = account();
        store.accounts().setAdministrator(account, true);
        return account;
    }

    private AccountId signedIn() {
        return session(account(), 9).account();
    }

    private Session session(AccountId account, int limit) {
        return store.sessions()
                .add(new NewSession(account, 0, newValue().fingerprint(), "192.0.2.7", "curl", NOW), limit)
                .orElseThrow();
    }

    private void makeFull() {
        Session restricted = store.sessions()
                .add(
                        new NewSession(
                                account(),
                                0,
                                newValue().fingerprint(),
                                "192.0.2.7",
                                "curl",
                                NOW,
                                false,
                                OptionalInt.of(3)),
                        9)
                .orElseThrow();
        assertThat(store.sessions().makeFull(restricted.id(), newValue().fingerprint()))
                .isTrue();
    }

    private void removeSession() {
        Session session = session(account(), 9);
        store.sessions().remove(session.account(), ImmutableSet.of(session.id()));
    }

    private static TotpSecret secret() {
        return TotpSecret.generate(new SecureRandom());
    }

    private void turnOnPrepared() {
        Session kept = session(account(), 9);
        session(kept.account(), 9);
        TotpSecret secret = secret();
        store.secondFactors().prepare(kept.account(), secret);
        assertThat(store.secondFactors().turnOnPrepared(kept.account(), secret, 1, ImmutableSet.of(), kept.id()))
                .isTrue();
    }

    private void turnOff() {
        AccountId account = account();
        store.secondFactors().turnOn(account, secret(), Optional.empty());
        assertThat(store.sessions()
                        .add(new NewSession(account, 1, newValue().fingerprint(), "192.0.2.7", "curl", NOW), 9))
                .isPresent();
        assertThat(store.secondFactors().turnOff(account, Optional.empty())).isTrue();
    }
}
