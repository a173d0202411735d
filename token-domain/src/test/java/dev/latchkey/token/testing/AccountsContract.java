package dev.latchkey.token.testing;

import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static dev.latchkey.token.testing.Fixtures.password;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.NewSession;
import dev.latchkey.account.Sessions;
import dev.latchkey.account.SignIn;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Password;
import dev.latchkey.token.PasswordConfirmation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every store of accounts promises, with the confirmation of their passwords. An implementation's test extends it
 * and gives empty stores for each test.
 */
public abstract class AccountsContract {

    private static final EmailAddress ALICE = new EmailAddress("alice@example.com");
    private static final EmailAddress BOB = new EmailAddress("bob@example.com");
    private static final Password SECRET = password("correct horse");
    private static final AccountId NOBODYS = new AccountId("2147483647");
    private static final AccountId NO_NUMBER = new AccountId("nobody");
    private static final int ROUNDS = 15;

    /** The store under test, empty at the start of a test, and the same throughout it. */
    protected abstract Accounts accounts();

    /** The sessions that go with it. */
    protected abstract Sessions sessions();

    /** What checks the passwords of {@link #accounts()}. */
    protected abstract PasswordConfirmation passwords();

    @Test
    public void add_storesAnAccountThatIsFoundByIdAndAddress() {
        Account added = add(ALICE);

        assertThat(added.id().value()).matches("[1-9][0-9]*");
        assertThat(added.email()).isEqualTo(ALICE);
        assertThat(added.name()).isEqualTo("Ünï 🔑");
        assertThat(added.createdAt()).isEqualTo(NOW);
        assertThat(accounts().find(added.id())).contains(added);
        assertThat(accounts().find(ALICE)).contains(added);
    }

    @Test
    public void add_whenTheAddressIsTaken_addsNothing() {
        Account first = add(ALICE);

        assertThat(accounts().add(ALICE, "Impostor", password("another one"), NOW))
                .isEmpty();

        assertThat(accounts().list()).containsExactly(first);
        assertThat(passwords().confirm(first.id(), SECRET)).isEqualTo(PasswordConfirmation.Result.CONFIRMED);
    }

    @Test
    public void find_whenThereIsNone_findsNothing() {
        add(ALICE);

        assertThat(accounts().find(BOB)).isEmpty();
        assertThat(accounts().find(NOBODYS)).isEmpty();
        assertThat(accounts().find(NO_NUMBER)).isEmpty();
    }

    @Test
    public void list_givesTheOldestFirst() {
        Account first = add(BOB);
        Account second = add(ALICE);

        assertThat(accounts().list()).containsExactly(first, second);
    }

    @Test
    public void confirm_whenThePasswordIsRight_confirms() {
        assertThat(passwords().confirm(add(ALICE).id(), password("correct horse")))
                .isEqualTo(PasswordConfirmation.Result.CONFIRMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"correct hors", "Correct horse", "correct horse ", "x"})
    public void confirm_whenThePasswordIsAnother_isWrong(String text) {
        assertThat(passwords().confirm(add(ALICE).id(), password(text))).isEqualTo(PasswordConfirmation.Result.WRONG);
    }

    @Test
    public void confirm_whenTheAccountDoesNotExist_isWrong() {
        add(ALICE);

        assertThat(passwords().confirm(NOBODYS, SECRET)).isEqualTo(PasswordConfirmation.Result.WRONG);
        assertThat(passwords().confirm(NO_NUMBER, SECRET)).isEqualTo(PasswordConfirmation.Result.WRONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"пароль-пароль", "🔑🔑🔑🔑🔑🔑🔑🔑", "nul\0inside"})
    public void confirm_tellsEveryCharacterApart(String text) {
        Account account = accounts().add(ALICE, "Alice", password(text), NOW).orElseThrow();

        assertThat(passwords().confirm(account.id(), password(text))).isEqualTo(PasswordConfirmation.Result.CONFIRMED);
        assertThat(passwords().confirm(account.id(), password(text + "x")))
                .isEqualTo(PasswordConfirmation.Result.WRONG);
    }

    @Test
    public void changePassword_makesTheNewOneGoodAndTheOldOneWrong() {
        Account account = add(ALICE);

        assertThat(accounts().changePassword(account.id(), password("battery staple")))
                .isTrue();

        assertThat(passwords().confirm(account.id(), password("battery staple")))
                .isEqualTo(PasswordConfirmation.Result.CONFIRMED);
        assertThat(passwords().confirm(account.id(), SECRET)).isEqualTo(PasswordConfirmation.Result.WRONG);
    }

    @Test
    public void changePassword_endsTheAccountsSessionsAndNobodyElses() {
        Account alice = add(ALICE);
        Account bob = add(BOB);
        sessions()
                .add(
                        new NewSession(alice.id(), 0, newValue().fingerprint(), "192.0.2.7", "curl", NOW),
                        SignIn.MAX_SESSIONS);
        sessions()
                .add(
                        new NewSession(bob.id(), 0, newValue().fingerprint(), "192.0.2.7", "curl", NOW),
                        SignIn.MAX_SESSIONS);

        accounts().changePassword(alice.id(), password("battery staple"));

        assertThat(sessions().ofAccount(alice.id())).isEmpty();
        assertThat(sessions().ofAccount(bob.id())).hasSize(1);
    }

    @Test
    public void changePassword_leavesNoSessionOfTheOldOne_whoeverAddsThem() throws Exception {
        AccountId alice = add(ALICE).id();
        for (int round = 0; round < ROUNDS; round++) {
            int before = version(alice);
            Password next = password("battery staple " + round);

            Together.whileItSucceeds(
                    4, () -> addSession(alice, before), () -> accounts().changePassword(alice, next));

            assertThat(version(alice)).isNotEqualTo(before);
            assertThat(sessions().ofAccount(alice)).isEmpty();
            assertThat(addSession(alice, version(alice))).isTrue();
        }
    }

    private int version(AccountId account) {
        return accounts().find(account).orElseThrow().credentialVersion();
    }

    private boolean addSession(AccountId account, int version) {
        NewSession session = new NewSession(account, version, newValue().fingerprint(), "192.0.2.7", "curl", NOW);
        return sessions().add(session, SignIn.MAX_SESSIONS).isPresent();
    }

    @Test
    public void changePassword_whenThereIsNoSuchAccount_changesNothing() {
        assertThat(accounts().changePassword(NOBODYS, SECRET)).isFalse();
    }

    private Account add(EmailAddress email) {
        return accounts().add(email, "Ünï 🔑", SECRET, NOW).orElseThrow();
    }
}
