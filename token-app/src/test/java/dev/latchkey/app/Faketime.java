package dev.latchkey.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The clocks of processes that the test starts, as {@code faketime} fakes them. */
final class Faketime {

    private static final String LIBRARY = "LD_PRELOAD";

    private final String library;

    private Faketime(String library) {
        this.library = library;
    }

    /** Empty if this machine does not have it. */
    static Optional<Faketime> find() throws InterruptedException {
        try {
            Process process = new ProcessBuilder("faketime", "-m", "-f", "+0", "printenv", LIBRARY).start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 && !printed.isEmpty() ? Optional.of(new Faketime(printed)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What a process is started with whose clocks all go at another rate. */
    Map<String, String> rate(double rate) {
        return Map.of(LIBRARY, library, "FAKETIME", "+0 x" + rate);
    }

    /**
     * What a process is started with whose wall clock can be set, and whose monotonic one goes on.
     *
     * @param file where it reads what it adds
     */
    Map<String, String> settable(Path file) throws IOException {
        set(file, 0);
        Map<String, String> environment = new HashMap<>();
        environment.put(LIBRARY, library);
        environment.put("FAKETIME_TIMESTAMP_FILE", file.toString());
        environment.put("FAKETIME_FORCE_MONOTONIC_FIX", "0"); // else timed waits return at once
        environment.put("FAKETIME_CACHE_DURATION", "1"); // in seconds
        environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        return environment;
    }

    /** Steps such a clock. */
    static void set(Path file, long seconds) throws IOException {
        Files.writeString(file, (seconds < 0 ? "" : "+") + seconds + "\n");
    }
}
