package dev.latchkey.app;

import com.google.common.base.Splitter;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the machine's own Chromium, started once and closed when all have run. Downloads none. */
final class Chromium implements ParameterResolver {

    private static final String VARIABLE = "LATCHKEY_CHROMIUM";
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");

    /** As root, as in most containers, Chromium has no sandbox; the rest keeps it from calling home. */
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Browser resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(Chromium.class, key -> new Started(), Started.class)
                .browser;
    }

    static Path executable() {
        return Optional.ofNullable(System.getenv(VARIABLE))
                .map(Path::of)
                .or(Chromium::onPath)
                .orElseThrow(() -> new AssertionError("these tests need Chromium: install it (Debian: apt-get install"
                        + " chromium), or name its program in " + VARIABLE));
    }

    private static Optional<Path> onPath() {
        List<String> directories = Splitter.on(':').splitToList(System.getenv("PATH"));
        return NAMES.stream()
                .flatMap(name -> directories.stream().map(directory -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static final class Started implements AutoCloseable {

        private final Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        private final Browser browser = launch();

        private Browser launch() {
            try {
                return playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(executable())
                                .setArgs(ARGUMENTS));
            } catch (RuntimeException | AssertionError e) {
                playwright.close();
                throw e;
            }
        }

        @Override
        public void close() {
            Stream.<AutoCloseable>of(browser, playwright).forEach(Started::closeQuietly);
        }

        private static void closeQuietly(AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }
}
