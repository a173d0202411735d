package dev.latchkey.app;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Route;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Expiry;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** A person's tokens as they may be after a year, and how they were used. */
final class ExampleTokens {

    static final String HOSTILE = "<img src=x onerror=alert(1)>";

    private static final DateTimeFormatter WIRE_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private static final Map<String, Use> USES = Map.of(
            "Old backup script",
            new Use(Duration.ofDays(13), "192.0.2.15", "curl/8.5.0"),
            "IntelliJ on my laptop",
            new Use(Duration.ofMinutes(12), "2001:db8:85a3::8a2e:370:7334", "IntelliJ-IDEA/2026.1"),
            "Deploy pipeline, main branch",
            new Use(Duration.ofHours(3), "198.51.100.24", "Apache-Maven/3.9.9 (Java 17.0.13; Linux 6.8.0)"),
            "Terraform, staging",
            new Use(Duration.ofHours(30), "203.0.113.7", "Terraform/1.9.5"),
            HOSTILE,
            new Use(Duration.ofHours(1), "203.0.113.7", HOSTILE));

    /** How a token was last used. */
    private record Use(Duration age, String from, String by) {}

    private ExampleTokens() {}

    static void add(LocalServer server) {
        Instant now = Instant.now();
        Duration day = Duration.ofDays(1);
        server.addToken(
                "Old backup script",
                template("Marketplace"),
                Expiry.at(now.minus(day.multipliedBy(12))),
                day.multipliedBy(380));
        server.addToken(
                "IntelliJ on my laptop",
                template("IDE Plugins"),
                Expiry.at(now.plus(day.multipliedBy(5))),
                day.multipliedBy(85));
        server.addToken(
                "Deploy pipeline, main branch",
                template("Maven Plugin"),
                Expiry.at(now.plus(day.multipliedBy(81))),
                day.multipliedBy(40));
        server.addToken("Terraform, staging", template("Extended Access"), Expiry.never(), day.multipliedBy(9));
        server.addToken("Nightly stop", Expiry.at(now.plus(day.multipliedBy(400))), day.multipliedBy(3));
    }

    /** Lets the server's answer say when, from where and by what some of the tokens were last used. */
    static void tellUse(Route route) {
        APIResponse response = route.fetch();
        JsonObject answer = new JsonObject(response.text());
        if (answer.containsKey("apiTokens")) {
            answer.getJsonArray("apiTokens").forEach(token -> tellUse((JsonObject) token));
        }
        route.fulfill(new Route.FulfillOptions().setResponse(response).setBody(answer.encode()));
    }

    private static void tellUse(JsonObject token) {
        Use use = USES.get(token.getString("description"));
        if (use != null) {
            token.put("lastUsed", WIRE_TIME.format(Instant.now().minus(use.age())))
                    .put("lastUsedFrom", use.from())
                    .put("lastUsedBy", use.by());
        }
    }

    private static ApiMethodSet template(String name) {
        return new ApiMethodSet.OfTemplate(name);
    }
}
