package dev.latchkey.app;

import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.TokenId;
import java.time.Duration;
import java.time.Instant;

/** A person's tokens as they may be after a year, and how they were used. */
final class ExampleTokens {

    static final String HOSTILE = "<img src=x onerror=alert(1)>";

    private ExampleTokens() {}

    static void add(LocalServer server) {
        Instant now = Instant.now();
        Duration day = Duration.ofDays(1);
        TokenId backup = server.addToken(
                "Old backup script",
                template("Marketplace"),
                Expiry.at(now.minus(day.multipliedBy(12))),
                day.multipliedBy(380));
        TokenId ide = server.addToken(
                "IntelliJ on my laptop",
                template("IDE Plugins"),
                Expiry.at(now.plus(day.multipliedBy(5))),
                day.multipliedBy(85));
        TokenId pipeline = server.addToken(
                "Deploy pipeline, main branch",
                template("Maven Plugin"),
                Expiry.at(now.plus(day.multipliedBy(81))),
                day.multipliedBy(40));
        TokenId terraform =
                server.addToken("Terraform, staging", template("Extended Access"), Expiry.never(), day.multipliedBy(9));
        server.addToken("Nightly stop", Expiry.at(now.plus(day.multipliedBy(400))), day.multipliedBy(3));
        server.use(backup, Duration.ofDays(13), "192.0.2.15", "curl/8.5.0");
        server.use(ide, Duration.ofMinutes(12), "2001:db8:85a3::8a2e:370:7334", "IntelliJ-IDEA/2026.1");
        server.use(pipeline, Duration.ofHours(3), "198.51.100.24", "Apache-Maven/3.9.9 (Java 17.0.13; Linux 6.8.0)");
        server.use(terraform, Duration.ofHours(30), "203.0.113.7", "Terraform/1.9.5");
    }

    /** A token of whose texts some would do harm if they were taken for HTML. */
    static void addHostile(LocalServer server) {
        TokenId hostile = server.addToken(HOSTILE, Expiry.never(), Duration.ofHours(2));
        server.use(hostile, Duration.ofHours(1), "203.0.113.7", HOSTILE);
    }

    private static ApiMethodSet template(String name) {
        return new ApiMethodSet.OfTemplate(name);
    }
}
