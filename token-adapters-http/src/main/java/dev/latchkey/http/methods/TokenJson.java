package dev.latchkey.http.methods;

import static dev.latchkey.http.Field.always;
import static dev.latchkey.http.Field.sometimes;
import static dev.latchkey.http.Shape.bool;
import static dev.latchkey.http.Shape.listOf;
import static dev.latchkey.http.Shape.object;
import static dev.latchkey.http.Shape.text;
import static dev.latchkey.http.Shape.whole;

import com.google.common.collect.ObjectArrays;
import dev.latchkey.http.Field;
import dev.latchkey.http.Shape;
import dev.latchkey.http.WireTime;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodCatalog;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.RefusalReason;
import dev.latchkey.token.Suspension;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenState;
import dev.latchkey.token.TokenTemplate;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;

/** Tokens, templates and methods as the protocol writes them. A field that a token has no value for is absent. */
final class TokenJson {

    private static final Field[] METHOD_FIELDS = {
        always("id", whole(1434567890), "a number that the method keeps"),
        always("method", text("environment.control.StopEnv")),
        always("isSafe", bool(false), "whether it only reads"),
        always("isCollaborationAccessible", bool(false))
    };

    static final Shape METHOD = object(METHOD_FIELDS);

    /** A method of the catalog. The summary is Latchkey's own, which clients of the protocol do not know. */
    static final Shape LISTED_METHOD = object(ObjectArrays.concat(
            METHOD_FIELDS,
            sometimes("summary", text("Stops an environment"), "what it does; absent if the platform does not say")));

    static final Shape TEMPLATE = object(
            always("id", whole(2)),
            always("name", text("IDE Plugins")),
            always("apiListItems", listOf(METHOD), "the methods that it holds today"));

    /** Those that every answer with a token has. The last two are Latchkey's own, which clients of the protocol do not know. */
    private static final Field[] BASE = {
        always("id", whole(42), "the token's number"),
        always("description", text("Nightly stop")),
        sometimes("expiresAt", text("2026-12-31 23:59:59"), "UTC; absent for never"),
        sometimes("lastUsed", text("2026-11-24 10:15:30"), "UTC; absent for a token that was never used"),
        always("isSystem", bool(false)),
        sometimes("lastUsedFrom", text("192.0.2.7"), "the network address; with lastUsed"),
        sometimes("lastUsedBy", text("curl/8.5.0"), "the program, as it called itself; with lastUsed, where it did")
    };

    private static final Field[] FIELDS = ObjectArrays.concat(
            BASE,
            new Field[] {
                sometimes("tokenTemplate", TEMPLATE, "absent for a custom token"),
                always("apiListItems", listOf(METHOD), "the methods that it may call")
            },
            Field.class);

    static final Shape TOKEN = object(FIELDS);

    private static final Field[] LISTED_FIELDS = ObjectArrays.concat(
            BASE,
            new Field[] {
                sometimes(
                        "tokenTemplate",
                        object(
                                always("id", whole(2)),
                                always("name", text("IDE Plugins")),
                                sometimes("apiListItems", listOf(METHOD), "absent with lazy")),
                        "absent for a custom token"),
                sometimes("apiListItems", listOf(METHOD), "the methods that it may call; absent with lazy"),
                always(
                        "hint",
                        text("qAz7"),
                        "the last characters of its value, by which a value is matched to its token"),
                sometimes("apiCount", whole(1), "how many they are; with lazy alone"),
                sometimes("createdOn", text("2026-11-24 10:15:30"), "UTC; with lazy alone"),
                always("state", text("live"), "live, suspended, expired, or disabled: dead as its account is disabled"),
                sometimes("suspendedOn", text("2026-11-24 10:15:30"), "UTC; absent for a token that is not suspended"),
                sometimes(
                        "suspendedBy",
                        text("owner"),
                        "owner, or administrator, who alone may then resume it; with suspendedOn")
            },
            Field.class);

    /** A token of a list: with what {@link #TOKEN} has and the hint, or what {@link #lazy} leaves of it. */
    static final Shape LISTED_TOKEN = object(LISTED_FIELDS);

    /** A token of a list of those of all accounts. */
    static final Shape ADMINISTERED_TOKEN = object(ObjectArrays.concat(
            LISTED_FIELDS,
            new Field[] {
                always("ownerUid", whole(1001), "the number of the account whose token it is"),
                sometimes("ownerEmail", text("ann@example.com"), "absent if that account is gone")
            },
            Field.class));

    static final Shape ISSUED_TOKEN =
            object(ObjectArrays.concat(FIELDS, always("key", text("lkp_…"), "the value, shown this one time")));

    private TokenJson() {}

    /** The token without its value. */
    static JsonObject of(Token token, ApiMethodCatalog catalog) {
        return putMethods(base(token), token.methods(), catalog);
    }

    /** Adds what a token tells of its methods. */
    static JsonObject putMethods(JsonObject json, ApiMethodSet methods, ApiMethodCatalog catalog) {
        catalog.templateOf(methods).ifPresent(template -> json.put("tokenTemplate", of(template, catalog)));
        return json.put("apiListItems", items(methods, catalog));
    }

    /** The token in short: its methods are counted, and the template is named. */
    static JsonObject lazy(Token token, ApiMethodCatalog catalog, Instant now) {
        JsonObject json = base(token).put("hint", token.hint()).put("createdOn", WireTime.format(token.createdAt()));
        catalog.templateOf(token.methods())
                .ifPresent(template -> json.put(
                        "tokenTemplate",
                        new JsonObject().put("id", template.id()).put("name", template.name())));
        return putState(json.put("apiCount", catalog.methodsOf(token.methods()).size()), token, now);
    }

    /** Adds what a list tells of a token's state. */
    static JsonObject putState(JsonObject json, Token token, Instant now) {
        json.put("state", name(token.state(now)));
        token.suspension()
                .ifPresent(suspension -> json.put("suspendedOn", WireTime.format(suspension.at()))
                        .put("suspendedBy", name(suspension.by())));
        return json;
    }

    private static String name(TokenState state) {
        return switch (state) {
            case LIVE -> "live";
            case SUSPENDED -> "suspended";
            case EXPIRED -> "expired";
            case OWNER_DISABLED -> "disabled";
        };
    }

    /** The state of this name, in any case. */
    static Outcome<TokenState> state(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        return Stream.of(TokenState.values())
                .filter(state -> name(state).equals(wanted))
                .findAny()
                .map(Outcome::done)
                .orElseGet(() ->
                        Outcome.refused(RefusalReason.INVALID_VALUE, "give live, suspended, expired or disabled"));
    }

    private static String name(Suspension.By by) {
        return switch (by) {
            case OWNER -> "owner";
            case ADMINISTRATOR -> "administrator";
        };
    }

    /** What every answer tells of a token, whatever it may call. */
    static JsonObject base(Token token) {
        JsonObject json = new JsonObject()
                .put("id", token.id().value())
                .put("description", token.description().text());
        token.expiry().instant().ifPresent(instant -> json.put("expiresAt", WireTime.format(instant)));
        token.lastUse().ifPresent(use -> {
            json.put("lastUsed", WireTime.format(use.at()))
                    .put("lastUsedFrom", use.client().address());
            if (!use.client().userAgent().isEmpty()) {
                json.put("lastUsedBy", use.client().userAgent());
            }
        });
        return json.put("isSystem", false);
    }

    static JsonObject of(TokenTemplate template, ApiMethodCatalog catalog) {
        return new JsonObject()
                .put("id", template.id())
                .put("name", template.name())
                .put("apiListItems", items(new ApiMethodSet.OfTemplate(template.name()), catalog));
    }

    static JsonObject of(ApiMethodCatalog.Entry entry) {
        return new JsonObject()
                .put("id", number(entry.method()))
                .put("method", entry.method().toString())
                .put("isSafe", entry.readOnly())
                .put("isCollaborationAccessible", false);
    }

    /** The method as {@link #LISTED_METHOD}. */
    static JsonObject listed(ApiMethodCatalog.Entry entry) {
        JsonObject json = of(entry);
        return entry.summary().isEmpty() ? json : json.put("summary", entry.summary());
    }

    private static JsonArray items(ApiMethodSet set, ApiMethodCatalog catalog) {
        JsonArray items = new JsonArray();
        for (ApiMethod method : catalog.methodsOf(set)) {
            catalog.find(method).ifPresent(entry -> items.add(of(entry)));
        }
        return items;
    }

    /** A number that the method keeps when others come and go: made of its name, not of its place. */
    private static int number(ApiMethod method) {
        return method.toString().toLowerCase(Locale.ROOT).hashCode() & Integer.MAX_VALUE;
    }
}
