package dev.latchkey.benchmarks;

import java.util.Arrays;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The command line: a report's name, and its options. */
public final class Main {

    private static final String USAGE = """
            java -jar benchmarks.jar domain | lookup | scale | start | http | gateway | revocation | nodes | load [--option value ...]
            What is measured, and the options, are in docs/performance.md.""";

    private static final Logger LIBRARIES = Logger.getLogger("");

    private Main() {}

    public static void main(String... words) throws Exception {
        LIBRARIES.setLevel(Level.WARNING);
        Arguments arguments = Arguments.parse(Arrays.copyOfRange(words, Math.min(1, words.length), words.length));
        switch (words.length == 0 ? "" : words[0]) {
            case "domain" -> DomainReport.run(arguments);
            case "lookup" -> LookupReport.run(arguments);
            case "scale" -> ScaleReport.run(arguments);
            case "start" -> StartReport.run(arguments);
            case "http" -> HttpReport.run(arguments);
            case "gateway" -> GatewayReport.run(arguments);
            case "revocation" -> RevocationReport.run(arguments);
            case "nodes" -> NodesReport.run(arguments);
            case "load" -> TokenLoader.run(arguments);
            // What the reports start in processes of their own.
            case "server" -> ServerProcess.run(arguments);
            case "generate" -> LoadGenerator.run(arguments);
            default -> throw new IllegalArgumentException(USAGE);
        }
    }
}
