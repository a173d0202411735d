package dev.latchkey.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import com.microsoft.playwright.options.ScreenshotAnimations;
import dev.latchkey.demo.DemoAccount;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** A person at the dashboard, in a browser of their own; all that it loads and complains about is watched. */
final class Visit implements AutoCloseable {

    private static final Pattern SECRET = Pattern.compile("lk[ps]_[0-9A-Za-z]{8,}");
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final double PATIENCE_MILLIS = 10_000;

    final Page page;
    final List<Request> requests = new CopyOnWriteArrayList<>();

    private final BrowserContext context;
    private final URI server;
    private final ApiClient person;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> allowed = new CopyOnWriteArrayList<>();

    Visit(Browser browser, LocalServer server) {
        this(browser, server, 1280, ColorScheme.LIGHT);
    }

    Visit(Browser browser, LocalServer server, int width, ColorScheme colors) {
        this(browser, server.address(), server.person(), width, colors);
    }

    /** @param person by whom tokens are looked at beside the browser */
    Visit(Browser browser, URI server, ApiClient person, int width, ColorScheme colors) {
        this.person = person;
        this.server = server;
        this.context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, width < 600 ? 844 : 800)
                .setColorScheme(colors)
                .setLocale("en-GB")
                .setTimezoneId("UTC")
                .setPermissions(List.of("clipboard-read", "clipboard-write")));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        this.page = context.newPage();
        page.onRequest(requests::add);
        page.onConsoleMessage(message -> {
            if (List.of("error", "warning").contains(message.type())) {
                complaints.add(message.type() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add("thrown: " + error));
        page.onDialog(dialog -> {
            complaints.add(dialog.type() + " dialog: " + dialog.message());
            dialog.dismiss();
        });
    }

    /** What the browser may complain of in this test, as the test makes it so. */
    Visit allowing(String complaint) {
        allowed.add(complaint);
        return this;
    }

    Visit open() {
        page.navigate(server.toString());
        return this;
    }

    Visit signIn() {
        open();
        page.locator("#login").fill(DemoAccount.LOGIN);
        page.locator("#password").fill(DemoAccount.PASSWORD);
        press("Enter");
        assertThat(page.locator(".environment")).hasCount(6);
        return this;
    }

    /** Comes back with the cookie of having signed in before. */
    Visit enter() {
        enterAccount();
        assertThat(page.locator(".environment")).hasCount(6);
        return this;
    }

    /** The same, whatever environments there are. */
    Visit enterAccount() {
        context.addCookies(List.of(new Cookie("latchkey-session", person.credential())
                .setUrl(server.toString())
                .setHttpOnly(true)
                .setSameSite(SameSiteAttribute.STRICT)));
        return open();
    }

    Visit openTokens() {
        page.locator("#open-settings").click();
        assertThat(list().locator(".status")).not().hasText("Loading…");
        return this;
    }

    Locator list() {
        return page.locator("latchkey-token-list");
    }

    Locator rows() {
        return list().locator("tbody tr");
    }

    Locator row(String description) {
        return rows().filter(new Locator.FilterOptions().setHasText(description));
    }

    Locator tool(String name) {
        return list().locator("[data-tool=" + name + "]");
    }

    Locator form() {
        return page.locator("latchkey-token-form");
    }

    Locator confirmation() {
        return page.locator("latchkey-confirm-dialog dialog");
    }

    /** What asks before something typed is thrown away. */
    Locator leaveDialog() {
        return page.locator("latchkey-leave-dialog dialog");
    }

    Locator valueDialog() {
        return page.locator("latchkey-value-dialog dialog");
    }

    /** The descriptions of the rows, as they are sorted. */
    List<String> descriptions() {
        return rows().locator(".clamped").allTextContents();
    }

    /** The same of those that are selected. */
    List<String> selected() {
        return list().locator("tr[aria-selected=true] .clamped").allTextContents();
    }

    void sortBy(String column) {
        list().locator("th." + column + " button").click();
    }

    /** The form's choice of a template, or "Custom". */
    Locator template(String name) {
        return methods().locator(".choice").filter(new Locator.FilterOptions().setHasText(name));
    }

    /** The part of the form in which methods are chosen. */
    Locator methods() {
        return form().locator("latchkey-method-choice");
    }

    /** A part of the tree of methods. */
    Locator tree(String selector) {
        return methods().locator("latchkey-method-tree " + selector);
    }

    /** A method's box in the form. */
    Locator method(String name) {
        return methods()
                .locator("latchkey-method-tree")
                .getByLabel(name, new Locator.GetByLabelOptions().setExact(true));
    }

    /** Opens the form of a new token, and fills it for one that may stop environments. */
    void fillForm(String description) {
        tool("generate").click();
        form().locator("#description").fill(description);
        method("environment.control.StopEnv").click();
    }

    /** Generates, saves or copies: presses the form's button. */
    void submit() {
        form().locator(".actions .primary").click();
    }

    void confirm(String password) {
        assertThat(confirmation()).isVisible();
        confirmation().locator("#password").fill(password);
        press("Enter");
    }

    /** Makes a token that may stop environments, as far as to the sight of its value. */
    void generate(String description) {
        fillForm(description);
        submit();
        confirm(DemoAccount.PASSWORD);
        assertThat(valueDialog()).isVisible();
    }

    /** The value that is shown. */
    String value() {
        String value = valueDialog().locator("#value").innerText();
        assertThat(value).matches("lkp_[0-9A-Za-z]{36}");
        return value;
    }

    /** Leaves the value's dialog, as somebody does who does not want it. */
    void leaveTheValue() {
        valueDialog().locator("#done").click();
        valueDialog().locator("#leave").click();
        assertThat(valueDialog()).isHidden();
        assertThat(form()).hasCount(0);
    }

    void press(String key) {
        page.keyboard().press(key);
    }

    /** Comes back to the window from another one. */
    void comeBack() {
        page.evaluate("() => { dispatchEvent(new Event('focus')); }");
    }

    void disconnect(boolean offline) {
        context.setOffline(offline);
    }

    /** Has a method of users.authentication answered with this, in the server's place. */
    void answer(String method, String json) {
        page.route(
                "**/users/authentication/rest/" + method,
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody(json)));
    }

    BrowserContext context() {
        return context;
    }

    /** A picture of what can be seen, when everything that moves has come to rest. */
    void screenshot(String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setAnimations(ScreenshotAnimations.DISABLED));
    }

    /** Ends the visit, and fails where the browser complained, a secret was in an address, or anybody else was asked. */
    @Override
    public void close() {
        List<String> addresses = requests.stream().map(Request::url).toList();
        context.close();
        assertThat(complaints)
                .filteredOn(complaint -> allowed.stream().noneMatch(complaint::contains))
                .isEmpty();
        assertThat(addresses).isNotEmpty().allSatisfy(address -> {
            assertThat(address).doesNotContainPattern(SECRET);
            assertThat(address)
                    .satisfiesAnyOf(
                            own -> assertThat(own).startsWith(server + "/"),
                            blob -> assertThat(blob).startsWith("blob:" + server),
                            other -> assertThat(allowed).anyMatch(other::contains));
        });
    }
}
