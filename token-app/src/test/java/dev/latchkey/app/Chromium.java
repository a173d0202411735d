package dev.latchkey.app;

import com.google.common.base.Splitter;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
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
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the machine's own Chromium, started once and closed when all have run (downloads none), a server, one for all
 * tests of a class, and a visit to that, one for each test. All are closed by it; a visit's complaints fail its test.
 */
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
        return List.of(Browser.class, LocalServer.class, Visit.class)
                .contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (type == Browser.class) {
            return browser(context);
        }
        return type == LocalServer.class ? server(context) : visit(context);
    }

    private static Browser browser(ExtensionContext context) {
        return one(context.getRoot(), Started.class, Started::new).browser;
    }

    private static LocalServer server(ExtensionContext context) {
        ExtensionContext ofClass = context;
        while (ofClass.getTestMethod().isPresent()) {
            ofClass = ofClass.getParent().orElseThrow();
        }
        return one(ofClass, Served.class, Served::new).server;
    }

    private static Visit visit(ExtensionContext context) {
        return one(context, Visit.class, () -> new Visit(browser(context), server(context)));
    }

    private static <T> T one(ExtensionContext context, Class<T> type, Supplier<T> made) {
        return context.getStore(ExtensionContext.Namespace.create(Chromium.class))
                .computeIfAbsent(type, key -> made.get(), type);
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

    /** A server in a directory that goes with it. */
    private static final class Served implements AutoCloseable {

        private final Path directory = newDirectory();
        private final LocalServer server = new LocalServer(directory);

        private static Path newDirectory() {
            try {
                return Files.createTempDirectory("latchkey-it");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
            MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
        }
    }
}
