package dev.latchkey.app.administration;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads and writes instants as {@link dev.latchkey.http.WireTime} writes them. */
final class WireTimes {

    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private WireTimes() {}

    static Instant parse(String text) {
        return LocalDateTime.parse(text, FORMAT).toInstant(ZoneOffset.UTC);
    }

    static String format(Instant instant) {
        return FORMAT.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** The instant of a field that may be absent. */
    static Optional<Instant> find(JsonObject json, String field) {
        return Optional.ofNullable(json.getString(field)).map(WireTimes::parse);
    }
}
