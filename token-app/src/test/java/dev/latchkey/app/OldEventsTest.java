package dev.latchkey.app;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.DatabaseOptions;
import dev.latchkey.token.Actor;
import dev.latchkey.token.Client;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.Origin;
import dev.latchkey.token.testing.Fixtures;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

final class OldEventsTest {

    @TempDir
    private Path directory;

    @Test
    void removeOldEvents_keepsThoseThatAreAsOldAsTheyMayBe() {
        Event kept = at(NOW.minus(Duration.ofDays(400)));
        try (Database database = Database.open(DatabaseOptions.inDirectory(directory))) {
            database.events().add(ImmutableList.of(at(kept.at().minusNanos(1_000)), kept, at(NOW)));

            Server.removeOldEvents(database, InstantSource.fixed(NOW), limits().history());

            assertThat(Fixtures.history(database.events(), Events.Filter.ALL, 9))
                    .containsExactly(at(NOW), kept);
        }
    }

    @Test
    void historyRetention_isInDays() {
        assertThat(limits("--history-retention", "7").history()).isEqualTo(Duration.ofDays(7));
    }

    private static AccountLimits limits(String... arguments) {
        AccountLimits limits = new AccountLimits();
        new CommandLine(CommandSpec.forAnnotatedObject(limits)).parseArgs(arguments);
        limits.check();
        return limits;
    }

    private static Event at(Instant instant) {
        return Event.ofAccount(Event.Kind.SIGNED_IN, new Origin(ALICE, Actor.owner(), instant, Client.UNKNOWN), "");
    }
}
