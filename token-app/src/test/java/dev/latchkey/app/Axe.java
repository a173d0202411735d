package dev.latchkey.app;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** axe-core, which looks for what keeps people with disabilities out. */
final class Axe {

    private static final String SCRIPT = script();

    private Axe() {}

    /** What it has against a page as that is now; empty where it has nothing. */
    static List<?> violations(Page page) {
        page.evaluate(SCRIPT);
        return (List<?>) page.evaluate("""
                async () => (await axe.run(document, {resultTypes: ['violations']})).violations.flatMap(violation => violation.nodes.map(
                  node => violation.id + ': ' + node.target.flat().join(' ') + ': ' + node.failureSummary))""");
    }

    private static String script() {
        try (InputStream script = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
