package dev.latchkey.http.element;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.http.Pages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class AccessTokensElementTest {

    private static final Pattern IMPORT = Pattern.compile("(?:from|import)\\s*[\"']([^\"']+)[\"']");
    private static final String ROOT = "/access-tokens/";

    private final Pages pages = AccessTokensElement.pages();

    @Test
    void everyImport_leadsToAModuleThatIsServed() {
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> toVisit = new ArrayDeque<>(Set.of(ROOT + "access-tokens.js"));
        while (!toVisit.isEmpty()) {
            String path = toVisit.pop();
            if (reached.add(path)) {
                imports(path).forEach(toVisit::push);
            }
        }

        assertThat(reached).contains(ROOT + "lit/reactive-element.js", ROOT + "lit/directives/repeat.js");
        assertThat(pages.byPath().keySet()).containsExactlyInAnyOrderElementsOf(with(reached, ROOT + "theme.css"));
    }

    @Test
    void everyModuleInTheSources_isServed() throws Exception {
        try (Stream<Path> sources = Files.list(Path.of("src/main/resources/dev/latchkey/http/element/access-tokens"))) {
            assertThat(sources.map(source -> ROOT + source.getFileName()).toList())
                    .hasSizeGreaterThan(20)
                    .isSubsetOf(pages.byPath().keySet());
        }
    }

    private Stream<String> imports(String path) {
        String module = new String(pages.at(path).plain().getBytes(), StandardCharsets.UTF_8);
        Matcher matcher = IMPORT.matcher(module);
        return matcher.results().map(found -> resolve(path, found.group(1)));
    }

    private static String resolve(String from, String specifier) {
        assertThat(specifier).as("import in %s", from).startsWith(".");
        return Path.of(from).resolveSibling(specifier).normalize().toString();
    }

    private static Set<String> with(Set<String> paths, String one) {
        Set<String> all = new LinkedHashSet<>(paths);
        all.add(one);
        return all;
    }
}
