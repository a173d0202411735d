package dev.latchkey.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Servers on a core, and the load on them from another. */
final class HttpLoad {

    /** How many are called with. */
    static final int TOKENS = 10_000;

    private static final int UNKNOWN = 200_000;
    private static final int CONNECTIONS = 64;
    static final int SERVER_CORE = 0;
    static final int LOAD_CORE = 1;

    private final Path directory;
    private final Path known;
    private final Path unknown;
    private final LoadTool tool;
    private final int seconds;
    private final int warmUp;

    /** @param directory an empty one, for files of the load and of the servers */
    HttpLoad(Arguments arguments, Path directory) {
        this.directory = directory;
        this.known = values(directory.resolve("known"), 0, TOKENS);
        this.unknown = values(directory.resolve("unknown"), 2 * TOKENS, UNKNOWN);
        this.tool = LoadTool.of(arguments, LOAD_CORE, directory);
        this.seconds = arguments.number("seconds", 10);
        this.warmUp = arguments.number("warm-up", 15);
    }

    private static Path values(Path file, int from, int count) {
        GeneratedTokens generated = new GeneratedTokens();
        try {
            return Files.write(
                    file,
                    IntStream.range(from, from + count)
                            .mapToObj(index -> generated.value(index).reveal())
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts one of our servers; it has as many tokens again as are called. */
    ServerProcess ours() {
        try {
            return ServerProcess.oursOnCore(SERVER_CORE, 2 * TOKENS, Files.createTempDirectory(directory, "data"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a bare server. */
    static ServerProcess bare() {
        return ServerProcess.bareOnCore(SERVER_CORE);
    }

    /** Starts the released server with its demo. */
    ServerProcess released(Path jar) {
        try {
            return ServerProcess.releasedOnCore(
                    SERVER_CORE, jar, Files.createTempDirectory(directory, "released"), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file with this value alone. */
    Path valuesOf(String value) {
        try {
            return Files.writeString(Files.createTempFile(directory, "value", ""), value + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file with the values of tokens that are called. */
    Path known() {
        return known;
    }

    /** A value of a token that is called. */
    static String knownValue() {
        return new GeneratedTokens().value(0).reveal();
    }

    /** A well-formed value of no token. */
    static String unknownValue() {
        return new GeneratedTokens().value(2 * TOKENS).reveal();
    }

    void warmUp(ServerProcess server, String path) {
        warmUp(server, path, known);
    }

    void warmUp(ServerProcess server, String path, Path values) {
        rate(server, path, values, warmUp);
    }

    /** Calls a second on all connections, with values of tokens. */
    double rate(ServerProcess server, String path) {
        return rate(server, path, known);
    }

    /** The same, with the values in a file. */
    double rate(ServerProcess server, String path, Path values) {
        return rate(server, path, values, seconds);
    }

    /** The same at any port, with how long calls took; by wrk alone. */
    LoadTool.Measured measured(int port, String path) {
        return LoadTool.measured(tool.start(port, path, known, CONNECTIONS, seconds));
    }

    private double rate(ServerProcess server, String path, Path values, int howLong) {
        return LoadTool.rate(tool.start(server.port(), path, values, CONNECTIONS, howLong));
    }

    /** Calls a second of half of the connections, with values of tokens, beside the other half with such, or with unknown ones. */
    double rateOfHalf(ServerProcess server, String path, boolean inFlood) {
        Child other = tool.start(server.port(), path, inFlood ? unknown : known, CONNECTIONS / 2, seconds);
        double rate = LoadTool.rate(tool.start(server.port(), path, known, CONNECTIONS / 2, seconds));
        LoadTool.rate(other);
        return rate;
    }

    /** So many seconds as a share of those that a load takes. */
    double share(double busySeconds) {
        return busySeconds / seconds;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d connections, load by %s, rounds of %d s", CONNECTIONS, tool, seconds);
    }
}
