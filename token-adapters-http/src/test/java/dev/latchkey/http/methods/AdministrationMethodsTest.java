package dev.latchkey.http.methods;

import static dev.latchkey.http.TestPlatform.ALICE;
import static dev.latchkey.http.TestPlatform.BOB;
import static dev.latchkey.http.TestPlatform.PASSWORD;
import static dev.latchkey.http.TestPlatform.SIGN_IN;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.account.GuessSubject;
import dev.latchkey.account.GuessTally;
import dev.latchkey.account.SignIn;
import dev.latchkey.account.TotpSecret;
import dev.latchkey.http.Parameter;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.TestPlatform;
import dev.latchkey.http.Uid;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AdministrationMethodsTest {

    private static final String NEW_PASSWORD = "battery staple too";

    private final TestPlatform platform = new TestPlatform();
    private final AccountId alice = platform.account(ALICE).id();
    private final AccountId bob = platform.account(BOB).id();
    private final String admin;
    private final String ordinary = platform.signIn(BOB);

    AdministrationMethodsTest() {
        platform.accounts.setAdministrator(alice, true);
        admin = platform.signIn(ALICE);
    }

    /** Every method of the group, whatever they are: whoever adds one has it looked at here. */
    static Stream<PlatformMethod> methods() {
        return new TestPlatform()
                .registry.methods().stream()
                        .filter(method -> method.method().toString().startsWith("administration."));
    }

    @Test
    void methods_areThese() {
        assertThat(methods().map(method -> method.method().toString()))
                .containsExactlyInAnyOrder(
                        "administration.accounts.GetAccounts",
                        "administration.accounts.AddAccount",
                        "administration.accounts.SetPassword",
                        "administration.accounts.ResetSecondFactor",
                        "administration.accounts.DisableAccount",
                        "administration.accounts.EnableAccount",
                        "administration.accounts.RemoveAccount",
                        "administration.accounts.SetAdministrator",
                        "administration.accounts.ForgiveGuesses",
                        "administration.tokens.GetTokens",
                        "administration.tokens.RemoveTokens",
                        "administration.tokens.SuspendTokens",
                        "administration.tokens.ResumeTokens",
                        "administration.history.GetEvents");
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aMethod_ofAnOrdinaryAccount_isRefused_andChangesNothing(PlatformMethod method) {
        JsonObject answer = platform.call(method.path(), valid(method, ordinary));

        assertThat(answer.getInteger("result")).isEqualTo(8);
        assertThat(answer.getString("error")).contains("only an administrator may");
        assertThat(platform.accounts.list()).hasSize(2);
        assertThat(platform.account(ALICE).mayAdminister()).isTrue();
        assertThat(eventKinds()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aMethod_ofSomebodyWhoWasAnAdministrator_isRefused(PlatformMethod method) {
        platform.accounts.setAdministrator(alice, false);

        assertThat(platform.call(method.path(), valid(method, admin)).getInteger("result"))
                .isEqualTo(8);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aMethod_ofADisabledAdministrator_isRefused(PlatformMethod method) {
        platform.accounts.disable(alice, platform.clock.instant());

        assertThat(platform.call(method.path(), valid(method, admin)).getInteger("result"))
                .isEqualTo(702);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aMethod_ofAnAdministratorsToken_isRefused(PlatformMethod method) {
        String everything = platform.call(
                        TestPlatform.CREATE_TOKEN,
                        "session",
                        admin,
                        "password",
                        PASSWORD,
                        "description",
                        "All",
                        "tokenTemplate",
                        "Extended Access")
                .getJsonObject("token")
                .getString("key");

        assertThat(platform.call(method.path(), valid(method, everything)).getInteger("result"))
                .isEqualTo(8202);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aMethod_canBeGivenToNoToken(PlatformMethod method) {
        JsonObject answer = platform.call(
                TestPlatform.CREATE_TOKEN,
                "session",
                admin,
                "password",
                PASSWORD,
                "description",
                "All",
                "apiList",
                method.method().toString());

        assertThat(answer.getInteger("result")).isEqualTo(3);
        assertThat(answer.getString("error")).contains("apiList");
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aMethod_ofAnAdministrator_withWhatItNeeds_succeeds(PlatformMethod method) {
        platform.createToken(ordinary);

        assertThat(platform.call(method.path(), valid(method, admin)).getInteger("result"))
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aChange_withoutPassword_isMadeOnlyIfItTakesRights_andOneWasConfirmedLately(PlatformMethod method) {
        if (method.readOnly()) {
            return;
        }
        platform.createToken(ordinary);
        boolean revokes = ImmutableSet.of("DisableAccount", "RemoveAccount", "RemoveTokens", "SuspendTokens")
                .contains(simpleName(method));
        platform.clock.advance(SignIn.CONFIRMED_FOR);
        assertThat(platform.call(method.path(), withoutPassword(method)).getInteger("result"))
                .isEqualTo(3);
        assertThat(platform.call(method.path(), with(withoutPassword(method), "password", "not the right one"))
                        .getInteger("result"))
                .isEqualTo(701);

        platform.call("/1.0/users/authentication/rest/checkpassword", "session", admin, "password", PASSWORD);

        assertThat(platform.call(method.path(), withoutPassword(method)).getInteger("result"))
                .isEqualTo(revokes ? 0 : 3);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void aMethod_ofAnUnknownAccount_isAnswered5(PlatformMethod method) {
        Optional<String> name = Stream.of("owner", "login")
                .filter(each ->
                        method.parameters().stream().map(Parameter::name).anyMatch(each::equals))
                .findFirst();
        if (ImmutableSet.of("GetAccounts", "AddAccount").contains(simpleName(method))) {
            return; // they name no account that has to be there
        }

        JsonObject answer =
                platform.call(method.path(), with(valid(method, admin), name.orElseThrow(), "nobody@example.com"));

        assertThat(answer.getInteger("result")).isEqualTo(5);
        assertThat(answer.getString("error")).doesNotContain("nobody");
    }

    /** Parameters with which an administrator's call succeeds, as far as bob is concerned. */
    private static String[] valid(PlatformMethod method, String session) {
        List<String> parameters = new ArrayList<>(List.of("session", session));
        if (!method.readOnly()) {
            parameters.addAll(List.of("password", PASSWORD));
        }
        switch (simpleName(method)) {
            case "GetAccounts", "GetTokens", "GetEvents" -> {}
            case "AddAccount" -> parameters.addAll(List.of("login", "new@example.com"));
            case "SetAdministrator" -> parameters.addAll(List.of("login", BOB, "administrator", "true"));
            case "RemoveTokens", "SuspendTokens", "ResumeTokens" -> parameters.addAll(List.of("owner", BOB));
            default -> parameters.addAll(List.of("login", BOB));
        }
        return parameters.toArray(String[]::new);
    }

    private String[] withoutPassword(PlatformMethod method) {
        return with(valid(method, admin), "password", "");
    }

    private static String[] with(String[] parameters, String name, String value) {
        List<String> changed = new ArrayList<>();
        for (int i = 0; i < parameters.length; i += 2) {
            if (!parameters[i].equals(name)) {
                changed.addAll(List.of(parameters[i], parameters[i + 1]));
            }
        }
        changed.addAll(List.of(name, value));
        return changed.toArray(String[]::new);
    }

    private static String simpleName(PlatformMethod method) {
        String name = method.method().toString();
        return name.substring(name.lastIndexOf('.') + 1);
    }

    @Test
    void getAccounts_tellsWhatThereIs() {
        platform.store.secondFactors().turnOn(bob, TotpSecret.generate(platform.random), Optional.empty());
        platform.accounts.disable(bob, platform.clock.instant());

        JsonArray accounts = read("accounts", "getaccounts").getJsonArray("accounts");

        assertThat(accounts)
                .containsExactly(
                        new JsonObject()
                                .put("uid", Uid.of(alice))
                                .put("email", ALICE)
                                .put("name", "Test")
                                .put("createdOn", "2026-11-24 10:15:30")
                                .put("administrator", true)
                                .put("secondFactor", false)
                                .put("recoveryCodes", 0),
                        new JsonObject()
                                .put("uid", Uid.of(bob))
                                .put("email", BOB)
                                .put("name", "Test")
                                .put("createdOn", "2026-11-24 10:15:30")
                                .put("administrator", false)
                                .put("disabledOn", "2026-11-24 10:15:30")
                                .put("secondFactor", true)
                                .put("recoveryCodes", 0));
    }

    @Test
    void getAccounts_filters_andPages() {
        assertThat(emails("login", "BOB@")).containsExactly(BOB);
        assertThat(emails("administrator", "true")).containsExactly(ALICE);
        assertThat(emails("administrator", "false")).containsExactly(BOB);
        assertThat(emails("disabled", "true")).isEmpty();
        assertThat(emails("disabled", "false")).containsExactly(ALICE, BOB);
        assertThat(emails("limit", "1")).containsExactly(ALICE);
        assertThat(emails("after", alice.value())).containsExactly(BOB);
    }

    private List<String> emails(String... parameters) {
        return read("accounts", "getaccounts", parameters).getJsonArray("accounts").stream()
                .map(account -> ((JsonObject) account).getString("email"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001"})
    void aLimit_thatIsOver_isRefused(String limit) {
        assertThat(read("accounts", "getaccounts", "limit", limit).getInteger("result"))
                .isEqualTo(3);
        assertThat(read("tokens", "gettokens", "limit", limit).getInteger("result"))
                .isEqualTo(3);
        assertThat(read("history", "getevents", "limit", limit).getInteger("result"))
                .isEqualTo(3);
    }

    @Test
    void addAccount_withPassword_canSignIn() {
        JsonObject answer = change(
                "accounts", "addaccount", "login", "New@Example.com", "newPassword", NEW_PASSWORD, "name", "New");

        assertThat(answer.containsKey("initialPassword")).isFalse();
        assertThat(answer.getJsonObject("account").getString("email")).isEqualTo("new@example.com");
        assertThat(answer.getJsonObject("account").getString("name")).isEqualTo("New");
        assertThat(signIn("new@example.com", NEW_PASSWORD)).isZero();
        assertThat(eventKinds()).containsExactly(Event.Kind.ACCOUNT_ADDED);
    }

    @Test
    void addAccount_withoutPassword_showsTheOneThatWasMade() {
        JsonObject answer = change("accounts", "addaccount", "login", "new@example.com");

        assertThat(signIn("new@example.com", answer.getString("initialPassword")))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "bob@example.com,, login",
        "no address,, login",
        "new@example.com, short, newPassword",
        "new@example.com, new@example.com, newPassword"
    })
    void addAccount_thatIsRefused_namesTheParameter(String login, String password, String named) {
        JsonObject answer =
                change("accounts", "addaccount", "login", login, "newPassword", password == null ? "" : password);

        assertThat(answer.getInteger("result")).isEqualTo(3);
        assertThat(answer.getString("error")).contains("[" + named + "]");
    }

    @Test
    void setPassword_setsIt_orMakesOne() {
        JsonObject given = change("accounts", "setpassword", "login", BOB, "newPassword", NEW_PASSWORD);

        assertThat(given).isEqualTo(ok());
        assertThat(signIn(BOB, NEW_PASSWORD)).isZero();
        assertThat(isAlive(ordinary)).isFalse();

        JsonObject made = change("accounts", "setpassword", "uid", bob.value());
        assertThat(signIn(BOB, made.getString("initialPassword"))).isZero();
    }

    @Test
    void aMisspeltNewPassword_isRefused_andNoneIsMade() {
        assertThat(change("accounts", "setpassword", "login", BOB, "new_password", NEW_PASSWORD)
                        .getInteger("result"))
                .isEqualTo(3);
        assertThat(signIn(BOB, PASSWORD)).isZero();
    }

    @Test
    void resetSecondFactor_turnsItOff() {
        platform.store.secondFactors().turnOn(bob, TotpSecret.generate(platform.random), Optional.empty());

        assertThat(change("accounts", "resetsecondfactor", "login", BOB)).isEqualTo(ok());

        assertThat(platform.store.secondFactors().secretOf(bob)).isEmpty();
    }

    @Test
    void disableAndEnable_stopAndBringBack() {
        String token = platform.createToken(ordinary).getString("key");

        assertThat(change("accounts", "disableaccount", "login", BOB)).isEqualTo(ok());
        assertThat(isAlive(ordinary)).isFalse();
        assertThat(isAlive(token)).isFalse();
        assertThat(signIn(BOB, PASSWORD)).isEqualTo(701);

        assertThat(change("accounts", "enableaccount", "login", BOB)).isEqualTo(ok());
        assertThat(isAlive(ordinary)).isFalse();
        assertThat(isAlive(token)).isTrue();
        assertThat(signIn(BOB, PASSWORD)).isZero();
    }

    @Test
    void removeAccount_takesItsTokens_andKeepsItsHistory() {
        String token = platform.createToken(ordinary).getString("key");

        assertThat(change("accounts", "removeaccount", "login", BOB)).isEqualTo(ok());

        assertThat(isAlive(token)).isFalse();
        assertThat(signIn(BOB, PASSWORD)).isEqualTo(701);
        JsonArray events = read("history", "getevents", "uid", bob.value()).getJsonArray("events");
        assertThat(events)
                .extracting(event -> ((JsonObject) event).getString("kind"))
                .containsExactly("account_removed", "removed", "generated", "signed_in");
        assertThat(events.getJsonObject(0).containsKey("email")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"disableaccount", "removeaccount", "setadministrator"})
    void oneself_canNotBeStopped(String method) {
        List<String> parameters = new ArrayList<>(List.of("login", ALICE));
        if (method.equals("setadministrator")) {
            parameters.addAll(List.of("administrator", "false"));
        }
        JsonObject answer = change("accounts", method, parameters.toArray(String[]::new));

        assertThat(answer.getInteger("result")).isEqualTo(8);
        assertThat(platform.account(ALICE).mayAdminister()).isTrue();
    }

    @Test
    void setAdministrator_makesOne_whoseSessionsMayAtOnce() {
        assertThat(change("accounts", "setadministrator", "login", BOB, "administrator", "true"))
                .isEqualTo(ok());

        assertThat(platform.call("/1.0/administration/accounts/rest/getaccounts", "session", ordinary)
                        .getInteger("result"))
                .isZero();
    }

    @Test
    void forgiveGuesses_opensTheAccountAgain() {
        GuessSubject subject = new GuessSubject("account:" + bob);
        platform.store
                .guesses()
                .change(
                        ImmutableSet.of(subject),
                        before -> ImmutableMap.of(
                                subject,
                                new GuessTally(
                                        0,
                                        platform.clock.instant(),
                                        100,
                                        platform.clock.instant(),
                                        platform.clock.instant(),
                                        100)));
        assertThat(signIn(BOB, PASSWORD)).isEqualTo(701);

        assertThat(change("accounts", "forgiveguesses", "login", BOB)).isEqualTo(ok());

        assertThat(signIn(BOB, PASSWORD)).isZero();
    }

    @Test
    void anAccount_isNamedByLoginOrUid_notByBothOrNone() {
        assertThat(change("accounts", "forgiveguesses", "uid", bob.value())).isEqualTo(ok());
        assertThat(change("accounts", "forgiveguesses", "uid", bob.value(), "login", BOB)
                        .getInteger("result"))
                .isEqualTo(3);
        assertThat(change("accounts", "forgiveguesses").getInteger("result")).isEqualTo(3);
        assertThat(change("accounts", "forgiveguesses", "uid", "4711").getInteger("result"))
                .isEqualTo(5);
        assertThat(change("accounts", "forgiveguesses", "uid", "ü").getInteger("result"))
                .isEqualTo(3);
    }

    @Test
    void getTokens_listsThoseOfAll_withTheirOwners() {
        JsonObject bobs = platform.createToken(ordinary);
        JsonObject alices = platform.createToken(admin);

        JsonArray tokens = read("tokens", "gettokens").getJsonArray("tokens");

        assertThat(tokens).hasSize(2);
        JsonObject first = tokens.getJsonObject(0);
        assertThat(first.getInteger("id")).isEqualTo(bobs.getInteger("id"));
        assertThat(first.getValue("ownerUid")).isEqualTo(Uid.of(bob));
        assertThat(first.getString("ownerEmail")).isEqualTo(BOB);
        assertThat(first.getString("state")).isEqualTo("live");
        assertThat(first.getInteger("apiCount")).isEqualTo(1);
        assertThat(tokens.getJsonObject(1).getInteger("id")).isEqualTo(alices.getInteger("id"));
    }

    @Test
    void getTokens_filters_andPages() {
        JsonObject bobs = platform.createToken(ordinary);
        JsonObject alices = platform.createToken(admin, "environment.control.StartEnv");
        int bobsId = bobs.getInteger("id");
        int alicesId = alices.getInteger("id");
        change("tokens", "suspendtokens", "ids", String.valueOf(alicesId));

        assertThat(ids("owner", BOB)).containsExactly(bobsId);
        assertThat(ids("state", "LIVE")).containsExactly(bobsId);
        assertThat(ids("state", "suspended")).containsExactly(alicesId);
        assertThat(ids("state", "expired")).isEmpty();
        assertThat(ids("template", "extended access")).isEmpty();
        assertThat(ids("method", "environment.control.stopenv")).containsExactly(bobsId);
        assertThat(ids("unusedSince", "2026-11-25")).containsExactly(bobsId, alicesId);
        assertThat(ids("unusedSince", "24-11-2026")).isEmpty();
        assertThat(ids("unusedSince", "2026-11-24 10:15:31")).containsExactly(bobsId, alicesId);
        assertThat(ids("expiresBefore", "2030-01-01")).isEmpty();
        assertThat(ids("value", " " + bobs.getString("key") + "\n")).containsExactly(bobsId);
        assertThat(ids("value", newValue().reveal())).isEmpty();
        assertThat(ids("limit", "1")).containsExactly(bobsId);
        assertThat(ids("after", String.valueOf(bobsId))).containsExactly(alicesId);
    }

    @ParameterizedTest
    @CsvSource({
        "state, dead",
        "template, No Such",
        "method, environment.control.NoSuch",
        "method, users.authentication.CreateToken",
        "unusedSince, yesterday",
        "unusedSince, 2026-02-30",
        "unusedSince, 1969-12-31",
        "expiresBefore, never",
        "value, lkp_tooshort",
        "owner, no address"
    })
    void getTokens_byWhatIsNone_isRefused_withoutRepeatingAValue(String name, String value) {
        JsonObject answer = read("tokens", "gettokens", name, value);

        assertThat(answer.getInteger("result")).isEqualTo(3);
        if (name.equals("value")) {
            assertThat(answer.encode()).doesNotContain(value);
        }
    }

    private List<Integer> ids(String... parameters) {
        return read("tokens", "gettokens", parameters).getJsonArray("tokens").stream()
                .map(token -> ((JsonObject) token).getInteger("id"))
                .toList();
    }

    @Test
    void removeTokens_byIds_takesThoseOfSeveralAccounts_orNone() {
        JsonObject bobs = platform.createToken(ordinary);
        JsonObject alices = platform.createToken(admin);
        String both = bobs.getInteger("id") + "," + alices.getInteger("id");

        assertThat(change("tokens", "removetokens", "ids", both + ",4711").getInteger("result"))
                .isEqualTo(5);
        assertThat(isAlive(bobs.getString("key"))).isTrue();

        JsonObject answer = change("tokens", "removetokens", "ids", both);

        assertThat(answer.getInteger("count")).isEqualTo(2);
        assertThat(answer.getJsonArray("ids"))
                .containsExactlyInAnyOrder(bobs.getInteger("id"), alices.getInteger("id"));
        assertThat(isAlive(bobs.getString("key"))).isFalse();
        assertThat(isAlive(alices.getString("key"))).isFalse();
    }

    @Test
    void suspendTokens_byValue_isForAnAdministratorToResume() {
        JsonObject bobs = platform.createToken(ordinary);
        JsonObject other = platform.createToken(ordinary);

        JsonObject answer = change("tokens", "suspendtokens", "value", bobs.getString("key"));

        assertThat(answer.getJsonArray("ids")).containsExactly(bobs.getInteger("id"));
        assertThat(isAlive(bobs.getString("key"))).isFalse();
        assertThat(isAlive(other.getString("key"))).isTrue();
        assertThat(platform.call(
                                "/1.0/users/authentication/rest/resumetokens",
                                "session",
                                ordinary,
                                "password",
                                PASSWORD,
                                "ids",
                                String.valueOf(bobs.getInteger("id")))
                        .getInteger("result"))
                .isEqualTo(8);

        change("tokens", "resumetokens", "value", bobs.getString("key"));
        assertThat(isAlive(bobs.getString("key"))).isTrue();
        assertThat(change("tokens", "suspendtokens", "value", newValue().reveal())
                        .getInteger("result"))
                .isEqualTo(5);
    }

    @Test
    void tokens_byOwner_areAllOfTheAccount() {
        String first = platform.createToken(ordinary).getString("key");
        String second = platform.createToken(ordinary).getString("key");
        String alices = platform.createToken(admin).getString("key");

        assertThat(change("tokens", "suspendtokens", "owner", BOB).getInteger("count"))
                .isEqualTo(2);
        assertThat(ImmutableList.of(isAlive(first), isAlive(second), isAlive(alices)))
                .containsExactly(false, false, true);
        assertThat(change("tokens", "resumetokens", "owner", BOB).getInteger("count"))
                .isEqualTo(2);
        assertThat(isAlive(first)).isTrue();
        assertThat(change("tokens", "removetokens", "owner", BOB).getInteger("count"))
                .isEqualTo(2);
        assertThat(isAlive(first)).isFalse();
        assertThat(change("tokens", "removetokens", "owner", BOB).getInteger("count"))
                .isZero();
    }

    @Test
    void tokens_byMethod_areAllThatMayCallIt() {
        String bobs = platform.createToken(ordinary).getString("key");
        String alices = platform.createToken(admin).getString("key");
        String other =
                platform.createToken(admin, "environment.control.StartEnv").getString("key");

        assertThat(change("tokens", "suspendtokens", "method", "environment.control.StopEnv")
                        .getInteger("count"))
                .isEqualTo(2);
        assertThat(ImmutableList.of(isAlive(bobs), isAlive(alices), isAlive(other)))
                .containsExactly(false, false, true);
        assertThat(change("tokens", "resumetokens", "method", "environment.control.StopEnv")
                        .getInteger("count"))
                .isEqualTo(2);
        assertThat(isAlive(bobs)).isTrue();
    }

    @Test
    void tokens_areChosenInOneWay_andNeverAllOfAll() {
        platform.createToken(ordinary);

        for (String method : List.of("removetokens", "suspendtokens", "resumetokens")) {
            assertThat(change("tokens", method).getInteger("result")).isEqualTo(3);
            assertThat(change("tokens", method, "ids", "*").getInteger("result"))
                    .isEqualTo(3);
            assertThat(change("tokens", method, "ids", "1", "owner", BOB).getInteger("result"))
                    .isEqualTo(3);
        }
        assertThat(ids()).hasSize(1);
    }

    @Test
    void getEvents_tellsWhoDidWhat() {
        JsonObject token = platform.createToken(ordinary);
        platform.clock.advance(Duration.ofDays(1));
        change("accounts", "disableaccount", "login", BOB);

        JsonArray events = read("history", "getevents").getJsonArray("events");

        assertThat(events).hasSize(4); // with the two sign-ins
        JsonObject disabled = events.getJsonObject(0);
        assertThat(disabled.getLong("id")).isPositive();
        disabled.remove("id");
        assertThat(disabled)
                .isEqualTo(new JsonObject()
                        .put("kind", "account_disabled")
                        .put("on", "2026-11-25 10:15:30")
                        .put("actor", "administrator")
                        .put("actorEmail", ALICE)
                        .put("uid", Uid.of(bob))
                        .put("email", BOB)
                        .put("host", "192.0.2.7")
                        .put("userAgent", "test")
                        .put("detail", "")
                        .put("times", 1));
        JsonObject generated = events.getJsonObject(1);
        assertThat(generated.getString("actor")).isEqualTo("owner");
        assertThat(generated.getInteger("token")).isEqualTo(token.getInteger("id"));
        assertThat(generated.getString("hint"))
                .isEqualTo(
                        token.getString("key").substring(token.getString("key").length() - 4));
        assertThat(generated.getString("fingerprint")).hasSize(64);
    }

    @Test
    void getEvents_filters_andPages() {
        JsonObject token = platform.createToken(ordinary);
        platform.createToken(admin);
        platform.clock.advance(Duration.ofDays(1));
        change("accounts", "forgiveguesses", "login", BOB);

        assertThat(kinds("login", BOB)).containsExactly("guesses_forgiven", "generated", "signed_in");
        assertThat(kinds("token", String.valueOf(token.getInteger("id")))).containsExactly("generated");
        assertThat(kinds("kinds", "GENERATED,removed")).containsExactly("generated", "generated");
        assertThat(kinds("since", "2026-11-25")).containsExactly("guesses_forgiven");
        assertThat(kinds("before", "25-11-2026")).containsExactly("generated", "generated", "signed_in", "signed_in");
        assertThat(kinds("limit", "1")).containsExactly("guesses_forgiven");
        long last = read("history", "getevents", "limit", "1")
                .getJsonArray("events")
                .getJsonObject(0)
                .getLong("id");
        assertThat(kinds("recordedBefore", String.valueOf(last)))
                .containsExactly("generated", "generated", "signed_in", "signed_in");
    }

    @ParameterizedTest
    @CsvSource({"kinds, generatd", "kinds, ','", "since, x", "recordedBefore, x", "recordedBefore, 0", "token, x"})
    void getEvents_byWhatIsNone_isRefused(String name, String value) {
        assertThat(read("history", "getevents", name, value).getInteger("result"))
                .isEqualTo(3);
    }

    private List<String> kinds(String... parameters) {
        return read("history", "getevents", parameters).getJsonArray("events").stream()
                .map(event -> ((JsonObject) event).getString("kind"))
                .toList();
    }

    /** Of all events but sign-ins. */
    private List<Event.Kind> eventKinds() {
        return platform.events.latest(Events.Filter.ALL, 10).stream()
                .map(recorded -> recorded.event().kind())
                .filter(kind -> kind != Event.Kind.SIGNED_IN)
                .toList();
    }

    private JsonObject read(String group, String method, String... parameters) {
        return call(group, method, parameters);
    }

    private JsonObject change(String group, String method, String... parameters) {
        return call(group, method, with(parameters, "password", PASSWORD));
    }

    private JsonObject call(String group, String method, String... parameters) {
        return platform.call(
                "/1.0/administration/" + group + "/rest/" + method.toLowerCase(Locale.ROOT),
                with(parameters, "session", admin));
    }

    private int signIn(String login, String password) {
        return platform.call(SIGN_IN, "login", login, "password", password).getInteger("result");
    }

    private boolean isAlive(String credential) {
        return platform.call("/1.0/users/authentication/rest/checksign", "session", credential)
                        .getInteger("result")
                == 0;
    }

    private static JsonObject ok() {
        return new JsonObject().put("result", 0);
    }
}
