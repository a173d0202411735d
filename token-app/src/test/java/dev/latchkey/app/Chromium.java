package dev.latchkey.app;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import com.microsoft.playwright.Browser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a browser, started once and closed when all have run, a server, one for all tests of a class, and a visit to
 * that, one for each test. All are closed by it; a visit's complaints fail its test. Without a browser the class does not run,
 * or fails where it must run.
 */
final class Chromium implements ExecutionCondition, BeforeAllCallback, ParameterResolver {

    private static final Path LOGS = Path.of("target", "browser");

    /** Asked before a class and outside of every time limit for tests: getting a browser takes minutes. */
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return context.getTestMethod().isPresent()
                ? ConditionEvaluationResult.enabled("its class was admitted")
                : ofRun(context).admit(context.getRequiredTestClass());
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        ofRun(context).get();
    }

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
        return ofRun(context).get().browser();
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

    private static BrowserOfRun ofRun(ExtensionContext context) {
        return one(context.getRoot(), BrowserOfRun.class, Chromium::search);
    }

    private static BrowserOfRun search() {
        BrowserSearch<StartedBrowser> search = new BrowserSearch<>(
                Host.current(),
                program -> StartedBrowser.start(program, LOGS),
                new LoggedCommands(LOGS),
                news -> System.out.println("[INFO] " + news));
        return new BrowserOfRun(search.find(), news -> System.out.println("[WARNING] " + news));
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
