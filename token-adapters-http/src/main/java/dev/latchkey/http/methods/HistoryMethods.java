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
import com.google.common.primitives.Longs;
import dev.latchkey.account.AccountAdministration;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.Parameters;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.PlatformMethod.Access;
import dev.latchkey.http.Refusals;
import dev.latchkey.http.Shape;
import dev.latchkey.http.Uid;
import dev.latchkey.http.WireTime;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Actor;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.ListText;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.RefusalReason;
import dev.latchkey.token.TokenId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What administrators read of the history of all accounts and tokens. */
final class HistoryMethods {

    private static final Shape EVENT = object(
            always("id", whole(17), "the event's number, at most 2^53 - 1"),
            always("kind", text("sign_in_failed"), "what happened"),
            always("on", text("2026-11-24 10:15:30"), "UTC; when it happened last"),
            always("actor", text("stranger"), "owner, administrator, platform, token or stranger: who did it"),
            sometimes("actorEmail", text("admin@example.com"), "of an administrator whose account exists"),
            sometimes("uid", whole(1001), "the account's number; absent if it is the event of none"),
            sometimes("email", text("ann@example.com"), "with uid, if the account exists"),
            sometimes("token", whole(42), "the token's number; absent if it is the event of none"),
            sometimes("hint", text("qAz7"), "the last characters of the token's value"),
            sometimes(
                    "fingerprint",
                    text("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
                    "SHA-256 of the token's value, in hexadecimal digits"),
            always("host", text("192.0.2.7"), "the network address; empty if it is not known"),
            always("userAgent", text("curl/8.5.0"), "the program, as it called itself; may be empty"),
            always("detail", text(""), "in words, what exactly; may be empty"),
            always("times", whole(1), "how often"));

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
        int limit = AdministrationMethods.limit(call.parameters());
        Events.Filter filter = filter(call.parameters());
        return Refusals.answer(
                ofAccount(call, filter),
                wanted -> Answer.ok(new JsonObject().put("events", json(administration.history(wanted, limit)))));
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

    private static Events.Filter filter(Parameters parameters) {
        Events.Filter filter = Events.Filter.ALL;
        filter =
                parameters.integer("token").map(TokenId::new).map(filter::token).orElse(filter);
        filter = parameters
                .parsedList("kinds", HistoryMethods::kinds)
                .map(filter::kinds)
                .orElse(filter);
        filter = parameters
                .parsed("since", WireInstant::parse)
                .map(filter::since)
                .orElse(filter);
        filter = parameters
                .parsed("before", WireInstant::parse)
                .map(filter::before)
                .orElse(filter);
        return parameters
                .parsed("recordedBefore", HistoryMethods::eventId)
                .map(filter::recordedBefore)
                .orElse(filter);
    }

    private static Outcome<Long> eventId(String text) {
        Long id = Longs.tryParse(text.strip());
        return id == null || id < 1
                ? Outcome.refused(RefusalReason.INVALID_VALUE, "give an event's number")
                : Outcome.done(id);
    }

    private static Outcome<ImmutableSet<Event.Kind>> kinds(List<String> texts) {
        ImmutableSet.Builder<Event.Kind> kinds = ImmutableSet.builder();
        ImmutableList<String> items = ListText.items(texts);
        if (items.isEmpty()) {
            return Outcome.refused(RefusalReason.INVALID_VALUE, "there is no kind in it");
        }
        for (String item : items) {
            Optional<Event.Kind> kind = Stream.of(Event.Kind.values())
                    .filter(each -> name(each).equals(item.toLowerCase(Locale.ROOT)))
                    .findAny();
            if (kind.isEmpty()) {
                return unknown(item);
            }
            kinds.add(kind.get());
        }
        return Outcome.done(kinds.build());
    }

    private static Outcome<ImmutableSet<Event.Kind>> unknown(String item) {
        return Outcome.refused(
                RefusalReason.INVALID_VALUE,
                ListText.quote(List.of(item)) + " is none: give some of "
                        + Arrays.stream(Event.Kind.values())
                                .map(HistoryMethods::name)
                                .collect(Collectors.joining(", ")));
    }

    private static String name(Event.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
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
        JsonObject json = new JsonObject()
                .put("id", recorded.id())
                .put("kind", name(event.kind()))
                .put("on", WireTime.format(event.at()))
                .put("actor", name(event.actor()))
                .put("host", event.client().address())
                .put("userAgent", event.client().userAgent())
                .put("detail", event.detail())
                .put("times", event.times());
        putLogin(json, "actorEmail", event.actor().administratorAccount(), logins);
        event.account().ifPresent(account -> json.put("uid", Uid.of(account)));
        putLogin(json, "email", event.account(), logins);
        event.token().ifPresent(token -> json.put("token", token.value()));
        event.fingerprint().ifPresent(fingerprint -> json.put("fingerprint", fingerprint.toString()));
        return event.hint().isEmpty() ? json : json.put("hint", event.hint());
    }

    private static void putLogin(
            JsonObject json, String field, Optional<AccountId> account, ImmutableMap<AccountId, EmailAddress> logins) {
        account.flatMap(id -> Optional.ofNullable(logins.get(id))).ifPresent(login -> json.put(field, login.text()));
    }

    private static String name(Actor actor) {
        if (actor instanceof Actor.Owner) {
            return "owner";
        }
        if (actor instanceof Actor.Administrator) {
            return "administrator";
        }
        if (actor instanceof Actor.Stranger) {
            return "stranger";
        }
        return actor instanceof Actor.Platform ? "platform" : "token";
    }
}
