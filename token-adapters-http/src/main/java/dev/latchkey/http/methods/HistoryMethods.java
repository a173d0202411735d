package dev.latchkey.http.methods;

import static dev.latchkey.http.Field.always;
import static dev.latchkey.http.Field.sometimes;
import static dev.latchkey.http.Parameter.Type.INTEGER;
import static dev.latchkey.http.Parameter.Type.LIST;
import static dev.latchkey.http.Parameter.Type.TEXT;
import static dev.latchkey.http.Parameter.optional;
import static dev.latchkey.http.Shape.listOf;
import static dev.latchkey.http.Shape.object;
import static dev.latchkey.http.Shape.text;
import static dev.latchkey.http.Shape.whole;
import static dev.latchkey.http.methods.AdministrationMethods.LIMIT;
import static dev.latchkey.http.methods.AdministrationMethods.LOGIN;
import static dev.latchkey.http.methods.AdministrationMethods.UID;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ObjectArrays;
import dev.latchkey.account.AccountAdministration;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.Field;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.PlatformMethod.Access;
import dev.latchkey.http.Refusals;
import dev.latchkey.http.Shape;
import dev.latchkey.http.Uid;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.TokenId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.stream.Stream;

/** What administrators read of the history of all accounts and tokens. */
final class HistoryMethods {

    private static final Shape EVENT = object(ObjectArrays.concat(
            EventJson.FIELDS,
            new Field[] {
                sometimes("actorEmail", text("admin@example.com"), "of an administrator whose account exists"),
                sometimes("uid", whole(1001), "the account's number; absent if it is the event of none"),
                sometimes("email", text("ann@example.com"), "with uid, if the account exists"),
                sometimes(
                        "fingerprint",
                        text("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
                        "SHA-256 of the token's value, in hexadecimal digits")
            },
            Field.class));

    private final AccountAdministration administration;

    HistoryMethods(AccountAdministration administration) {
        this.administration = administration;
    }

    ImmutableList<PlatformMethod> all() {
        return ImmutableList.of(PlatformMethod.reading(
                        "administration.history.GetEvents",
                        "Tells what happened to accounts and tokens, the last recorded first")
                .openTo(Access.SESSION_ONLY)
                .takes(
                        LOGIN,
                        UID,
                        optional("token", INTEGER, "only events of the token with this number"),
                        optional("kinds", LIST, "only events of these kinds, divided by commas"),
                        optional("since", TEXT, "only events since: " + WireInstant.FORM),
                        optional("before", TEXT, "only events before: " + WireInstant.FORM),
                        optional("recordedBefore", TEXT, "the number of the last event of the page before"),
                        LIMIT)
                .answers(always("events", listOf(EVENT)))
                .refusesMisspelledParameters()
                .handledBy(this::getEvents));
    }

    private Answer getEvents(Call call) {
        HistoryPage page = HistoryPage.of(call.parameters());
        Events.Filter filter = call.parameters()
                .integer("token")
                .map(TokenId::new)
                .map(page.filter()::token)
                .orElse(page.filter());
        return Refusals.answer(
                ofAccount(call, filter),
                wanted ->
                        Answer.ok(new JsonObject().put("events", json(administration.history(wanted, page.limit())))));
    }

    /** A removed account is found by its number. */
    private Outcome<Events.Filter> ofAccount(Call call, Events.Filter filter) {
        Optional<EmailAddress> login = call.parameters().parsed("login", EmailAddress::parse);
        if (login.isPresent()) {
            return AdministrationMethods.named(call, administration)
                    .then(account -> Outcome.done(filter.account(account.id())));
        }
        return Outcome.done(call.parameters()
                .parsed("uid", AdministrationMethods::id)
                .map(filter::account)
                .orElse(filter));
    }

    private JsonArray json(ImmutableList<Events.Recorded> recorded) {
        ImmutableMap<AccountId, EmailAddress> logins = administration.logins(recorded.stream()
                .map(Events.Recorded::event)
                .flatMap(event -> Stream.of(event.account(), event.actor().administratorAccount()))
                .flatMap(Optional::stream)
                .collect(ImmutableSet.toImmutableSet()));
        JsonArray array = new JsonArray();
        recorded.forEach(each -> array.add(json(each, logins)));
        return array;
    }

    private static JsonObject json(Events.Recorded recorded, ImmutableMap<AccountId, EmailAddress> logins) {
        Event event = recorded.event();
        JsonObject json = EventJson.complete(recorded);
        putLogin(json, "actorEmail", event.actor().administratorAccount(), logins);
        event.account().ifPresent(account -> json.put("uid", Uid.of(account)));
        putLogin(json, "email", event.account(), logins);
        event.fingerprint().ifPresent(fingerprint -> json.put("fingerprint", fingerprint.toString()));
        return json;
    }

    private static void putLogin(
            JsonObject json, String field, Optional<AccountId> account, ImmutableMap<AccountId, EmailAddress> logins) {
        account.flatMap(id -> Optional.ofNullable(logins.get(id))).ifPresent(login -> json.put(field, login.text()));
    }
}
