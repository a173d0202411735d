package dev.latchkey.persistence;

import static dev.latchkey.token.testing.Fixtures.added;
import static dev.latchkey.token.testing.Fixtures.newToken;

import dev.latchkey.token.Token;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process that adds tokens as fast as it can, and says of each when it was acknowledged, until it is killed. Its main
 * method is that process; its instances are handles on one.
 */
final class TokenWriter implements AutoCloseable {

    private static final int THREADS = 2;
    private static final int TOKENS_BETWEEN = 25;
    private static final int FINGERPRINT_DIGITS = 64;

    private final Process process;
    private final BufferedReader output;

    private TokenWriter(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /**
     * Starts one on the database in this directory.
     *
     * @param first a statement that it begins with
     * @param repeated a statement that it runs between tokens now and then
     */
    static TokenWriter start(Path directory, String first, String repeated) throws IOException {
        return new TokenWriter(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TokenWriter.class.getName(),
                        directory.toString(),
                        first,
                        repeated)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** Waits until it has made a token. */
    void awaitAcknowledgement() throws IOException {
        if (output.readLine() == null) {
            throw new AssertionError("the writer ended by itself");
        }
    }

    /** Kills it after so many acknowledgements, with no time to write another byte, and gives all that it has made. */
    List<String> killAfter(int acknowledgements) throws IOException, InterruptedException {
        List<String> acknowledged = new ArrayList<>();
        while (acknowledged.size() < acknowledgements) {
            String line = output.readLine();
            if (line == null) {
                throw new AssertionError("the writer ended by itself with " + process.waitFor());
            }
            acknowledged.add(line);
        }
        process.toHandle().destroyForcibly(); // the process's own method would close its output unread
        output.lines().filter(line -> line.length() == FINGERPRINT_DIGITS).forEach(acknowledged::add);
        process.waitFor();
        return acknowledged;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] args) {
        Database database = Database.open(DatabaseOptions.inDirectory(Path.of(args[0])));
        database.transactions().write(handle -> handle.execute(args[1]));
        for (int i = 0; i < THREADS; i++) {
            new Thread(() -> addForever(database, args[2])).start();
        }
    }

    private static void addForever(Database database, String repeated) {
        for (int count = 1; ; count++) {
            Token token = added(database.tokens(), newToken());
            System.out.println(token.fingerprint());
            if (System.out.checkError()) {
                throw new UncheckedIOException(new IOException("nobody listens"));
            }
            if (count % TOKENS_BETWEEN == 0) {
                database.transactions().write(handle -> handle.execute(repeated));
            }
        }
    }
}
