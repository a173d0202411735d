package dev.latchkey.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Finds a browser, and gets one if there is none. A browser counts if it starts: Ubuntu's package, for one, is a stub that
 * does not run in containers. A browser that somebody named has to be the one; otherwise what fails makes way for the next.
 *
 * @param <B> a started browser
 */
final class BrowserSearch<B> {

    /** Starts browsers. */
    interface Starter<B> {
        /**
         * Starts a program, or the browser that Playwright has downloaded if no program is given.
         *
         * @throws StartException if it does not start
         */
        B start(Optional<Path> program) throws StartException;
    }

    /** Why a browser does not start, in one line. */
    static final class StartException extends Exception {
        StartException(String reason) {
            super(reason);
        }
    }

    /** Runs commands. */
    interface Commands {
        /** Runs a command to its end, and returns why it failed, in one line, or empty if it did not. */
        Optional<String> failure(String name, Duration limit, List<String> command);
    }

    /**
     * What came of it.
     *
     * @param reason why there is no browser; empty if there is one
     * @param required whether the tests that need a browser fail without it
     */
    record Outcome<B>(Optional<B> browser, String reason, boolean required) {}

    static final String VARIABLE = "LATCHKEY_CHROMIUM";

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Host host;
    private final Starter<B> starter;
    private final Commands commands;
    private final Consumer<String> news;
    private final Set<String> reasons = new LinkedHashSet<>();

    /** @param news is told what takes its time */
    BrowserSearch(Host host, Starter<B> starter, Commands commands, Consumer<String> news) {
        this.host = host;
        this.starter = starter;
        this.commands = commands;
        this.news = news;
    }

    Outcome<B> find() {
        String named = host.variable(VARIABLE);
        Optional<B> browser = named.isEmpty() ? any() : start(VARIABLE, Optional.of(Path.of(named)));
        boolean required = !named.isEmpty() || host.variable("CI").equals("true");
        return new Outcome<>(browser, browser.isPresent() ? "" : String.join("; ", reasons), required);
    }

    /** Nothing is installed while there is a browser already, which an earlier build may have downloaded. */
    private Optional<B> any() {
        return Stream.<Supplier<Optional<B>>>of(
                        this::onPath, this::downloadedBefore, this::byAptGet, this::byPlaywright)
                .flatMap(way -> way.get().stream())
                .findFirst();
    }

    private Optional<B> onPath() {
        List<Path> programs = host.onPath(NAMES);
        if (programs.isEmpty()) {
            reasons.add("no Chromium on the PATH");
        }
        return programs.stream()
                .flatMap(program -> start(program.toString(), Optional.of(program)).stream())
                .findFirst();
    }

    private Optional<B> downloadedBefore() {
        try {
            return Optional.of(starter.start(Optional.empty()));
        } catch (StartException e) {
            return Optional.empty(); // mostly there is none; if it is broken, the download's reason says so
        }
    }

    private Optional<B> byAptGet() {
        if (!host.installsPackages()) {
            reasons.add("apt-get: only as root on Debian or Ubuntu");
            return Optional.empty();
        }
        news.accept("Installing Chromium with apt-get …");
        // A failure is ignored: it may be that of another package source, and the installation tells.
        commands.failure("apt-get-update", LIMIT, List.of("apt-get", "update"));
        boolean installed = succeeds(
                "apt-get",
                "apt-get-install",
                List.of("apt-get", "install", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core"));
        return installed ? onPath() : Optional.empty();
    }

    private Optional<B> byPlaywright() {
        news.accept("Downloading Chromium with Playwright …");
        if (host.installsPackages()) {
            // A failure is ignored: the libraries may be there already, and the start tells.
            commands.failure("playwright-install-deps", LIMIT, playwright("install-deps", "chromium"));
        }
        boolean downloaded = succeeds(
                "Playwright's download", "playwright-install", playwright("install", "--only-shell", "chromium"));
        return downloaded ? start("Playwright's download", Optional.empty()) : Optional.empty();
    }

    /** Playwright's command line in a JVM of its own, which it ends. */
    private static List<String> playwright(String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("java.class.path");
        return Stream.concat(Stream.of(java, "-cp", classPath, "com.microsoft.playwright.CLI"), Stream.of(arguments))
                .toList();
    }

    private boolean succeeds(String way, String name, List<String> command) {
        Optional<String> failure = commands.failure(name, LIMIT, command);
        failure.ifPresent(reason -> reasons.add(way + ": " + reason));
        return failure.isEmpty();
    }

    private Optional<B> start(String way, Optional<Path> program) {
        try {
            return Optional.of(starter.start(program));
        } catch (StartException e) {
            reasons.add(way + ": " + e.getMessage());
            return Optional.empty();
        }
    }
}
