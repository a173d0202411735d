package dev.latchkey.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs commands that ask nothing and have a time limit each. What a command prints goes to a file of its name. */
final class LoggedCommands implements BrowserSearch.Commands {

    private static final Pattern ERROR = Pattern.compile("^(E: |Error).*");
    private static final int LONGEST_REASON = 200;
    private static final long SECONDS_TO_END = 10;

    private final Path directory;

    LoggedCommands(Path directory) {
        this.directory = directory;
    }

    @Override
    public Optional<String> failure(String name, Duration limit, List<String> command) {
        try {
            Path log = Files.createDirectories(directory).resolve(name + ".log");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
            return failure(builder.start(), limit, log);
        } catch (IOException e) {
            return Optional.of(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private static Optional<String> failure(Process process, Duration limit, Path log)
            throws IOException, InterruptedException {
        try {
            process.getOutputStream().close(); // so that a command that asks gets no answer, and does not wait for one
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.of("not done after " + limit.toSeconds() + " s");
            }
            return process.exitValue() == 0 ? Optional.empty() : Optional.of(reason(process.exitValue(), log));
        } finally {
            end(process);
        }
    }

    /** Asks the command and all that it started to end, as apt-get leaves a mess when it is killed; then kills them. */
    private static void end(Process process) throws InterruptedException {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
        all.forEach(ProcessHandle::destroyForcibly);
    }

    /** The first line that tells of an error, as the lines after it tell of what followed from it; else the last line. */
    private static String reason(int exitCode, Path log) throws IOException {
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        String line = lines.stream()
                .filter(candidate -> ERROR.matcher(candidate).matches())
                .findFirst()
                .orElse(lines.isEmpty() ? "exit code " + exitCode : lines.get(lines.size() - 1));
        return line.length() > LONGEST_REASON ? line.substring(0, LONGEST_REASON) + "…" : line;
    }
}
