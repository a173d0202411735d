package dev.latchkey.http.methods;

import static dev.latchkey.http.Field.always;
import static dev.latchkey.http.Parameter.Type.INTEGER;
import static dev.latchkey.http.Parameter.Type.LIST;
import static dev.latchkey.http.Parameter.Type.TEXT;
import static dev.latchkey.http.Parameter.optional;
import static dev.latchkey.http.Parameter.required;
import static dev.latchkey.http.Shape.bool;
import static dev.latchkey.http.Shape.listOf;
import static dev.latchkey.http.Shape.text;
import static dev.latchkey.http.Shape.whole;

import com.google.common.collect.ImmutableList;
import dev.latchkey.account.AccountSecurity;
import dev.latchkey.account.OwnAccount;
import dev.latchkey.account.PasswordPolicy;
import dev.latchkey.account.RecoveryCode;
import dev.latchkey.account.SecondFactorCode;
import dev.latchkey.account.TotpCode;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.Field;
import dev.latchkey.http.Parameter;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.PlatformMethod.Access;
import dev.latchkey.http.Refusals;
import dev.latchkey.http.WireTime;
import dev.latchkey.token.Events;
import dev.latchkey.token.Password;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What people do with their own accounts: for a session alone, and each change with the account's password. */
final class OwnAccountMethods {

    private static final Parameter PASSWORD = required("password", TEXT, "the account's password");
    private static final Parameter CODE = required(
            "code", TEXT, "the six digits that the authenticator app shows, not used before, or a recovery code");
    private static final Field RECOVERY_CODES = always(
            "recoveryCodes",
            listOf(text("AAAA-BBBB-CCCC-DDDD-EEEE-FFFF")),
            "each stands once in the place of the app's code; they are shown this once");

    private final OwnAccount ownAccount;

    OwnAccountMethods(OwnAccount ownAccount) {
        this.ownAccount = ownAccount;
    }

    ImmutableList<PlatformMethod> all() {
        return ImmutableList.of(
                PlatformMethod.changing(
                                "users.account.ChangePassword",
                                "Gives the account another password, and ends its other sessions")
                        .openTo(Access.SESSION_ONLY)
                        .takes(
                                PASSWORD,
                                required(
                                        "newPassword",
                                        TEXT,
                                        "another one, of at least " + PasswordPolicy.MIN_LENGTH + " characters"))
                        .refusesMisspelledParameters()
                        .handledBy(this::changePassword),
                PlatformMethod.changing(
                                "users.account.Prepare2FA",
                                "Makes a secret for an authenticator app, which counts once Enable2FA has a code of it")
                        .openTo(Access.SESSION_ONLY)
                        .takes(PASSWORD)
                        .answers(
                                always("secret", text("JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"), "to be typed into the app"),
                                always("uri", text("otpauth://totp/…"), "to be shown to the app as a QR code"))
                        .refusesMisspelledParameters()
                        .handledBy(this::prepare),
                PlatformMethod.changing(
                                "users.account.Enable2FA",
                                "Turns two-factor authentication on, and ends the account's other sessions")
                        .openTo(Access.SESSION_ONLY)
                        .takes(PASSWORD, required("code", TEXT, "the six digits that the app shows for the new secret"))
                        .answers(RECOVERY_CODES)
                        .refusesMisspelledParameters()
                        .handledBy(this::enable),
                PlatformMethod.changing(
                                "users.account.Disable2FA",
                                "Turns two-factor authentication off, and ends the account's other sessions")
                        .openTo(Access.SESSION_ONLY)
                        .takes(PASSWORD, CODE)
                        .refusesMisspelledParameters()
                        .handledBy(this::disable),
                PlatformMethod.changing(
                                "users.account.RenewRecoveryCodes",
                                "Gives the account other recovery codes; the old ones are good no more")
                        .openTo(Access.SESSION_ONLY)
                        .takes(PASSWORD, CODE)
                        .answers(RECOVERY_CODES)
                        .refusesMisspelledParameters()
                        .handledBy(this::renew),
                PlatformMethod.reading("users.account.GetSecurity", "Tells how the account is guarded")
                        .openTo(Access.SESSION_ONLY)
                        .answers(
                                always("twoFactor", bool(true), "whether signing in asks for a code"),
                                always("recoveryCodesLeft", whole(10)),
                                always(
                                        "passwordConfirmedOn",
                                        text("2026-11-24 10:15:30"),
                                        "when the password was last confirmed with this session"),
                                always("administrator", bool(false)))
                        .handledBy(this::getSecurity),
                PlatformMethod.reading(
                                "users.account.GetHistory",
                                "Lists what happened to the account and its tokens, the latest first")
                        .openTo(Access.SESSION_ONLY)
                        .takes(
                                optional("since", TEXT, "only events since: " + WireInstant.FORM),
                                optional("before", TEXT, "only events before: " + WireInstant.FORM),
                                optional("kinds", LIST, "only events of these kinds, as signed_in"),
                                optional("recordedBefore", TEXT, "the id of an event: the page behind it"),
                                optional(
                                        "limit",
                                        INTEGER,
                                        "at most so many, from 1 to " + HistoryPage.MAX_LIMIT + "; without it, "
                                                + HistoryPage.DEFAULT_LIMIT))
                        .answers(always("events", listOf(EventJson.EVENT)))
                        .refusesMisspelledParameters()
                        .handledBy(this::getHistory));
    }

    private Answer changePassword(Call call) {
        return Refusals.answer(
                ownAccount.changePassword(
                        call.credential(),
                        password(call),
                        call.parameters().requiredText("newPassword"),
                        call.client()),
                changed -> Answer.OK);
    }

    private Answer prepare(Call call) {
        return Refusals.answer(
                ownAccount.prepareSecondFactor(call.credential(), password(call), call.client()),
                prepared -> Answer.ok(
                        new JsonObject().put("secret", prepared.reveal()).put("uri", prepared.revealUri())));
    }

    private Answer enable(Call call) {
        TotpCode code = call.parameters().requiredParsed("code", TotpCode::parse);
        return Refusals.answer(
                ownAccount.turnSecondFactorOn(call.credential(), password(call), code, call.client()),
                OwnAccountMethods::shown);
    }

    private Answer disable(Call call) {
        return Refusals.answer(
                ownAccount.turnSecondFactorOff(call.credential(), password(call), code(call), call.client()),
                off -> Answer.OK);
    }

    private Answer renew(Call call) {
        return Refusals.answer(
                ownAccount.renewRecoveryCodes(call.credential(), password(call), code(call), call.client()),
                OwnAccountMethods::shown);
    }

    private static Answer shown(ImmutableList<RecoveryCode> codes) {
        JsonArray revealed = new JsonArray();
        codes.forEach(code -> revealed.add(code.reveal()));
        return Answer.ok(new JsonObject().put("recoveryCodes", revealed));
    }

    private Answer getSecurity(Call call) {
        return Refusals.answer(ownAccount.security(call.credential()), OwnAccountMethods::told);
    }

    private static Answer told(AccountSecurity security) {
        return Answer.ok(new JsonObject()
                .put("twoFactor", security.secondFactor())
                .put("recoveryCodesLeft", security.recoveryCodesLeft())
                .put("passwordConfirmedOn", WireTime.format(security.confirmedAt()))
                .put("administrator", security.administrator()));
    }

    private Answer getHistory(Call call) {
        HistoryPage page = HistoryPage.of(call.parameters());
        JsonArray events = new JsonArray();
        for (Events.Recorded recorded : ownAccount.history(call.account(), page.filter(), page.limit())) {
            events.add(EventJson.of(recorded));
        }
        return Answer.ok(new JsonObject().put("events", events));
    }

    private static Password password(Call call) {
        return call.parameters().requiredParsed("password", Password::parse);
    }

    private static SecondFactorCode code(Call call) {
        return call.parameters().requiredParsed("code", SecondFactorCode::parse);
    }
}
