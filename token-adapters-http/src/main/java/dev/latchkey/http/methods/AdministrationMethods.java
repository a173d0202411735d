package dev.latchkey.http.methods;

import static dev.latchkey.http.Parameter.Type.INTEGER;
import static dev.latchkey.http.Parameter.Type.TEXT;
import static dev.latchkey.http.Parameter.optional;
import static dev.latchkey.http.Parameter.required;

import com.google.common.collect.ImmutableList;
import dev.latchkey.account.Account;
import dev.latchkey.account.AccountAdministration;
import dev.latchkey.account.AdministratorRequest;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.Credentials;
import dev.latchkey.http.InvalidParameterException;
import dev.latchkey.http.Parameter;
import dev.latchkey.http.Parameters;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.Refusals;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.RefusalReason;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * The methods of the group {@code administration}: for sessions of administrators, who are looked up at each call. No token can hold them.
 */
public final class AdministrationMethods {

    static final Parameter PASSWORD = required("password", TEXT, "the administrator's own password");
    static final Parameter REVOKING_PASSWORD = optional(
            "password",
            TEXT,
            "the administrator's own password; it may be left out for ten minutes after it was confirmed");
    static final Parameter LOGIN = optional("login", TEXT, "the account's e-mail address; or give uid");
    static final Parameter UID = optional("uid", TEXT, "the account's number; or give login");
    static final Parameter LIMIT = optional("limit", INTEGER, "at most so many, from 1 to 1000; 100 by default");

    private static final int DEFAULT_LIMIT = 100;

    private AdministrationMethods() {}

    /** All of them, for Latchkey's own accounts. */
    public static ImmutableList<PlatformMethod> all(AccountAdministration administration, InstantSource clock) {
        return ImmutableList.<PlatformMethod>builder()
                .addAll(new AccountAdministrationMethods(administration).all())
                .addAll(new TokenAdministrationMethods(administration, clock).all())
                .addAll(new HistoryMethods(administration).all())
                .build()
                .stream()
                .map(method -> guarded(administration, method))
                .collect(ImmutableList.toImmutableList());
    }

    /** The same method for sessions of administrators alone. */
    public static PlatformMethod guarded(AccountAdministration administration, PlatformMethod method) {
        return method.with(call -> guarded(administration, method, call));
    }

    private static Answer guarded(AccountAdministration administration, PlatformMethod method, Call call) {
        return Refusals.answer(
                administration.administrator(call.account()),
                administrator -> method.handler().handle(call));
    }

    /** The account that {@code login} or {@code uid} names. */
    static Outcome<Account> named(Call call, AccountAdministration administration) {
        return identified(call, administration)
                .orElseThrow(() -> new InvalidParameterException("login", "it is missing: give it or uid"));
    }

    /** The same, or empty if none is named. */
    static Optional<Outcome<Account>> identified(Call call, AccountAdministration administration) {
        Optional<EmailAddress> login = call.parameters().parsed("login", EmailAddress::parse);
        Optional<AccountId> uid = call.parameters().parsed("uid", AdministrationMethods::id);
        if (login.isPresent() && uid.isPresent()) {
            throw new InvalidParameterException("uid", "login is given too: give one of them");
        }
        return login.map(administration::find).or(() -> uid.map(administration::find));
    }

    /** The account id that a text is. */
    static Outcome<AccountId> id(String text) {
        try {
            return Outcome.done(new AccountId(text.strip()));
        } catch (IllegalArgumentException e) {
            return Outcome.refused(RefusalReason.INVALID_VALUE, "give an account's number");
        }
    }

    static int limit(Parameters parameters) {
        int limit = parameters.integer("limit").orElse(DEFAULT_LIMIT);
        if (limit < 1 || limit > AccountAdministration.MOST_FOUND) {
            throw new InvalidParameterException("limit", "give a number from 1 to " + AccountAdministration.MOST_FOUND);
        }
        return limit;
    }

    /** What comes of a change if the administrator's password confirms it. */
    static <T> Outcome<T> confirmed(
            Call call, Credentials.Change change, Function<AdministratorRequest, Outcome<T>> make) {
        return call.confirm(change)
                .then(confirmation -> make.apply(new AdministratorRequest(call.account(), call.client())));
    }
}
