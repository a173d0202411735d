package dev.latchkey.persistence;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Sets;
import dev.latchkey.token.Token;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged survives that the process is killed. */
final class HsqldbKillTest {

    private static final int ROUNDS = 20;
    private static final long SEED = 20_261_124;

    @TempDir
    Path directory;

    private final Random random = new Random(SEED);

    @Test
    void kill_losesNothingThatWasAcknowledged() throws Exception {
        Set<String> lost = lostInRounds(ROUNDS, "as Latchkey opens it", "COMMIT", "CHECKPOINT");

        assertThat(lost).isEmpty();
    }

    /** The counterpart, which shows that the test above can fail. */
    @Test
    void kill_withHsqldbsOwnWriteDelay_losesSomeThatWereAcknowledged() throws Exception {
        Set<String> lost =
                lostInRounds(3, "with HSQLDB's own write delay", "SET FILES WRITE DELAY 500 MILLIS", "COMMIT");

        assertThat(lost).isNotEmpty();
    }

    private Set<String> lostInRounds(int rounds, String what, String first, String repeated) throws Exception {
        Set<String> acknowledged = new HashSet<>();
        Duration longestStart = Duration.ZERO;
        for (int round = 0; round < rounds; round++) {
            acknowledged.addAll(killed(first, repeated));
            long started = System.nanoTime();
            Database.open(DatabaseOptions.inDirectory(directory)).close();
            Duration start = Duration.ofNanos(System.nanoTime() - started);
            longestStart = start.compareTo(longestStart) > 0 ? start : longestStart;
        }
        Set<String> lost = Sets.difference(acknowledged, stored()).immutableCopy();
        System.out.printf(
                "HSQLDB killed %s: %d rounds, %d acknowledged, %d lost, longest start after a kill %d ms%n",
                what, rounds, acknowledged.size(), lost.size(), longestStart.toMillis());
        return lost;
    }

    private List<String> killed(String first, String repeated) throws IOException, InterruptedException {
        try (TokenWriter writer = TokenWriter.start(directory, first, repeated)) {
            return writer.killAfter(1 + random.nextInt(400));
        }
    }

    private Set<String> stored() {
        try (Database database = Database.open(DatabaseOptions.inDirectory(directory))) {
            return database.tokens().ownedBy(ALICE).stream()
                    .map(Token::fingerprint)
                    .map(Object::toString)
                    .collect(Collectors.toSet());
        }
    }
}
