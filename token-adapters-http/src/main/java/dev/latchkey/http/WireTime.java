package dev.latchkey.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Instants as the protocol writes them: {@code yyyy-MM-dd HH:mm:ss} in UTC, fractions of a second cut off. */
public final class WireTime {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private WireTime() {}

    public static String format(Instant instant) {
        return FORMAT.format(instant);
    }
}
