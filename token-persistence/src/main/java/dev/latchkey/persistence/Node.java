package dev.latchkey.persistence;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A process that decides calls by the tokens of a database, as that has it.
 *
 * @param id another one each time that it joins
 * @param name what it calls itself: {@link DatabaseOptions#nodeName}
 * @param version its version of Latchkey; empty if it does not know
 * @param joinedAt when it joined, by the database's clock
 * @param sinceBeat how long ago it renewed its lease last, by the database's clock; negative if that was set back
 * @param beat how often it has renewed its lease
 * @param confirmed the revision up to which it goes by all changes that took a right away
 */
public record Node(
        UUID id, String name, String version, Instant joinedAt, Duration sinceBeat, long beat, long confirmed) {}
