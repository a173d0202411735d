package dev.latchkey.http.methods;

import static dev.latchkey.http.Field.always;
import static dev.latchkey.http.Field.sometimes;
import static dev.latchkey.http.Parameter.Type.BOOLEAN;
import static dev.latchkey.http.Parameter.Type.TEXT;
import static dev.latchkey.http.Parameter.optional;
import static dev.latchkey.http.Parameter.required;
import static dev.latchkey.http.Shape.bool;
import static dev.latchkey.http.Shape.listOf;
import static dev.latchkey.http.Shape.object;
import static dev.latchkey.http.Shape.text;
import static dev.latchkey.http.Shape.whole;
import static dev.latchkey.http.methods.AdministrationMethods.LIMIT;
import static dev.latchkey.http.methods.AdministrationMethods.LOGIN;
import static dev.latchkey.http.methods.AdministrationMethods.PASSWORD;
import static dev.latchkey.http.methods.AdministrationMethods.REVOKING_PASSWORD;
import static dev.latchkey.http.methods.AdministrationMethods.UID;

import com.google.common.collect.ImmutableList;
import dev.latchkey.account.Account;
import dev.latchkey.account.AccountAdministration;
import dev.latchkey.account.AccountFilter;
import dev.latchkey.account.AccountSummary;
import dev.latchkey.account.AdministratorRequest;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.NewPassword;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.Credentials.Change;
import dev.latchkey.http.Field;
import dev.latchkey.http.Parameter;
import dev.latchkey.http.Parameters;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.PlatformMethod.Access;
import dev.latchkey.http.Refusals;
import dev.latchkey.http.Shape;
import dev.latchkey.http.Uid;
import dev.latchkey.http.WireTime;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.Password;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** What administrators do with accounts. */
final class AccountAdministrationMethods {

    private static final String GROUP = "administration.accounts.";

    private static final Parameter NEW_PASSWORD = optional(
            "newPassword", TEXT, "the account's new password; if absent, one is made and shown in the answer once");

    private static final Shape ACCOUNT = object(
            always("uid", whole(1001), "the account's number"),
            always("email", text("ann@example.com")),
            always("name", text("Ann")),
            always("createdOn", text("2026-11-24 10:15:30"), "UTC"),
            always("administrator", bool(false)),
            sometimes("disabledOn", text("2026-11-24 10:15:30"), "UTC; absent for an account that is not disabled"),
            always("secondFactor", bool(true), "whether two-factor authentication is on"),
            always("recoveryCodes", whole(10), "how many recovery codes are left"));
    private static final Field INITIAL_PASSWORD = sometimes(
            "initialPassword",
            text("k3m9x-…"),
            "the password that was made, shown this one time; absent if newPassword was given");

    private final AccountAdministration administration;

    AccountAdministrationMethods(AccountAdministration administration) {
        this.administration = administration;
    }

    /** A change of one account. */
    @FunctionalInterface
    private interface AccountChange {
        Outcome<Account> make(AdministratorRequest request, AccountId account);
    }

    ImmutableList<PlatformMethod> all() {
        return ImmutableList.of(
                PlatformMethod.reading(GROUP + "GetAccounts", "Lists accounts, the oldest first")
                        .openTo(Access.SESSION_ONLY)
                        .takes(
                                optional(
                                        "login", TEXT, "only accounts whose e-mail address contains this, in any case"),
                                optional("administrator", BOOLEAN, "only administrators, or only all others"),
                                optional("disabled", BOOLEAN, "only disabled accounts, or only all others"),
                                optional("after", TEXT, "the number of the last account of the page before"),
                                LIMIT)
                        .answers(always("accounts", listOf(ACCOUNT)))
                        .refusesMisspelledParameters()
                        .handledBy(this::getAccounts),
                PlatformMethod.changing(GROUP + "AddAccount", "Makes an account")
                        .openTo(Access.SESSION_ONLY)
                        .takes(
                                required("login", TEXT, "the account's e-mail address"),
                                optional("name", TEXT, "what the person is called; the login by default"),
                                NEW_PASSWORD,
                                PASSWORD)
                        .answers(always("account", ACCOUNT), INITIAL_PASSWORD)
                        .refusesMisspelledParameters()
                        .handledBy(this::addAccount),
                PlatformMethod.changing(
                                GROUP + "SetPassword",
                                "Gives an account another password, ends its sessions and forgives its wrong guesses")
                        .openTo(Access.SESSION_ONLY)
                        .takes(LOGIN, UID, NEW_PASSWORD, PASSWORD)
                        .answers(INITIAL_PASSWORD)
                        .refusesMisspelledParameters()
                        .handledBy(this::setPassword),
                change(
                        "ResetSecondFactor",
                        "Turns an account's two-factor authentication off, and ends its sessions",
                        Change.GIVES,
                        administration::resetSecondFactor),
                change(
                        "DisableAccount",
                        "Disables another one's account: its sessions and tokens are dead at once",
                        Change.REVOKES,
                        administration::disable),
                change(
                        "EnableAccount",
                        "Enables an account: its tokens are good again, its sessions stay ended",
                        Change.GIVES,
                        administration::enable),
                change(
                        "RemoveAccount",
                        "Removes another one's account with its tokens; the history is kept",
                        Change.REVOKES,
                        administration::remove),
                PlatformMethod.changing(
                                GROUP + "SetAdministrator", "Makes an account an administrator's, or no longer one")
                        .openTo(Access.SESSION_ONLY)
                        .takes(
                                LOGIN,
                                UID,
                                required("administrator", BOOLEAN, "true, or false; not false for one's own account"),
                                PASSWORD)
                        .refusesMisspelledParameters()
                        .handledBy(this::setAdministrator),
                change(
                        "ForgiveGuesses",
                        "Forgets the wrong passwords and codes that strangers gave for an account, so that the next need"
                                + " not wait",
                        Change.GIVES,
                        administration::forgiveGuesses));
    }

    private PlatformMethod change(String name, String summary, Change kind, AccountChange change) {
        return PlatformMethod.changing(GROUP + name, summary)
                .openTo(Access.SESSION_ONLY)
                .takes(LOGIN, UID, kind == Change.REVOKES ? REVOKING_PASSWORD : PASSWORD)
                .refusesMisspelledParameters()
                .handledBy(call -> change(call, kind, change));
    }

    private Answer change(Call call, Change kind, AccountChange change) {
        return Refusals.answer(
                AdministrationMethods.named(call, administration)
                        .then(account -> AdministrationMethods.confirmed(
                                call, kind, request -> change.make(request, account.id()))),
                done -> Answer.OK);
    }

    private Answer getAccounts(Call call) {
        Parameters parameters = call.parameters();
        AccountFilter filter = new AccountFilter(
                parameters.text("login").map(String::strip),
                parameters.bool("administrator"),
                parameters.bool("disabled"));
        Optional<AccountId> after = parameters.parsed("after", AdministrationMethods::id);
        JsonArray accounts = new JsonArray();
        administration
                .search(filter, after, AdministrationMethods.limit(parameters))
                .forEach(summary -> accounts.add(json(summary)));
        return Answer.ok(new JsonObject().put("accounts", accounts));
    }

    private Answer addAccount(Call call) {
        EmailAddress login = call.parameters().requiredParsed("login", EmailAddress::parse);
        String name = call.parameters().text("name").orElse(login.text());
        Optional<Password> password = newPassword(call);
        return Refusals.answer(
                AdministrationMethods.confirmed(
                        call, Change.GIVES, request -> administration.add(request, login, name, password)),
                added -> Answer.ok(withPassword(
                        new JsonObject().put("account", json(new AccountSummary(added.account(), false, 0))), added)));
    }

    private Answer setPassword(Call call) {
        Optional<Password> password = newPassword(call);
        return Refusals.answer(
                AdministrationMethods.named(call, administration)
                        .then(account -> AdministrationMethods.confirmed(
                                call,
                                Change.GIVES,
                                request -> administration.setPassword(request, account.id(), password))),
                changed -> Answer.ok(withPassword(new JsonObject(), changed)));
    }

    private static Optional<Password> newPassword(Call call) {
        return call.parameters().parsed("newPassword", Password::parse);
    }

    private static JsonObject withPassword(JsonObject fields, NewPassword password) {
        password.generated().ifPresent(generated -> fields.put("initialPassword", generated.reveal()));
        return fields;
    }

    private Answer setAdministrator(Call call) {
        boolean administrator = call.parameters().bool("administrator").orElseThrow();
        return change(
                call,
                Change.GIVES,
                (request, account) -> administration.setAdministrator(request, account, administrator));
    }

    private static JsonObject json(AccountSummary summary) {
        Account account = summary.account();
        JsonObject json = new JsonObject()
                .put("uid", Uid.of(account.id()))
                .put("email", account.email().text())
                .put("name", account.name())
                .put("createdOn", WireTime.format(account.createdAt()))
                .put("administrator", account.administrator())
                .put("secondFactor", summary.secondFactor())
                .put("recoveryCodes", summary.recoveryCodes());
        account.disabledAt().ifPresent(at -> json.put("disabledOn", WireTime.format(at)));
        return json;
    }
}
