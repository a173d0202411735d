package dev.latchkey.app;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;

/**
 * The browser of all tests of a run, or why there is none. In that case the classes that need one are left out, or fail if a
 * browser is required; and when all others have run, it says in one line which did not.
 */
final class BrowserOfRun implements AutoCloseable {

    private final BrowserSearch.Outcome<StartedBrowser> outcome;
    private final Consumer<String> news;
    private final List<String> notRun = new ArrayList<>();

    BrowserOfRun(BrowserSearch.Outcome<StartedBrowser> outcome, Consumer<String> news) {
        this.outcome = outcome;
        this.news = news;
    }

    /** Decides whether a class of tests that needs a browser is left out. */
    ConditionEvaluationResult admit(Class<?> tests) {
        if (outcome.browser().isPresent()) {
            return ConditionEvaluationResult.enabled("there is a browser");
        }
        notRun.add(tests.getSimpleName());
        return outcome.required()
                ? ConditionEvaluationResult.enabled("to fail")
                : ConditionEvaluationResult.disabled(outcome.reason());
    }

    /** @throws AssertionError if there is none */
    StartedBrowser get() {
        return outcome.browser().orElseThrow(() -> new AssertionError(missing()));
    }

    private String missing() {
        return "there is no browser (" + outcome.reason() + "): install Chromium, or name its program in "
                + BrowserSearch.VARIABLE + " (logs: token-app/target/browser)";
    }

    @Override
    public void close() {
        if (!notRun.isEmpty()) {
            news.accept(notRun.stream().sorted().collect(Collectors.joining(", ")) + " did not run, as " + missing());
        }
        outcome.browser().ifPresent(StartedBrowser::close);
    }
}
