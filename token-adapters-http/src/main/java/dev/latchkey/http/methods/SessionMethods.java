package dev.latchkey.http.methods;

import static dev.latchkey.http.Field.always;
import static dev.latchkey.http.Field.sometimes;
import static dev.latchkey.http.Parameter.Type.LIST;
import static dev.latchkey.http.Parameter.Type.TEXT;
import static dev.latchkey.http.Parameter.required;
import static dev.latchkey.http.Shape.bool;
import static dev.latchkey.http.Shape.listOf;
import static dev.latchkey.http.Shape.object;
import static dev.latchkey.http.Shape.text;
import static dev.latchkey.http.Shape.whole;

import com.google.common.collect.ImmutableList;
import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.Browser;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.SecondFactorCode;
import dev.latchkey.account.Session;
import dev.latchkey.account.SessionId;
import dev.latchkey.account.SignIn;
import dev.latchkey.account.SignedIn;
import dev.latchkey.account.Verified;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.Field;
import dev.latchkey.http.Parameter;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.PlatformMethod.Access;
import dev.latchkey.http.Refusals;
import dev.latchkey.http.SignInCredentials;
import dev.latchkey.http.Uid;
import dev.latchkey.http.WireTime;
import dev.latchkey.token.Authorization;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.Password;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Signing in and out, sessions, and who one is. */
final class SessionMethods {

    private static final int ACTIVE = 1;
    private static final String RESTRICTED = "RESTRICTED";
    private static final String TFA = "TFA";
    private static final String TOTP = "TOTP";
    private static final Parameter PASSWORD = required("password", TEXT, "the account's password");

    private static final Field UID = always("uid", whole(1001), "the account's number");
    private static final Field EMAIL = always("email", text("ann@example.com"));
    private static final Field NAME = always("name", text("Ann"));
    private static final Field STATUS = always("status", whole(ACTIVE), "1 for an active account");
    private static final Field SESSION = always("session", text("lks_…"), "to be passed as session in other calls");
    private static final Field ACCESS_TYPE =
            sometimes("accessType", text(RESTRICTED), "RESTRICTED for a session that still waits for a one-time code");
    private static final Field AUTH_TYPE = sometimes("authType", text(TFA), "TFA with a restricted session");
    private static final Field REQUIRED_AUTH_CHECK = sometimes(
            "requiredAuthCheck",
            object(
                    always("type", text(TOTP), "which code: that of an authenticator app"),
                    always("attemptsLeft", whole(5), "so many wrong codes end the session")),
            "what a restricted session waits for: Verify2FACode takes it");
    private static final Field SESSIONS = always(
            "sessions",
            listOf(object(
                    always("id", whole(17), "the session's number"),
                    UID,
                    always("current", bool(true), "whether it is the one of this call"),
                    always("host", text("192.0.2.7"), "the address that it was made from"),
                    always("userAgent", text("curl/8.5.0"), "the program that it was made with"),
                    always("createdOn", text("2026-11-24 10:15:30")),
                    always("lastAccess", text("2026-11-24 10:15:30"), "to within a minute"),
                    always("dashboard", bool(true), "whether it is that of a browser, which dies of disuse sooner"))));

    private final SignInCredentials credentials;
    private final SignIn signIn;
    private final Accounts accounts;

    SessionMethods(SignInCredentials credentials, Accounts accounts) {
        this.credentials = credentials;
        this.signIn = credentials.signIn();
        this.accounts = accounts;
    }

    ImmutableList<PlatformMethod> all() {
        return ImmutableList.of(
                PlatformMethod.changing("users.authentication.Signin", "Signs in, and gives a session")
                        .openTo(Access.ANYONE)
                        .takes(required("login", TEXT, "the account's e-mail address"), PASSWORD)
                        .answers(UID, EMAIL, NAME, STATUS, SESSION, ACCESS_TYPE, AUTH_TYPE, REQUIRED_AUTH_CHECK)
                        .startsSession()
                        .handledBy(this::signIn),
                PlatformMethod.changing(
                                "users.authentication.Signout",
                                "Ends the session that it is called with; a token stays as it is")
                        .openTo(Access.ANY_CALLER)
                        .evenRestricted()
                        .endsSession()
                        .handledBy(this::signOut),
                PlatformMethod.changing(
                                "users.authentication.Verify2FACode",
                                "Completes a sign-in that waits for a one-time code; the session keeps its value")
                        .openTo(Access.SESSION_ONLY)
                        .evenRestricted()
                        .takes(required(
                                "code", TEXT, "the six digits that the authenticator app shows, or a recovery code"))
                        .renewsSession()
                        .handledBy(this::verifyCode),
                PlatformMethod.reading("users.authentication.CheckSign", "Tells whether a session or token is good")
                        .openTo(Access.ANY_CALLER)
                        .withoutBlocking()
                        .handledBy(call -> Answer.OK),
                PlatformMethod.reading(
                                "users.authentication.CheckPassword", "Tells whether a password is the account's")
                        .openTo(Access.SESSION_ONLY)
                        .takes(PASSWORD)
                        .handledBy(this::checkPassword),
                PlatformMethod.reading("users.authentication.GetSessions", "Lists the account's sessions")
                        .openTo(Access.SESSION_ONLY)
                        .answers(SESSIONS)
                        .handledBy(this::getSessions),
                PlatformMethod.changing("users.authentication.SignoutSessions", "Ends sessions of the account")
                        .openTo(Access.SESSION_ONLY)
                        .takes(required("ids", LIST, "the sessions' numbers, divided by commas, or * for all"))
                        .handledBy(this::signOutSessions),
                PlatformMethod.reading("users.account.GetUserInfo", "Tells whose session or token it is")
                        .answers(UID, EMAIL, NAME, STATUS)
                        .handledBy(this::getUserInfo));
    }

    private Answer signIn(Call call) {
        String login = call.parameters().requiredText("login");
        String password = call.parameters().requiredText("password");
        Optional<Browser> browser = credentials.browser(call);
        Optional<Account> byToken = browser.isPresent() ? Optional.empty() : accountByToken(call, login, password);
        if (byToken.isPresent()) {
            return Answer.ok(info(byToken.get()).put("session", password));
        }
        Password parsed = call.parameters().requiredParsed("password", Password::parse);
        Outcome<SignedIn> outcome = browser.isPresent()
                ? signIn.signIn(login, parsed, call.client(), browser.get())
                : signIn.signIn(login, parsed, call.client());
        return Refusals.answer(outcome, signedIn -> Answer.ok(info(signedIn)));
    }

    /**
     * The account of this login if a live token of it stands where the password would, as scripts have it that were written for one. All else
     * is taken for a password, and so a wrong token counts as a wrong one.
     */
    private Optional<Account> accountByToken(Call call, String login, String token) {
        return call.latchkey().isToken(token)
                        && EmailAddress.parse(login) instanceof Outcome.Done<EmailAddress> email
                        && call.latchkey().identify(token, call.client()) instanceof Authorization.Granted granted
                ? accounts.find(email.value())
                        .filter(account -> account.id().equals(granted.caller().account()))
                : Optional.empty();
    }

    private static JsonObject info(SignedIn signedIn) {
        JsonObject info =
                info(signedIn.account()).put("session", signedIn.session().reveal());
        signedIn.browser().ifPresent(known -> info.put("browser", known.reveal()));
        signedIn.codeAttempts()
                .ifPresent(attempts -> info.put("accessType", RESTRICTED)
                        .put("authType", TFA)
                        .put(
                                "requiredAuthCheck",
                                new JsonObject().put("type", TOTP).put("attemptsLeft", attempts)));
        return info;
    }

    private Answer verifyCode(Call call) {
        SecondFactorCode code = call.parameters().requiredParsed("code", SecondFactorCode::parse);
        Optional<Browser> browser = credentials.browser(call);
        Outcome<Verified> outcome = browser.isPresent()
                ? signIn.verify(call.credential(), code, call.client(), browser.get())
                : signIn.verify(call.credential(), code, call.client());
        return Refusals.answer(outcome, verified -> {
            JsonObject fields = new JsonObject();
            verified.session().ifPresent(session -> fields.put("session", session.reveal()));
            verified.browser().ifPresent(known -> fields.put("browser", known.reveal()));
            return Answer.ok(fields);
        });
    }

    private Answer signOut(Call call) {
        if (call.caller().orElseThrow().token().isEmpty()) {
            signIn.signOut(call.credential(), call.client());
        }
        return Answer.OK;
    }

    private Answer checkPassword(Call call) {
        Password password = call.parameters().requiredParsed("password", Password::parse);
        return Refusals.answer(signIn.confirm(call.credential(), password, call.client()), confirmed -> Answer.OK);
    }

    private Answer getSessions(Call call) {
        JsonArray sessions = new JsonArray();
        for (Session session : signIn.sessions(call.account())) {
            sessions.add(new JsonObject()
                    .put("id", session.id().value())
                    .put("uid", Uid.of(session.account()))
                    .put("current", signIn.isValueOf(session, call.credential()))
                    .put("host", session.address())
                    .put("userAgent", session.userAgent())
                    .put("createdOn", WireTime.format(session.createdAt()))
                    .put("lastAccess", WireTime.format(session.lastAccess()))
                    .put("dashboard", session.dashboard()));
        }
        return Answer.ok(new JsonObject().put("sessions", sessions));
    }

    private Answer signOutSessions(Call call) {
        Ids ids = call.parameters().parsedList("ids", Ids::parse).orElseThrow();
        return Refusals.answer(
                ids.all()
                        ? signIn.signOutAll(call.account(), call.client())
                        : signIn.signOut(call.account(), ids.map(SessionId::new), call.client()),
                ended -> Answer.OK);
    }

    private Answer getUserInfo(Call call) {
        Account account = accounts.find(call.account())
                .orElseThrow(() -> new IllegalStateException("account " + call.account() + " is gone"));
        return Answer.ok(info(account));
    }

    private static JsonObject info(Account account) {
        return new JsonObject()
                .put("uid", Uid.of(account.id()))
                .put("email", account.email().text())
                .put("name", account.name())
                .put("status", ACTIVE);
    }
}
