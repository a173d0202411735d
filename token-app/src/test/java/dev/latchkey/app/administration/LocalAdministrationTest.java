package dev.latchkey.app.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.GuessSubject;
import dev.latchkey.account.GuessTally;
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
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenDescription;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenState;
import dev.latchkey.token.TokenTemplate;
import dev.latchkey.token.TokenTerms;
import dev.latchkey.token.TokenValue;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalAdministrationTest {

    private static final EmailAddress ANN = new EmailAddress("ann@example.com");
    private static final EmailAddress BOB = new EmailAddress("bob@example.com");
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final ApiMethod INTROSPECT = ApiMethod.of("latchkey.tokens.Introspect");
    private static final ApiMethod STOP = ApiMethod.of("environment.control.StopEnv");

    @TempDir
    private Path directory;

    private Database database;
    private LocalAdministration administration;

    @BeforeEach
    void open() {
        database = Database.open(DatabaseOptions.inDirectory(directory));
        administration = new LocalAdministration(
                database,
                List.of(new TokenTemplate(1, "Control", ImmutableList.of("environment.control.*"))),
                TokenFormat.TOKEN,
                OptionalInt.empty(),
                InstantSource.fixed(NOW));
        add(ANN);
        add(BOB);
    }

    @AfterEach
    void close() {
        administration.close();
    }

    private void add(EmailAddress login) {
        String unused = administration.add(
                login, "Somebody", Password.parse("a long password").orThrow());
    }

    private AccountId id(EmailAddress login) {
        return database.accountStore().accounts().find(login).orElseThrow().id();
    }

    @Test
    void addToken_makesATokenOfAnAdministrator_thatIsInItsHistory() {
        administration.setAdministrator(ANN, true);

        String value = administration.addToken(service(ANN));

        Token token = database.tokens()
                .find(TokenFormat.TOKEN.parse(value).orElseThrow().fingerprint())
                .orElseThrow();
        assertThat(token.owner()).isEqualTo(id(ANN));
        assertThat(token.terms())
                .isEqualTo(TokenTerms.of(
                        new TokenDescription("Orders"),
                        new ApiMethodSet.Custom(ImmutableSet.of(INTROSPECT)),
                        Expiry.at(NOW.plusSeconds(60))));
        assertThat(administration.history(new HistoryQuery(Optional.of(ANN), Optional.of(token.id()), 1)))
                .singleElement()
                .satisfies(entry -> assertThat(entry.toString())
                        .contains("generated", "platform", "command line")
                        .doesNotContain(value));
    }

    @Test
    void addToken_ofSomebodyElse_isRefused() {
        administration.setAdministrator(BOB, true);
        administration.disable(BOB);

        assertThatExceptionOfType(AdministrationException.class)
                .isThrownBy(() -> administration.addToken(service(ANN)))
                .withMessage("ann@example.com is no administrator, and only an administrator can have such a token:"
                        + " name one, or make the account one with `account admin`");
        assertThatExceptionOfType(AdministrationException.class)
                .isThrownBy(() -> administration.addToken(service(BOB)))
                .withMessage("bob@example.com is disabled, and gets no tokens");
        assertThatExceptionOfType(AdministrationException.class)
                .isThrownBy(() -> administration.addToken(service(new EmailAddress("nobody@example.com"))))
                .withMessage("there is no account nobody@example.com");
        assertThat(administration.tokens(TokenQuery.ALL)).isEmpty();
    }

    private static ServiceToken service(EmailAddress owner) {
        return new ServiceToken(
                owner, new TokenDescription("Orders"), ImmutableSet.of(INTROSPECT), Expiry.at(NOW.plusSeconds(60)));
    }

    private Token token(EmailAddress owner, ApiMethodSet methods) {
        return token(owner, methods, TokenFormat.TOKEN.generate(new SecureRandom()));
    }

    private Token token(EmailAddress owner, ApiMethodSet methods, TokenValue value) {
        AccountId account = id(owner);
        return database.tokens()
                .add(
                        NewToken.of(account, TokenTerms.of(new TokenDescription("x"), methods, Expiry.never()), value),
                        10,
                        new Origin(account, Actor.owner(), NOW, Client.UNKNOWN))
                .orElseThrow();
    }

    private static ApiMethodSet custom(ApiMethod method) {
        return new ApiMethodSet.Custom(ImmutableSortedSet.of(method));
    }

    private TokenState state(Token token) {
        return database.tokens().find(token.owner(), token.id()).orElseThrow().state(NOW);
    }

    private List<String> kinds(EmailAddress login) {
        return administration.history(new HistoryQuery(Optional.of(login), Optional.empty(), 10)).stream()
                .map(entry -> entry.kind() + " by " + entry.actor())
                .toList();
    }

    @Test
    void disable_hasItsTokensDead_andEnableBringsThemBack() {
        Token token = token(ANN, custom(STOP));

        administration.disable(ANN);
        administration.disable(ANN);

        assertThat(state(token)).isEqualTo(TokenState.OWNER_DISABLED);
        assertThat(administration.accounts())
                .extracting(AccountEntry::disabledAt)
                .contains(Optional.of(NOW));

        administration.enable(ANN);

        assertThat(state(token)).isEqualTo(TokenState.LIVE);
        assertThat(kinds(ANN))
                .containsExactly(
                        "account_enabled by platform",
                        "account_disabled by platform",
                        "generated by owner",
                        "account_added by platform");
    }

    @Test
    void remove_takesItsTokensWithIt_andLeavesTheHistory() {
        Token token = token(ANN, custom(STOP));
        Token other = token(BOB, custom(STOP));

        administration.remove(ANN);

        assertThat(database.tokens().find(token.owner(), token.id())).isEmpty();
        assertThat(state(other)).isEqualTo(TokenState.LIVE);
        assertThat(administration.accounts()).extracting(AccountEntry::email).containsExactly("bob@example.com");
        assertThat(administration.history(new HistoryQuery(Optional.empty(), Optional.of(token.id()), 10)))
                .first()
                .satisfies(entry -> {
                    assertThat(entry.kind()).isEqualTo("removed");
                    assertThat(entry.account()).isEqualTo(token.owner().toString());
                });
    }

    @Test
    void setAdministrator_makesAndUnmakesOne() {
        administration.setAdministrator(ANN, true);
        assertThat(administration.accounts())
                .extracting(AccountEntry::administrator)
                .containsExactly(true, false);

        administration.setAdministrator(ANN, false);
        assertThat(administration.accounts())
                .extracting(AccountEntry::administrator)
                .containsExactly(false, false);
        assertThat(kinds(ANN)).contains("administrator_made by platform", "administrator_unmade by platform");
    }

    @Test
    void forgiveGuesses_forgetsWhatWasCounted() {
        GuessSubject subject = GuessSubject.account(id(ANN));
        var unused = database.accountStore()
                .guesses()
                .change(
                        ImmutableSet.of(subject),
                        tallies -> ImmutableMap.of(subject, new GuessTally(0, NOW, 7, NOW, NOW, 100)));

        administration.forgiveGuesses(ANN);

        assertThat(database.accountStore().guesses().find(ImmutableSet.of(subject)))
                .containsEntry(subject, GuessTally.NONE);
    }

    @Test
    void tokensWithAMethod_areThoseOfItsTemplatesToo_whoseEver() {
        Token byItself = token(ANN, custom(STOP));
        Token byTemplate = token(BOB, new ApiMethodSet.OfTemplate("Control"));
        Token without = token(BOB, custom(ApiMethod.of("environment.binder.GetDomains")));

        assertThat(administration.suspendTokens(new TokenSelection.WithMethod(STOP)))
                .containsExactlyInAnyOrder(byItself.id(), byTemplate.id());

        assertThat(state(byItself)).isEqualTo(TokenState.SUSPENDED);
        assertThat(state(byTemplate)).isEqualTo(TokenState.SUSPENDED);
        assertThat(state(without)).isEqualTo(TokenState.LIVE);
    }

    @Test
    void aTokenByItsValue_isThatOne_andAnUnknownOneIsAnError() {
        TokenValue value = TokenFormat.TOKEN.generate(new SecureRandom());
        Token token = token(ANN, custom(STOP), value);
        Token other = token(ANN, custom(STOP));

        assertThat(administration.removeTokens(new TokenSelection.WithValue(value)))
                .containsExactly(token.id());

        assertThat(administration.tokens(TokenQuery.ALL))
                .extracting(TokenEntry::id)
                .containsExactly(other.id());
        assertThatExceptionOfType(AdministrationException.class)
                .isThrownBy(() -> administration.removeTokens(new TokenSelection.WithValue(value)))
                .withMessage("there is no token with this value");
    }

    @Test
    void tokensByNumber_ofAnotherAccount_areAnError_andNoneIsChanged() {
        Token token = token(ANN, custom(STOP));
        Token other = token(BOB, custom(STOP));
        ImmutableSet<TokenId> both = ImmutableSet.of(token.id(), other.id());

        assertThatExceptionOfType(AdministrationException.class)
                .isThrownBy(() -> administration.suspendTokens(new TokenSelection.ById(ANN, both)))
                .withMessage("ann@example.com has no token " + other.id());

        assertThat(state(token)).isEqualTo(TokenState.LIVE);
        assertThat(state(other)).isEqualTo(TokenState.LIVE);
    }

    @Test
    void resume_alsoResumesWhatAnAdministratorSuspended() {
        Token token = token(ANN, custom(STOP));
        var unused = database.tokens()
                .suspend(
                        ImmutableSet.of(token.id()),
                        new Origin(id(ANN), Actor.administrator(id(BOB)), NOW, Client.UNKNOWN));

        assertThat(administration.resumeTokens(new TokenSelection.OfAccount(ANN)))
                .containsExactly(token.id());

        assertThat(state(token)).isEqualTo(TokenState.LIVE);
    }

    @Test
    void anAccountThatThereIsNot_isAnError() {
        assertThatExceptionOfType(AdministrationException.class)
                .isThrownBy(() -> administration.disable(new EmailAddress("nobody@example.com")))
                .withMessage("there is no account nobody@example.com");
    }
}
