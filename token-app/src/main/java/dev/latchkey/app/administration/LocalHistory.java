package dev.latchkey.app.administration;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.latchkey.persistence.Database;
import dev.latchkey.token.Actor;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenId;
import java.util.Locale;

/** The history of a database. */
final class LocalHistory {

    private LocalHistory() {}

    static ImmutableList<HistoryEntry> list(Database database, HistoryQuery query) {
        Events.Filter filter = Events.Filter.ALL;
        filter = query.account()
                .map(login -> LocalAdministration.account(database, login).id())
                .map(filter::account)
                .orElse(filter);
        filter = query.token().map(filter::token).orElse(filter);
        LocalLogins logins = new LocalLogins(database);
        return database.events().latest(filter, query.limit()).stream()
                .map(recorded -> entry(recorded.event(), logins))
                .collect(toImmutableList());
    }

    private static HistoryEntry entry(Event event, LocalLogins logins) {
        return new HistoryEntry(
                event.at(),
                event.kind().name().toLowerCase(Locale.ROOT),
                actor(event.actor(), logins),
                event.times(),
                event.account().map(logins::of).orElse(""),
                event.token().map(TokenId::toString).orElse(""),
                event.hint(),
                event.fingerprint().map(TokenFingerprint::toString).orElse(""),
                event.client().address(),
                event.client().userAgent(),
                event.detail());
    }

    private static String actor(Actor actor, LocalLogins logins) {
        if (actor instanceof Actor.Administrator administrator) {
            return "administrator " + logins.of(administrator.account());
        }
        if (actor instanceof Actor.Owner) {
            return "owner";
        }
        if (actor instanceof Actor.Stranger) {
            return "stranger";
        }
        return actor instanceof Actor.Platform ? "platform" : "token";
    }
}
