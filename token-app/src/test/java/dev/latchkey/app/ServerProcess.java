package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The server as its users run it: the jar in a process of its own, all that it prints kept in files. */
final class ServerProcess implements AutoCloseable {

    private static final String READY = "Latchkey is ready";

    /** What the jar's manifest names. */
    private static final String MAIN = "dev.latchkey.app.Main";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** For what ends before it is worth compiling well. */
    private static final List<String> SHORT = List.of("-XX:TieredStopAtLevel=1");

    private final Process process;
    private final Path out;
    private final Path err;
    private final List<String> expected = new CopyOnWriteArrayList<>();

    private ServerProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts {@code serve} with these arguments at a free port, and waits until it is ready.
     *
     * @param logs where its output goes
     */
    static ServerProcess serve(Path logs, List<String> arguments) throws IOException {
        return serve(logs, List.of(), arguments);
    }

    /**
     * The same in a JVM with options of its own.
     *
     * @param options what stands before {@code -jar}
     */
    static ServerProcess serve(Path logs, List<String> options, List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("serve", "--http-port", "0", "--https-port", "0"));
        all.addAll(arguments);
        ServerProcess server = run(logs, options, all);
        return server.awaitReady();
    }

    /**
     * The same, with classes that go before those of the jar.
     *
     * @param classes where they are
     * @param environment what the process has in its environment too
     */
    static ServerProcess serve(
            Path logs, List<String> options, Path classes, Map<String, String> environment, List<String> arguments)
            throws IOException {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("-cp", classes + File.pathSeparator + System.getProperty("latchkey.jar"), MAIN));
        all.addAll(List.of("serve", "--http-port", "0", "--https-port", "0"));
        all.addAll(arguments);
        ServerProcess server = java(logs, environment, all);
        boolean ready = false;
        try {
            ServerProcess started = server.awaitReady();
            ready = true;
            return started;
        } finally {
            if (!ready) {
                server.process.destroyForcibly();
            }
        }
    }

    /** Waits until it is ready. */
    ServerProcess awaitReady() {
        Awaitility.await().atMost(PATIENCE).until(() -> !process.isAlive() || isReady());
        assertThat(readyLine()).as(this::errors).startsWith(READY);
        return this;
    }

    /** Whether it has said that it is ready. */
    boolean isReady() {
        return readyLine().contains(READY);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Runs any command of the jar. */
    static ServerProcess run(Path logs, List<String> arguments) throws IOException {
        return run(logs, List.of(), arguments);
    }

    private static ServerProcess run(Path logs, List<String> options, List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(KeptClasses.options());
        all.addAll(options);
        all.addAll(List.of("-jar", System.getProperty("latchkey.jar")));
        all.addAll(arguments);
        return java(logs, all);
    }

    /** Runs a main class of the tests, with the jar. */
    static ServerProcess main(Path logs, List<String> options, Class<?> main, String... arguments) throws IOException {
        String tests = Path.of(
                        main.getProtectionDomain().getCodeSource().getLocation().getPath())
                .toString();
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("-cp", System.getProperty("latchkey.jar") + File.pathSeparator + tests, main.getName()));
        all.addAll(List.of(arguments));
        return java(logs, all);
    }

    private static ServerProcess java(Path logs, List<String> arguments) throws IOException {
        return java(logs, Map.of(), arguments);
    }

    private static ServerProcess java(Path logs, Map<String, String> environment, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        Path out = Files.createTempFile(logs, "out", ".log");
        Path err = Files.createTempFile(logs, "err", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        return new ServerProcess(builder.start(), out, err);
    }

    /** Runs a command with {@code input} to its end, and gives all that it printed. */
    static String output(Path logs, String input, String... arguments) throws Exception {
        ServerProcess command = run(logs, SHORT, List.of(arguments));
        try (var stdin = command.process.outputWriter()) {
            stdin.write(input);
        }
        assertThat(command.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        assertThat(LogRule.broken(command.errors(), List.of()))
                .as("the command's log")
                .isEmpty();
        return Files.readString(command.out) + command.errors();
    }

    URI address() {
        return address(0);
    }

    /** The address with TLS. */
    URI secureAddress() {
        return address(1);
    }

    /** The address for gateways alone. */
    URI gatewayAddress() {
        return addressBehind("for gateways: ");
    }

    /** The address for operators alone. */
    URI managementAddress() {
        return addressBehind("for operators: ");
    }

    private URI addressBehind(String mark) {
        String line = readyLine();
        return URI.create(Splitter.on(' ')
                .splitToList(line.substring(line.indexOf(mark) + mark.length()))
                .get(0));
    }

    private URI address(int index) {
        return URI.create(Splitter.on(' ')
                .splitToList(readyLine().substring(READY.length() + 2))
                .get(index));
    }

    /** Asks it to end, and gives its exit code. */
    int terminate() throws InterruptedException {
        return terminate(PATIENCE);
    }

    /** The same, and fails if it takes longer. */
    int terminate(Duration atMost) throws InterruptedException {
        askToEnd();
        return exitCode(atMost);
    }

    /** Sends it a SIGTERM. */
    void askToEnd() {
        process.destroy();
    }

    /** Gives it input. */
    void type(String text) throws IOException {
        process.outputWriter().append(text).flush();
    }

    /** Waits for its end, and gives its exit code. */
    int exitCode(Duration atMost) throws InterruptedException {
        assertThat(process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS))
                .as(() -> "ended within " + atMost + ": " + errors())
                .isTrue();
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    /** Says that its log is to have lines that would fail a test otherwise: those that contain {@code part}. */
    ServerProcess expecting(String part) {
        expected.add(part);
        return this;
    }

    /** Ends it as a power cut would: SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    String errors() {
        return content(err);
    }

    /** What it wrote to standard output. */
    String printed() {
        return content(out);
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Ends it, and fails if its log has what no client should be able to cause. */
    @Override
    public void close() throws InterruptedException {
        kill();
        assertThat(LogRule.broken(errors(), expected)).as("the server's log").isEmpty();
    }

    private String readyLine() {
        try (BufferedReader lines = Files.newBufferedReader(out)) {
            String line = lines.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
