package dev.latchkey.benchmarks;

import dev.latchkey.persistence.Database;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.Tokens;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.SplittableRandom;

/** What a look-up in the store costs in processor time of this process, and how much of that is the driver's own. */
final class LookupReport {

    private static final String STORE = "`Tokens.find`";
    private static final String DRIVER = "the driver alone";
    private static final String SQL = "SELECT id FROM latchkey.tokens WHERE fingerprint = ?";

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final SplittableRandom random = new SplittableRandom(1);
    private final GeneratedTokens generated = new GeneratedTokens();
    private final int tokens;
    private final int rounds;
    private final int lookups;
    private final Path work;

    private LookupReport(Arguments arguments) {
        this.tokens = arguments.number("tokens", 100_000);
        this.rounds = arguments.number("rounds", 7);
        this.lookups = arguments.number("lookups", 20_000);
        this.work = arguments.path("work", "token-benchmarks/target/lookup");
    }

    /**
     * Options: {@code --tokens} 100000, {@code --rounds} 7, {@code --lookups} 20000 a round, {@code --work}
     * token-benchmarks/target/lookup, {@code --write}.
     */
    static void run(Arguments arguments) {
        LookupReport lookup = new LookupReport(arguments);
        Report report = new Report("lookup").add("User and system time of the asking thread, in µs a look-up.\n");
        report.add("HSQLDB\n").add(lookup.measure(Dataset.inHsqldb(lookup.work, lookup.tokens)));
        try (PostgresServer postgres = PostgresServer.start(lookup.work.resolve(PostgresServer.DIRECTORY))) {
            report.add("PostgreSQL\n").add(lookup.measure(Dataset.inPostgresql(postgres, lookup.work, lookup.tokens)));
        }
        report.publish(arguments);
    }

    private MarkdownTable measure(Dataset dataset) {
        dataset.load("1g");
        Rounds microseconds = new Rounds();
        try (Database database = Database.open(dataset.options().poolSize(2))) {
            for (int round = -2; round < rounds; round++) {
                double store = askStore(database.tokens(), fingerprints());
                TokenFingerprint[] others = fingerprints();
                double driver = database.read(connection -> askDriver(connection, others));
                if (round >= 0) { // those before warm up
                    microseconds.add(STORE, store);
                    microseconds.add(DRIVER, driver);
                }
            }
        }
        MarkdownTable table = new MarkdownTable("way", "µs", "ratio");
        for (String way : microseconds.names()) {
            table.row(
                    way,
                    microseconds.of(way).text(1),
                    microseconds.ratio(way, DRIVER).text(2));
        }
        return table;
    }

    private TokenFingerprint[] fingerprints() {
        return random.ints(lookups, 0, tokens)
                .mapToObj(index -> generated.value(index).fingerprint())
                .toArray(TokenFingerprint[]::new);
    }

    private double askStore(Tokens store, TokenFingerprint[] fingerprints) {
        long start = threads.getCurrentThreadCpuTime();
        for (TokenFingerprint fingerprint : fingerprints) {
            requireFound(store.find(fingerprint).isPresent());
        }
        return microsecondsSince(start);
    }

    private double askDriver(Connection connection, TokenFingerprint[] fingerprints) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SQL)) {
            long start = threads.getCurrentThreadCpuTime();
            for (TokenFingerprint fingerprint : fingerprints) {
                query.setBytes(1, fingerprint.toBytes());
                try (ResultSet row = query.executeQuery()) {
                    requireFound(row.next());
                }
            }
            return microsecondsSince(start);
        }
    }

    private double microsecondsSince(long start) {
        return (threads.getCurrentThreadCpuTime() - start) / 1e3 / lookups;
    }

    private static void requireFound(boolean found) {
        if (!found) {
            throw new IllegalStateException("a loaded token is not there");
        }
    }
}
