package dev.latchkey.app;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser that has started, and the Playwright that drives it. */
record StartedBrowser(Playwright playwright, Browser browser) implements AutoCloseable {

    /** As root, as in most containers, Chromium has no sandbox; the rest keeps it from calling home. */
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static final double LIMIT_MILLIS = 60_000;
    private static final Pattern MESSAGE = Pattern.compile("message='(?:browserType.launch: )?([^\\n]*)");

    /**
     * Starts a program, or the browser that Playwright has downloaded.
     *
     * @param logs where everything goes that a browser said which does not start
     */
    static StartedBrowser start(Optional<Path> program, Path logs) throws BrowserSearch.StartException {
        Playwright playwright = null;
        try {
            playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            BrowserType.LaunchOptions options =
                    new BrowserType.LaunchOptions().setArgs(ARGUMENTS).setTimeout(LIMIT_MILLIS);
            program.ifPresent(options::setExecutablePath);
            return new StartedBrowser(playwright, playwright.chromium().launch(options));
        } catch (RuntimeException e) {
            if (playwright != null) {
                playwright.close();
            }
            throw failed(program, logs, String.valueOf(e.getMessage()));
        }
    }

    private static BrowserSearch.StartException failed(Optional<Path> program, Path logs, String message) {
        String name = program.map(path -> path.getFileName().toString()).orElse("playwright");
        try {
            Files.writeString(Files.createDirectories(logs).resolve("start-" + name + ".log"), message);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Matcher matcher = MESSAGE.matcher(message);
        return new BrowserSearch.StartException(
                matcher.find() ? matcher.group(1) : message.lines().findFirst().orElse(""));
    }

    @Override
    public void close() {
        try (playwright) {
            browser.close();
        }
    }
}
