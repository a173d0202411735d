package dev.latchkey.http.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.http.Page;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.TestPlatform;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class DocumentationTest {

    private final TestPlatform platform = new TestPlatform();

    @Test
    void index_linksEveryMethod() {
        String html = DocumentationIndex.html(platform.registry, "Latchkey");

        assertThat(platform.registry.methods()).isNotEmpty();
        for (PlatformMethod method : platform.registry.methods()) {
            assertThat(html)
                    .contains(
                            "href=\"/docs/" + method.method() + "\"",
                            method.summary().replace("'", "&#39;"));
        }
    }

    @Test
    void page_tellsWhatAMethodTakesAnswersAndWhoHoldsIt() {
        String html = page("environment.control.StopEnv");

        assertThat(html)
                .contains("StopEnv", "envName", "<strong>Required.</strong> The environment&#39;s name.", "nodeId")
                .contains("curl https://HOST/1.0/environment/control/rest/stopenv", "-d envName=ENVNAME")
                .contains("Extended Access", "IDE Plugins", "8202")
                .doesNotContain("<script>", "style=");
        assertThat(page("environment.control.StartEnv"))
                .contains("Extended Access")
                .doesNotContain("IDE Plugins");
    }

    @Test
    void page_listsFieldsWithinFields() {
        assertThat(page("users.authentication.CreateToken"))
                .contains("<code>token.key</code>", "<code>token.apiListItems[].method</code>", "no token may call it");
    }

    @Test
    void page_saysWhetherASessionMayCallItThatWaitsForItsCode() {
        assertThat(page("users.authentication.Verify2FACode")).contains("session alone", "waits for a one-time code");
        assertThat(page("users.authentication.GetSessions")).doesNotContain("waits for a one-time code");
    }

    @Test
    void page_ofSignIn_needsNoCredential() {
        assertThat(page("users.authentication.Signin"))
                .contains("Open to anyone")
                .doesNotContain("Bearer", "8202");
    }

    @Test
    void notFound_leadsToTheDocumentation() {
        Page notFound = Documentation.of(platform.registry).otherwise().orElseThrow();

        assertThat(new String(notFound.bytes(), StandardCharsets.UTF_8))
                .contains("There is nothing at this address", "href=\"/docs/\"")
                .doesNotContain("<script>", "style=");
        assertThat(notFound.contentType()).startsWith("text/html");
    }

    @Test
    void of_hasAnIconForBrowsers() {
        assertThat(Documentation.of(platform.registry).at("/favicon.ico").contentType())
                .isEqualTo("image/svg+xml");
    }

    @Test
    void escape_leavesNoMarkup() {
        assertThat(Html.escape("<img src=x onerror=\"alert('1')\">&"))
                .isEqualTo("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;");
    }

    private String page(String method) {
        PlatformMethod found = platform.registry.methods().stream()
                .filter(candidate -> candidate.method().toString().equals(method))
                .findFirst()
                .orElseThrow();
        return MethodPage.html(found, platform.registry.catalog(), "Latchkey");
    }
}
