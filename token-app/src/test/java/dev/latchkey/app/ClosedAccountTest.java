package dev.latchkey.app;

import static dev.latchkey.token.testing.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSortedSet;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.NewSession;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.DatabaseOptions;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Actor;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Client;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.Origin;
import dev.latchkey.token.Password;
import dev.latchkey.token.TokenDescription;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.TokenTerms;
import dev.latchkey.token.TokenValue;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An account that is closed, beside one that is not, at each of the doors. */
final class ClosedAccountTest {

    private static final EmailAddress CLOSED = new EmailAddress("demo@example.com");
    private static final Password PASSWORD = Password.parse("a long password 1").orThrow();

    private final SecureRandom random = new SecureRandom();
    private Database database;
    private Doors doors;

    @BeforeEach
    void open(@TempDir Path directory) {
        database = Database.open(DatabaseOptions.inDirectory(directory));
        doors = Doors.of(database, Optional.of(new ClosedLogin(CLOSED, "for the test")));
        add("ann@example.com");
        add(CLOSED.text()); // after the doors were made
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void add(String login) {
        assertThat(database.accountStore().accounts().add(new EmailAddress(login), "Somebody", PASSWORD, NOW))
                .isPresent();
    }

    private AccountId id(String login) {
        return database.accountStore()
                .accounts()
                .find(new EmailAddress(login))
                .orElseThrow()
                .id();
    }

    @Test
    void itsPassword_isWrong() {
        assertThat(doors.accounts().passwords().matches(id(CLOSED.text()), PASSWORD))
                .isFalse();
        assertThat(doors.accounts().passwords().matches(id("ann@example.com"), PASSWORD))
                .isTrue();
    }

    @Test
    void itsSessions_areNone() {
        for (String login : List.of("ann@example.com", CLOSED.text())) {
            TokenValue value = TokenFormat.SESSION.generate(random);
            database.accountStore().sessions().add(new NewSession(id(login), 0, value.fingerprint(), "", "", NOW), 10);

            assertThat(doors.accounts().sessions().find(value.fingerprint()).isEmpty())
                    .as(login)
                    .isEqualTo(login.equals(CLOSED.text()));
        }
    }

    @Test
    void itsTokens_areNone() {
        for (String login : List.of("ann@example.com", CLOSED.text())) {
            TokenValue value = TokenFormat.TOKEN.generate(random);
            ApiMethodSet methods = new ApiMethodSet.Custom(ImmutableSortedSet.of(ApiMethod.of("a.b.C")));
            database.tokens()
                    .add(
                            NewToken.of(
                                    id(login),
                                    TokenTerms.of(new TokenDescription("ci"), methods, Expiry.never()),
                                    value),
                            10,
                            new Origin(id(login), Actor.owner(), NOW, Client.UNKNOWN));

            assertThat(doors.tokens().tokens().find(value.fingerprint()).isEmpty())
                    .as(login)
                    .isEqualTo(login.equals(CLOSED.text()));
        }
    }

    @Test
    void withoutAClosedAccount_theStoresAreAsTheyAre() {
        Doors open = Doors.of(database, Optional.empty());

        assertThat(open.tokens()).isSameAs(database);
        assertThat(open.accounts()).isSameAs(database.accountStore());
    }
}
