package dev.latchkey.http.methods;

import static dev.latchkey.http.TestPlatform.ALICE;
import static dev.latchkey.http.TestPlatform.BOB;
import static dev.latchkey.http.TestPlatform.PASSWORD;
import static dev.latchkey.http.TestPlatform.SIGN_IN;
import static dev.latchkey.http.TestPlatform.START_ENV;
import static dev.latchkey.http.TestPlatform.STOP_ENV;
import static dev.latchkey.token.testing.Fixtures.history;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import dev.latchkey.ChangeRequest;
import dev.latchkey.Confirmation;
import dev.latchkey.account.SignIn;
import dev.latchkey.http.TestPlatform;
import dev.latchkey.http.Uid;
import dev.latchkey.token.Actor;
import dev.latchkey.token.Client;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UserMethodsTest {

    private static final Pattern CODE_POINT = Pattern.compile("%U\\+(\\p{XDigit}{4})");
    private static final String USERS = "/1.0/users/authentication/rest/";

    private final TestPlatform platform = new TestPlatform();
    private final String session = platform.signIn(ALICE);

    @ParameterizedTest
    @ValueSource(strings = {"alice@example.com", "Alice@Example.com", " alice@example.com "})
    void signin_givesWhatClientsRead(String login) {
        JsonObject answer = platform.call(SIGN_IN, "login", login, "password", PASSWORD);

        assertThat(answer.fieldNames())
                .containsExactlyInAnyOrder("result", "uid", "session", "email", "name", "status");
        assertThat(answer.getInteger("result")).isZero();
        assertThat(answer.getString("email")).isEqualTo(ALICE);
        assertThat(answer.getInteger("uid"))
                .isEqualTo(Uid.of(platform.account(ALICE).id()));
        assertThat(answer.getString("session")).startsWith("lks_");
    }

    @Test
    void signin_whenLoginOrPasswordIsWrong_doesNotTellWhich() {
        JsonObject wrongPassword = platform.call(SIGN_IN, "login", ALICE, "password", "wrong");
        JsonObject unknownLogin = platform.call(SIGN_IN, "login", "nobody@example.com", "password", PASSWORD);
        JsonObject noLogin = platform.call(SIGN_IN, "login", "no address", "password", PASSWORD);

        assertThat(wrongPassword.getInteger("result")).isEqualTo(701);
        assertThat(unknownLogin).isEqualTo(wrongPassword);
        assertThat(noLogin).isEqualTo(wrongPassword);
    }

    @Test
    void signout_endsTheSession() {
        assertThat(call("signout")).isEqualTo(ok());
        assertThat(call("checksign").getInteger("result")).isEqualTo(702);
    }

    @Test
    void signout_withAToken_answersZero_andLeavesItAlive() {
        String value = platform.createToken(session).getString("key");

        assertThat(platform.call("/users/authentication/rest/signout", "session", value))
                .isEqualTo(ok());
        assertThat(platform.call(STOP_ENV, "session", value, "envName", "x")).isEqualTo(ok());
        assertThat(platform.call(USERS + "checksign", "session", value)).isEqualTo(ok());
    }

    @Test
    void getSessions_listsThem_andMarksTheOneInUse() {
        platform.signIn(ALICE);
        platform.signIn(BOB);

        JsonArray sessions = call("getsessions").getJsonArray("sessions");

        assertThat(sessions).hasSize(2);
        JsonObject first = sessions.getJsonObject(0);
        assertThat(first.fieldNames())
                .containsExactlyInAnyOrder(
                        "id", "uid", "current", "host", "userAgent", "createdOn", "lastAccess", "dashboard");
        assertThat(first.getBoolean("current")).isTrue();
        assertThat(first.getString("createdOn")).isEqualTo("2026-11-24 10:15:30");
        assertThat(sessions.getJsonObject(1).getBoolean("current")).isFalse();
    }

    @Test
    void signoutSessions_endsWhatIsGiven_orAll_orNothing() {
        platform.signIn(ALICE);
        int other =
                call("getsessions").getJsonArray("sessions").getJsonObject(1).getInteger("id");

        assertThat(call("signoutsessions", "ids", other + ",99").getInteger("result"))
                .isEqualTo(5);
        assertThat(call("getsessions").getJsonArray("sessions")).hasSize(2);

        assertThat(call("signoutsessions", "ids", String.valueOf(other))).isEqualTo(ok());
        assertThat(call("getsessions").getJsonArray("sessions")).hasSize(1);

        assertThat(call("signoutsessions", "ids", "*")).isEqualTo(ok());
        assertThat(call("getsessions").getInteger("result")).isEqualTo(702);
    }

    @Test
    void checkPassword_tellsRightFromWrong() {
        assertThat(call("checkpassword", "password", PASSWORD)).isEqualTo(ok());
        assertThat(call("checkpassword", "password", "wrong").getInteger("result"))
                .isEqualTo(701);
    }

    @Test
    void getUserInfo_tellsWhoOneIs_toATokenThatHasIt() {
        String value = create("apiList", "users.account.GetUserInfo")
                .getJsonObject("token")
                .getString("key");

        JsonObject info = platform.call("/1.0/users/account/rest/getuserinfo", "session", value);

        assertThat(info)
                .isEqualTo(ok().put("uid", Uid.of(platform.account(ALICE).id()))
                        .put("email", ALICE)
                        .put("name", "Test")
                        .put("status", 1));
    }

    @Test
    void getTokens_lazy_countsTheMethods() {
        platform.createToken(session);
        create("tokenTemplate", "IDE Plugins");

        JsonArray tokens = call("gettokens", "lazy", "true").getJsonArray("apiTokens");

        JsonObject custom = tokens.getJsonObject(0);
        assertThat(custom.fieldNames())
                .containsExactlyInAnyOrder("id", "description", "isSystem", "hint", "apiCount", "createdOn", "state");
        assertThat(custom.getInteger("apiCount")).isEqualTo(1);
        assertThat(custom.getString("createdOn")).isEqualTo("2026-11-24 10:15:30");
        assertThat(tokens.getJsonObject(1).getJsonObject("tokenTemplate").fieldNames())
                .containsExactlyInAnyOrder("id", "name");
    }

    @Test
    void getTokens_tellsTheLastUse_whenFromWhereAndByWhat() {
        String value = platform.createToken(session).getString("key");
        assertThat(call("gettokens", "lazy", "true")
                        .getJsonArray("apiTokens")
                        .getJsonObject(0)
                        .fieldNames())
                .doesNotContain("lastUsed", "lastUsedFrom", "lastUsedBy");

        platform.clock.advance(Duration.ofSeconds(5));
        platform.call(STOP_ENV, "envName", "x", "session", value);

        for (String lazy : new String[] {"true", "false"}) {
            JsonObject token =
                    call("gettokens", "lazy", lazy).getJsonArray("apiTokens").getJsonObject(0);
            assertThat(token.getString("lastUsed")).isEqualTo("2026-11-24 10:15:35");
            assertThat(token.getString("lastUsedFrom")).isEqualTo("192.0.2.7");
            assertThat(token.getString("lastUsedBy")).isEqualTo("test");
        }
    }

    @Test
    void getTokens_tellsTheValuesLastCharacters_whichRegeneratingChanges() {
        JsonObject issued = platform.createToken(session);
        String value = issued.getString("key");
        assertThat(issued.fieldNames()).doesNotContain("hint");
        for (String lazy : new String[] {"true", "false"}) {
            assertThat(value).endsWith(hint(lazy)).isNotEqualTo(hint(lazy));
        }

        String other = call("regeneratetoken", "id", issued.getInteger("id").toString(), "password", PASSWORD)
                .getJsonObject("token")
                .getString("key");

        assertThat(other).endsWith(hint("true"));
        assertThat(value).doesNotEndWith(hint("true"));
    }

    private String hint(String lazy) {
        JsonObject token =
                call("gettokens", "lazy", lazy).getJsonArray("apiTokens").getJsonObject(0);
        assertThat(token.getString("hint")).hasSize(4);
        return token.getString("hint");
    }

    @Test
    void createToken_custom_givesTheTokenWithItsValue() {
        JsonObject answer = create("apiList", "env.control.stopenv", "expiresAt", "31-12-2026");

        JsonObject token = answer.getJsonObject("token");
        assertThat(answer.fieldNames()).containsExactlyInAnyOrder("result", "token");
        assertThat(token.fieldNames())
                .containsExactlyInAnyOrder("id", "description", "expiresAt", "apiListItems", "isSystem", "key");
        assertThat(token.getString("expiresAt")).isEqualTo("2026-12-31 23:59:59");
        assertThat(token.getString("key")).matches("lkp_[0-9A-Za-z]{36}");
        JsonObject method = token.getJsonArray("apiListItems").getJsonObject(0);
        assertThat(method.fieldNames())
                .containsExactlyInAnyOrder("id", "method", "isSafe", "isCollaborationAccessible");
        assertThat(method.getString("method")).isEqualTo("environment.control.StopEnv");
        assertThat(method.getBoolean("isSafe")).isFalse();
    }

    @Test
    void createToken_ofATemplate_givesItWithItsMethods() {
        JsonObject token = create("tokenTemplate", "IDE Plugins").getJsonObject("token");

        JsonObject template = token.getJsonObject("tokenTemplate");
        assertThat(template.fieldNames()).containsExactlyInAnyOrder("id", "name", "apiListItems");
        assertThat(template.getString("name")).isEqualTo("IDE Plugins");
        assertThat(template.getJsonArray("apiListItems")).hasSize(1);
        assertThat(token.fieldNames()).doesNotContain("expiresAt");
    }

    @Test
    void createToken_ofExtendedAccess_mayDoWhatTokensMay() {
        String value = create("tokenTemplate", "extended access")
                .getJsonObject("token")
                .getString("key");

        assertThat(platform.call(START_ENV, "session", value, "envName", "x")).isEqualTo(ok());
    }

    @Test
    void createToken_copyOfAnother_hasItsDescriptionMethodsAndExpiry_andAValueOfItsOwn() {
        JsonObject source = create("apiList", "env.control.StopEnv", "expiresAt", "2027-01-01 00:00:00")
                .getJsonObject("token");

        JsonObject copy = call("createtoken", "password", PASSWORD, "copyFrom", id(source))
                .getJsonObject("token");

        assertThat(copy.getString("key")).isNotEqualTo(source.getString("key"));
        assertThat(copy.getInteger("id")).isNotEqualTo(source.getInteger("id"));
        assertThat(without(copy, "id", "key")).isEqualTo(without(source, "id", "key"));
        assertThat(history(platform.events, Events.Filter.ALL, 1).get(0).kind()).isEqualTo(Event.Kind.COPIED);
    }

    @Test
    void createToken_copyWithDifferences_takesThem() {
        JsonObject source = platform.createToken(session);

        JsonObject copy = call(
                        "createtoken",
                        "password",
                        PASSWORD,
                        "copyFrom",
                        id(source),
                        "description",
                        "Another",
                        "tokenTemplate",
                        "IDE Plugins")
                .getJsonObject("token");

        assertThat(copy.getString("description")).isEqualTo("Another");
        assertThat(copy.getJsonObject("tokenTemplate").getString("name")).isEqualTo("IDE Plugins");
    }

    /** What is given wrongly, and the parameter that the error names. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "description=                       | [description]",
                "description=%10000                 | [description]",
                "description=a\\0b                  | [description]",
                "description=%U+200B                | [description]",
                "description=%U+00A0                | [description]",
                "description=%U+3164                | [description]",
                "description=%U+FEFF                | [description]",
                "description=a%U+202Eb              | U+202E",
                "tokenTemplate=Nonsense&apiList=    | Extended Access, IDE Plugins",
                "apiList=env.control.StopEnv,a.b.C  | a.b.C",
                "apiList=users.authentication.CreateToken | users.authentication.CreateToken",
                "tokenTemplate=IDE Plugins          | [apiList]",
                "apiList=                           | [apiList]",
                "expiresAt=23-11-2026               | [expiresAt]",
                "expiresAt=31-02-2027               | [expiresAt]",
                "password=                          | [password]",
                "copyFrom=x                         | [copyFrom]"
            })
    void createToken_whenAParameterIsWrong_namesIt_andMakesNothing(String changes, String named) {
        List<String> parameters =
                new ArrayList<>(List.of("password", PASSWORD, "description", "Test", "apiList", "env.control.StopEnv"));
        for (String change : Splitter.on('&').split(changes)) {
            String name = change.substring(0, change.indexOf('='));
            String value = change.substring(change.indexOf('=') + 1)
                    .replace("%10000", "x".repeat(10_000))
                    .replace("\\0", "\0");
            value = CODE_POINT
                    .matcher(value)
                    .replaceAll(found -> Character.toString(Integer.parseInt(found.group(1), 16)));
            int at = parameters.indexOf(name);
            if (at >= 0) {
                parameters.set(at + 1, value);
            } else {
                parameters.addAll(List.of(name, value));
            }
        }

        JsonObject answer = call("createtoken", parameters.toArray(String[]::new));

        assertThat(answer.getInteger("result")).isEqualTo(3);
        assertThat(answer.getString("error")).contains(named);
        assertThat(call("gettokens").getJsonArray("apiTokens")).isEmpty();
    }

    @Test
    void everyChange_withAWrongPassword_changesNothing() {
        JsonObject token = platform.createToken(session);
        String id = id(token);
        platform.clock.advance(SignIn.CONFIRMED_FOR); // the password of the sign-in stands for none of them

        for (JsonObject answer : List.of(
                call("createtoken", "password", "wrong", "description", "x", "apiList", "env.control.StopEnv"),
                call("createtoken", "password", "wrong", "copyFrom", id),
                call("edittoken", "password", "wrong", "id", id, "description", "x"),
                call("regeneratetoken", "password", "wrong", "id", id),
                call("deletetokens", "password", "wrong", "ids", id),
                call("deletetokens", "password", "wrong", "ids", "*"),
                call("suspendtokens", "password", "wrong", "ids", id),
                call("suspendtokens", "password", "wrong", "ids", "*"),
                call("resumetokens", "password", "wrong", "ids", id))) {
            assertThat(answer.getInteger("result")).isEqualTo(701);
        }
        assertThat(call("gettokens").getJsonArray("apiTokens")).containsExactly(listed(token));
        assertThat(platform.call(STOP_ENV, "session", token.getString("key"), "envName", "x"))
                .isEqualTo(ok());
    }

    @Test
    void editToken_changesWhatIsGiven_andTheValueStaysGood() {
        JsonObject token = create("apiList", "env.control.StopEnv", "expiresAt", "31-12-2026")
                .getJsonObject("token");

        JsonObject edited = call("edittoken", "password", PASSWORD, "id", id(token), "apiList", "env.control.StartEnv")
                .getJsonObject("token");

        assertThat(without(edited, "apiListItems")).isEqualTo(without(token, "apiListItems", "key"));
        assertThat(platform.call(START_ENV, "session", token.getString("key"), "envName", "x"))
                .isEqualTo(ok());
        assertThat(platform.call(STOP_ENV, "session", token.getString("key"), "envName", "x")
                        .getInteger("result"))
                .isEqualTo(8202);
    }

    @Test
    void editToken_toNever_takesTheExpiryAway_andAnEmptyOneLeavesIt() {
        JsonObject token = create("apiList", "env.control.StopEnv", "expiresAt", "31-12-2026")
                .getJsonObject("token");

        JsonObject kept = call("edittoken", "password", PASSWORD, "id", id(token), "description", "x", "expiresAt", "")
                .getJsonObject("token");
        JsonObject never = call("edittoken", "password", PASSWORD, "id", id(token), "expiresAt", "never")
                .getJsonObject("token");

        assertThat(kept.getString("expiresAt")).isEqualTo("2026-12-31 23:59:59");
        assertThat(never.containsKey("expiresAt")).isFalse();
    }

    @Test
    void editToken_withNothingToChange_isRefused() {
        String id = id(platform.createToken(session));

        assertThat(call("edittoken", "password", PASSWORD, "id", id).getInteger("result"))
                .isEqualTo(3);
    }

    @Test
    void regenerateToken_killsTheOldValue_andKeepsAllElse() {
        JsonObject token = platform.createToken(session);

        JsonObject regenerated =
                call("regeneratetoken", "password", PASSWORD, "ids", id(token)).getJsonObject("token");

        assertThat(without(regenerated, "key")).isEqualTo(without(token, "key"));
        assertThat(platform.call(STOP_ENV, "session", token.getString("key"), "envName", "x")
                        .getInteger("result"))
                .isEqualTo(702);
        assertThat(platform.call(STOP_ENV, "session", regenerated.getString("key"), "envName", "x"))
                .isEqualTo(ok());
    }

    @Test
    void regenerateToken_whenExpired_wantsANewExpiry() {
        JsonObject token = create("apiList", "env.control.StopEnv", "expiresAt", "2026-11-25 00:00:00")
                .getJsonObject("token");
        platform.clock.advance(Duration.ofDays(1));

        JsonObject refused = call("regeneratetoken", "password", PASSWORD, "id", id(token));
        JsonObject done = call("regeneratetoken", "password", PASSWORD, "id", id(token), "expiresAt", "31-12-2026");

        assertThat(refused.getString("error")).contains("[expiresAt]");
        assertThat(done.getJsonObject("token").getString("expiresAt")).isEqualTo("2026-12-31 23:59:59");
    }

    @Test
    void regenerateToken_withoutNumber_isRefused() {
        assertThat(call("regeneratetoken", "password", PASSWORD).getString("error"))
                .contains("[id]");
    }

    /** A token would live for ever by a misspelt expiresAt. */
    @ParameterizedTest
    @ValueSource(strings = {"createtoken", "edittoken", "regeneratetoken"})
    void changesOfTokens_refuseAMisspeltExpiry_byBothNames(String method) {
        String id = id(platform.createToken(session));

        for (String misspelt : new String[] {"expires_at", "expireAt", "exipresAt", "expires-at"}) {
            JsonObject answer = call(
                    method,
                    "id",
                    id,
                    "password",
                    PASSWORD,
                    "description",
                    "CI",
                    "apiList",
                    "environment.control.StopEnv",
                    misspelt,
                    "31-12-2026");

            assertThat(answer.getInteger("result")).as(misspelt).isEqualTo(3);
            assertThat(answer.getString("error"))
                    .containsIgnoringCase("[" + misspelt + "]")
                    .contains("expiresAt");
        }
        assertThat(call("gettokens").getJsonArray("apiTokens")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"deletetokens", "suspendtokens", "resumetokens"})
    void changesOfSeveralTokens_refuseAMisspeltParameter(String method) {
        String id = id(platform.createToken(session));

        assertThat(call(method, "ids", id, "password", PASSWORD, "pasword", "x").getString("error"))
                .contains("[pasword]", "password");
    }

    @Test
    void changesOfTokens_ignoreWhatClientsOfThePlatformAdd() {
        JsonObject answer = call(
                "createtoken",
                "password",
                PASSWORD,
                "description",
                "CI",
                "apiList",
                "environment.control.StopEnv",
                "appid",
                "cluster",
                "ruk",
                "1",
                "charset",
                "UTF-8",
                "lang",
                "en",
                "hx_lang",
                "en",
                "actionkey",
                "x",
                "uid",
                "1001",
                "fid",
                "123456");

        assertThat(answer.getInteger("result")).isZero();
    }

    @Test
    void regenerateToken_takesIdsInEveryForm_butOneNumberAlone() {
        JsonObject token = platform.createToken(session);
        String other = id(platform.createToken(session));

        assertThat(call("regeneratetoken", "password", PASSWORD, "ids", "[" + id(token) + "]")
                        .getInteger("result"))
                .isZero();
        assertThat(call("regeneratetoken", "password", PASSWORD, "id", id(token), "ids", id(token) + ",")
                        .getInteger("result"))
                .isZero();
        for (String several : new String[] {"*", ",", id(token) + "," + other}) {
            assertThat(call("regeneratetoken", "password", PASSWORD, "ids", several)
                            .getString("error"))
                    .as(several)
                    .contains("[ids]");
        }
        assertThat(call("regeneratetoken", "password", PASSWORD, "id", id(token), "ids", other)
                        .getString("error"))
                .contains("[ids]", "one of them");
    }

    @Test
    void getTokens_takesIdsInEveryForm_andNothingNeverMeansAll() {
        String first = id(platform.createToken(session));
        String second = id(platform.createToken(session));
        platform.createToken(session);

        for (String ids : new String[] {
            first + "," + second + ",",
            first + "\n" + second,
            "[" + first + "," + second + "]",
            "[\"" + first + "\",\"" + second + "\"]"
        }) {
            assertThat(call("gettokens", "ids", ids).getJsonArray("apiTokens"))
                    .as(ids)
                    .hasSize(2);
        }
        assertThat(call("gettokens", "ids", first, "ids", second).getJsonArray("apiTokens"))
                .hasSize(2);
        for (String nothing : new String[] {",", "[]", " "}) {
            assertThat(call("gettokens", "ids", nothing).getString("error"))
                    .as(nothing)
                    .contains("[ids]");
            assertThat(call("deletetokens", "password", PASSWORD, "ids", nothing)
                            .getString("error"))
                    .as(nothing)
                    .contains("[ids]");
            assertThat(call("signoutsessions", "ids", nothing).getString("error"))
                    .as(nothing)
                    .contains("[ids]");
        }
        assertThat(call("gettokens").getJsonArray("apiTokens")).hasSize(3);
    }

    @Test
    void deleteTokens_removesAllThatAreGiven_orNone() {
        JsonObject first = platform.createToken(session);
        JsonObject second = platform.createToken(session);
        JsonObject third = platform.createToken(session);

        assertThat(call("deletetokens", "password", PASSWORD, "ids", id(first) + ";999")
                        .getInteger("result"))
                .isEqualTo(5);
        assertThat(call("gettokens").getJsonArray("apiTokens")).hasSize(3);

        assertThat(call("deletetokens", "password", PASSWORD, "ids", id(first) + ";" + id(second)))
                .isEqualTo(ok());
        assertThat(call("gettokens").getJsonArray("apiTokens")).containsExactly(listed(third));
        assertThat(platform.call(STOP_ENV, "session", first.getString("key"), "envName", "x")
                        .getInteger("result"))
                .isEqualTo(702);

        assertThat(call("deletetokens", "password", PASSWORD, "ids", "*")).isEqualTo(ok());
        assertThat(call("gettokens").getJsonArray("apiTokens")).isEmpty();
    }

    @Test
    void suspendTokens_hasAllThatAreGivenDead_orNone_untilTheyAreResumed() {
        JsonObject first = platform.createToken(session);
        JsonObject second = platform.createToken(session);
        String both = id(first) + "," + id(second);

        assertThat(call("suspendtokens", "password", PASSWORD, "ids", both + ",999")
                        .getInteger("result"))
                .isEqualTo(5);
        assertThat(stop(first)).isEqualTo(ok());

        platform.clock.advance(Duration.ofSeconds(5));
        assertThat(call("suspendtokens", "password", PASSWORD, "ids", both)).isEqualTo(ok());
        JsonObject unknown = platform.call(STOP_ENV, "session", "lkp_" + "0".repeat(36), "envName", "x");
        assertThat(unknown.getInteger("result")).isEqualTo(702);
        assertThat(stop(first)).isEqualTo(unknown);
        assertThat(stop(second)).isEqualTo(unknown);
        assertThat(states()).containsExactly("suspended", "suspended");

        assertThat(call("resumetokens", "password", PASSWORD, "ids", id(second)))
                .isEqualTo(ok());
        assertThat(stop(first)).isEqualTo(unknown);
        assertThat(stop(second)).isEqualTo(ok());
        assertThat(call("resumetokens", "password", PASSWORD, "ids", "*")).isEqualTo(ok());
        assertThat(stop(first)).isEqualTo(ok());
        assertThat(call("suspendtokens", "password", PASSWORD, "ids", "*")).isEqualTo(ok());
        assertThat(states()).containsExactly("suspended", "suspended");
    }

    @Test
    void suspendAndResumeTokens_areForSessionsAlone() {
        JsonObject token = platform.createToken(session);

        for (String method : List.of("suspendtokens", "resumetokens")) {
            assertThat(as(token.getString("key"), method, "password", PASSWORD, "ids", "*")
                            .getInteger("result"))
                    .isEqualTo(8202);
            assertThat(call(method, "password", PASSWORD).getString("error")).contains("[ids]");
        }

        assertThat(states()).containsExactly("live");
    }

    @Test
    void resumeTokens_ofWhatAnAdministratorSuspended_isRefused() {
        JsonObject token = platform.createToken(session);
        platform.latchkey.tokens().suspendAll(byAdministrator());

        JsonObject answer = call("resumetokens", "password", PASSWORD, "ids", id(token));
        assertThat(answer.getInteger("result")).isEqualTo(8);
        assertThat(answer.getString("error")).contains("administrator");
        assertThat(call("resumetokens", "password", PASSWORD, "ids", "*")).isEqualTo(ok());

        assertThat(states()).containsExactly("suspended");
    }

    @Test
    void getTokens_tellsTheStateLast_andWhoSuspendedWhen() {
        JsonObject token = create("apiList", "environment.control.StopEnv", "expiresAt", "2026-11-24 10:15:40")
                .getJsonObject("token");
        assertThat(states()).containsExactly("live");
        platform.clock.advance(Duration.ofSeconds(15));
        assertThat(states()).containsExactly("expired");

        assertThat(call("suspendtokens", "password", PASSWORD, "ids", id(token)))
                .isEqualTo(ok());
        assertSuspended("2026-11-24 10:15:45", "owner");
        platform.clock.advance(Duration.ofSeconds(1));
        platform.latchkey.tokens().suspendAll(byAdministrator());
        assertSuspended("2026-11-24 10:15:46", "administrator");

        platform.latchkey.tokens().disable(byAdministrator());
        assertThat(states()).containsExactly("disabled");
        assertThat(create("apiList", "environment.control.StopEnv").getInteger("result"))
                .isEqualTo(8);
        platform.latchkey.tokens().enable(byAdministrator());
        assertThat(states()).containsExactly("suspended");
    }

    private void assertSuspended(String on, String by) {
        for (String lazy : new String[] {"true", "false"}) {
            JsonObject listed =
                    call("gettokens", "lazy", lazy).getJsonArray("apiTokens").getJsonObject(0);
            assertThat(listed.getString("state")).isEqualTo("suspended");
            assertThat(listed.getString("suspendedOn")).isEqualTo(on);
            assertThat(listed.getString("suspendedBy")).isEqualTo(by);
            assertThat(new ArrayList<>(listed.fieldNames())).endsWith("state", "suspendedOn", "suspendedBy");
        }
    }

    private ChangeRequest byAdministrator() {
        return new ChangeRequest(
                platform.account(ALICE).id(),
                Confirmation.vouchedFor(
                        Actor.administrator(platform.account(BOB).id())),
                new Client("192.0.2.9", "Firefox"));
    }

    private JsonObject stop(JsonObject token) {
        return platform.call(STOP_ENV, "session", token.getString("key"), "envName", "x");
    }

    private List<String> states() {
        return call("gettokens").getJsonArray("apiTokens").stream()
                .map(token -> ((JsonObject) token).getString("state"))
                .toList();
    }

    @Test
    void deleteTokens_whenAnIdIsNone_removesNothing() {
        JsonObject token = platform.createToken(session);

        assertThat(call("deletetokens", "password", PASSWORD, "ids", id(token) + ";;x")
                        .getString("error"))
                .contains("[ids]");
        assertThat(call("gettokens").getJsonArray("apiTokens")).hasSize(1);
    }

    @Test
    void getTokens_givesThoseAsked_andNeverAValue() {
        JsonObject first = platform.createToken(session);
        JsonObject second = platform.createToken(session);

        assertThat(call("gettokens", "ids", id(second)).getJsonArray("apiTokens"))
                .containsExactly(listed(second));
        assertThat(call("gettokens", "ids", "*").getJsonArray("apiTokens")).hasSize(2);
        assertThat(call("gettokens", "ids", "77").getInteger("result")).isEqualTo(5);
        assertThat(call("gettokens").encode())
                .doesNotContain(first.getString("key"))
                .doesNotContain("\"key\"");
    }

    @Test
    void somebodyElsesToken_isLikeNone_inEveryMethod() {
        String id = id(platform.createToken(session));
        String none = "424242";
        String bob = platform.signIn(BOB);

        for (String[] call : new String[][] {
            {"gettokens", "ids", "@"},
            {"edittoken", "password", PASSWORD, "description", "Mine", "id", "@"},
            {"regeneratetoken", "password", PASSWORD, "id", "@"},
            {"deletetokens", "password", PASSWORD, "ids", "@"},
            {"suspendtokens", "password", PASSWORD, "ids", "@"},
            {"resumetokens", "password", PASSWORD, "ids", "@"},
            {"createtoken", "password", PASSWORD, "copyFrom", "@"}
        }) {
            JsonObject alices = as(bob, call, id);
            JsonObject nobodys = as(bob, call, none);
            assertThat(alices.getInteger("result")).as(call[0]).isEqualTo(5);
            assertThat(alices.encode().replace(id, "@"))
                    .isEqualTo(nobodys.encode().replace(none, "@"));
        }
        assertThat(platform.call(USERS + "gettokens", "session", bob).getJsonArray("apiTokens"))
                .isEmpty();
        assertThat(call("gettokens").getJsonArray("apiTokens")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"id, x", "id, 2147483648", "id, ''", "id, 1.5"})
    void editToken_whenTheNumberIsNone_namesIt(String name, String text) {
        assertThat(call("edittoken", "password", PASSWORD, "description", "x", name, text)
                        .getString("error"))
                .contains("[id]");
    }

    @Test
    void getTokenApiList_listsWhatATokenCanHave() {
        JsonArray all = call("gettokenapilist").getJsonArray("tokenPermissions");
        JsonArray found = call("gettokenapilist", "search", "STOPENV").getJsonArray("tokenPermissions");

        assertThat(all.stream().map(item -> ((JsonObject) item).getString("method")))
                .containsExactly(
                        "environment.control.Fail",
                        "environment.control.GetThread",
                        "environment.control.StartEnv",
                        "environment.control.StopEnv",
                        "users.account.GetUserInfo");
        assertThat(found).hasSize(1);
        assertThat(found.getJsonObject(0).getString("summary")).isEqualTo("For the test");
    }

    @Test
    void getTokenTemplates_listsThemWithTheirMethods() {
        JsonArray templates = call("gettokentemplates").getJsonArray("templates");

        assertThat(templates).hasSize(2);
        assertThat(templates.getJsonObject(1).getString("name")).isEqualTo("IDE Plugins");
        assertThat(templates.getJsonObject(0).getJsonArray("apiListItems")).hasSize(5);
    }

    private JsonObject call(String method, String... parameters) {
        return as(session, method, parameters);
    }

    private JsonObject create(String... parameters) {
        List<String> all = new ArrayList<>(List.of("password", PASSWORD, "description", "Test"));
        all.addAll(List.of(parameters));
        return call("createtoken", all.toArray(String[]::new));
    }

    private JsonObject as(String credential, String[] call, String id) {
        List<String> parameters = new ArrayList<>();
        for (String part : List.of(call).subList(1, call.length)) {
            parameters.add(part.replace("@", id));
        }
        return as(credential, call[0], parameters.toArray(String[]::new));
    }

    private JsonObject as(String credential, String method, String... parameters) {
        List<String> all = new ArrayList<>(List.of("session", credential));
        all.addAll(List.of(parameters));
        return platform.call(USERS + method, all.toArray(String[]::new));
    }

    private static String id(JsonObject token) {
        return String.valueOf(token.getInteger("id"));
    }

    /** The token of an answer that has its value, as GetTokens tells it. */
    private static JsonObject listed(JsonObject issued) {
        String value = issued.getString("key");
        return without(issued, "key")
                .put("hint", value.substring(value.length() - 4))
                .put("state", "live");
    }

    private static JsonObject without(JsonObject json, String... fields) {
        JsonObject copy = json.copy();
        List.of(fields).forEach(copy::remove);
        return copy;
    }

    private static JsonObject ok() {
        return new JsonObject().put("result", 0);
    }
}
