package dev.latchkey.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came of faults, as a table in Markdown. */
final class FaultReport {

    private static final String HEAD = """
            | fault | repetitions | revokes | p50 ms | p99 ms | longest ms | not known | s without decisions | granted | dead refused | granted after the acknowledgement |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            """;

    private final List<String> rows = new ArrayList<>();
    private final List<String> untested = new ArrayList<>();

    void add(String fault, int repetitions, RevocationFigures figures) {
        rows.add(String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %d | %d | %d | %.1f | %d | %d | **%d** |%n",
                fault,
                repetitions,
                figures.revokes(),
                figures.quantile(0.5).toMillis(),
                figures.quantile(0.99).toMillis(),
                figures.quantile(1).toMillis(),
                figures.unknown(),
                figures.longestWithoutDecisions().toMillis() / 1e3 / repetitions,
                figures.granted(),
                figures.refusedDead(),
                figures.grantedAfterAcknowledgement().size()));
        System.out.print(rows.get(rows.size() - 1));
    }

    /** A fault that could not be tested on this machine. */
    void untested(String fault, String reason) {
        untested.add("Not tested: " + fault + ": " + reason + "\n");
        System.out.print(untested.get(untested.size() - 1));
    }

    /** Writes it to a file, and prints it. */
    void write(Path file) throws IOException {
        String text = HEAD + String.join("", rows) + (untested.isEmpty() ? "" : "\n") + String.join("", untested);
        Files.writeString(file, text);
        System.out.println(text);
    }
}
