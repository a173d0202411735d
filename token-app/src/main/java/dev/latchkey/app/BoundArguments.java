package dev.latchkey.app;

import dev.latchkey.http.bounds.Bounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** How much strangers may take of the server: options of {@code serve}. */
final class BoundArguments {

    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Pattern OPEN_FILES = Pattern.compile("Max open files +([0-9]{1,9}) ");

    /** So many files are left for all else: jars, the database, uploads. */
    private static final int OTHER_FILES = 512;

    /** HTTP and HTTPS have as many connections each. */
    private static final int PORTS = 2;

    private static final int LEAST_CONNECTIONS = 64;

    @Option(
            names = "--request-timeout",
            paramLabel = "SECONDS",
            description =
                    "How long a request may take to come in (default: 30). One with a file may take a second longer"
                            + " for each 4 KiB that have come.")
    private Optional<Integer> requestTimeout = Optional.empty();

    @Option(
            names = "--answer-timeout",
            paramLabel = "SECONDS",
            description = "How long an answer may stand still because its client does not read (default: 30).")
    private Optional<Integer> answerTimeout = Optional.empty();

    @Option(
            names = "--keep-alive-timeout",
            paramLabel = "SECONDS",
            description = "How long a connection may be open without a request (default: 75).")
    private Optional<Integer> keepAliveTimeout = Optional.empty();

    @Option(
            names = "--max-connections",
            paramLabel = "COUNT",
            description = "How many connections each port may have; one more takes the place of the one that was idle"
                    + " longest (default: 10000, or less if heap or open files are few).")
    private Optional<Integer> connections = Optional.empty();

    @Option(
            names = "--max-connections-per-address",
            paramLabel = "COUNT",
            description = "How many of them one network address may have, trusted proxies left out (default: half).")
    private Optional<Integer> connectionsOfAddress = Optional.empty();

    @Option(
            names = "--max-body-bytes-in-flight",
            paramLabel = "BYTES",
            description =
                    "How many bytes all bodies may have that are held in memory (default: 33554432, or an eighth of"
                            + " the heap if that is less).")
    private Optional<Long> bodyBytes = Optional.empty();

    @Option(
            names = "--max-waiting-calls",
            paramLabel = "COUNT",
            description = "How many calls may wait while 64 are worked on (default: 1000).")
    private Optional<Integer> waitingCalls = Optional.empty();

    /** @throws UserErrorException if one of them is not positive; the message names it */
    Bounds bounds() {
        Bounds defaults = Bounds.forHeap(Runtime.getRuntime().maxMemory());
        int most = connections.orElseGet(() -> withinOpenFiles(defaults.connections()));
        requireAtLeast(1, "--max-body-bytes-in-flight", bodyBytes);
        requireAtLeast(1, "--request-timeout", requestTimeout);
        requireAtLeast(1, "--answer-timeout", answerTimeout);
        requireAtLeast(1, "--keep-alive-timeout", keepAliveTimeout);
        requireAtLeast(1, "--max-connections", connections);
        requireAtLeast(1, "--max-connections-per-address", connectionsOfAddress);
        requireAtLeast(0, "--max-waiting-calls", waitingCalls);
        return new Bounds(
                bodyBytes.orElse(defaults.bodyBytes()),
                time(requestTimeout, defaults.requestTime()),
                time(answerTimeout, defaults.answerTime()),
                time(keepAliveTimeout, defaults.keepAliveTime()),
                most,
                connectionsOfAddress.orElse(Math.max(1, most / 2)),
                waitingCalls.orElse(defaults.waitingCalls()));
    }

    private static void requireAtLeast(long least, String option, Optional<? extends Number> value) {
        value.ifPresent(given -> Values.requireAtLeast(least, option, given.longValue()));
    }

    private static Duration time(Optional<Integer> seconds, Duration otherwise) {
        return seconds.map(Duration::ofSeconds).orElse(otherwise);
    }

    /** No more connections than this process may open files, if the system tells that. */
    private static int withinOpenFiles(int most) {
        try {
            Matcher files = OPEN_FILES.matcher(Files.readString(LIMITS));
            return files.find()
                    ? Math.max(
                            LEAST_CONNECTIONS, Math.min(most, (Integer.parseInt(files.group(1)) - OTHER_FILES) / PORTS))
                    : most;
        } catch (IOException e) {
            return most; // not Linux
        }
    }
}
