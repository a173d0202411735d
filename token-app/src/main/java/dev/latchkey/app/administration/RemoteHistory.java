package dev.latchkey.app.administration;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The history of a server. */
final class RemoteHistory {

    private RemoteHistory() {}

    static ImmutableList<HistoryEntry> list(RemoteSession session, HistoryQuery query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        query.account().ifPresent(account -> parameters.put("login", account.text()));
        query.token().ifPresent(token -> parameters.put("token", token.toString()));
        return new RemotePages(session, "administration.history.GetEvents", "events", "id")
                .all(parameters, "recordedBefore", query.limit()).stream()
                        .map(RemoteHistory::entry)
                        .collect(toImmutableList());
    }

    private static HistoryEntry entry(JsonObject event) {
        return new HistoryEntry(
                WireTimes.parse(event.getString("on")),
                event.getString("kind").toLowerCase(Locale.ROOT),
                (event.getString("actor") + " " + event.getString("actorEmail", "")).strip(),
                event.getInteger("times"),
                event.getString("email", text(event, "uid")),
                text(event, "token"),
                event.getString("hint", ""),
                event.getString("fingerprint", ""),
                event.getString("host", ""),
                event.getString("userAgent", ""),
                event.getString("detail", ""));
    }

    private static String text(JsonObject event, String field) {
        Object value = event.getValue(field);
        return value == null ? "" : value.toString();
    }
}
