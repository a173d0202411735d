package dev.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.latchkey.Confirmation;
import dev.latchkey.Latchkey;
import dev.latchkey.account.SessionCheck;
import dev.latchkey.http.address.TrustedProxies;
import dev.latchkey.http.element.AccessTokensElement;
import dev.latchkey.http.methods.UserMethods;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Caller;
import dev.latchkey.token.Client;
import dev.latchkey.token.DenialReason;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.Password;
import dev.latchkey.token.PasswordConfirmation;
import dev.latchkey.token.RefusalReason;
import dev.latchkey.token.testing.InMemoryTokenStore;
import io.vertx.core.json.JsonObject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A platform with a servlet container, accounts and sessions of its own serves the methods and pages of its users' tokens. */
final class ServletTest {

    private static final String TOKENS = "/1.0/users/authentication/rest/";
    private static final String ANNS_COOKIE = "shop-session=of-ann";

    /** What a platform's own sessions are: here, a cookie that counts for its own pages alone, which send a header. */
    private static final class ShopSessions implements Credentials {

        @Override
        public Optional<String> ofBrowser(RequestHead head) {
            boolean ownPage =
                    head.header("X-CSRF-Token").filter("secret"::equals).isPresent();
            return head.header("Cookie")
                    .filter(cookie -> ownPage && cookie.startsWith("shop-session="))
                    .map(cookie -> cookie.substring("shop-session=".length()));
        }

        @Override
        public boolean claims(String credential) {
            return credential.startsWith("of-");
        }

        @Override
        public SessionCheck identify(String credential, boolean evenRestricted) {
            return credential.equals("of-ann")
                    ? new SessionCheck.Live(Caller.bySession(new AccountId("ann")))
                    : new SessionCheck.Refused(DenialReason.UNKNOWN);
        }

        /** The shop leaves it to Latchkey to have the password checked. */
        @Override
        public Outcome<Confirmation> confirm(
                String credential, AccountId account, Optional<Password> password, Client client, Change change) {
            return password.isPresent()
                    ? Outcome.done(Confirmation.by(password.get()))
                    : Outcome.refused(RefusalReason.PASSWORD_NEEDED, "it is missing");
        }

        @Override
        public Answer sent(PlatformMethod.Effect effect, RequestHead head, Answer answer) {
            return answer;
        }
    }

    /** All that a servlet has to do. */
    private static final class LatchkeyServlet extends HttpServlet {

        private static final long serialVersionUID = 1;

        private final transient MethodCalls calls;
        private final transient Pages pages = AccessTokensElement.pages();

        LatchkeyServlet(MethodCalls calls) {
            this.calls = calls;
        }

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            Page page = pages.byPath().get(request.getRequestURI());
            try (OutputStream out = response.getOutputStream()) {
                if (page != null) {
                    Pages.headers(page).forEach(response::setHeader);
                    out.write(page.bytes());
                    return;
                }
                List<Map.Entry<String, String>> parameters = new ArrayList<>();
                request.getParameterMap().forEach((name, values) -> {
                    for (String value : values) {
                        parameters.add(Map.entry(name, value));
                    }
                });
                HttpReply reply = calls.answer(request.getRequestURI(), parameters, new ServletHead(request));
                response.setStatus(reply.status());
                reply.headers().forEach(response::addHeader);
                reply.writeTo(out);
            }
        }
    }

    private record ServletHead(HttpServletRequest request) implements RequestHead {

        @Override
        public String method() {
            return request.getMethod();
        }

        @Override
        public String scheme() {
            return request.getScheme();
        }

        @Override
        public String authority() {
            return Optional.ofNullable(request.getHeader("Host")).orElse("");
        }

        @Override
        public List<String> headers(String name) {
            return Collections.list(request.getHeaders(name));
        }

        @Override
        public void forEachHeader(BiConsumer<String, String> header) {
            for (String name : Collections.list(request.getHeaderNames())) {
                headers(name).forEach(value -> header.accept(name, value));
            }
        }

        @Override
        public String remoteAddress() {
            return request.getRemoteAddr();
        }
    }

    @TempDir
    private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Tomcat tomcat = new Tomcat();
    private final MethodRegistry registry = new MethodRegistry(
            ImmutableList.<PlatformMethod>builder()
                    .addAll(UserMethods.ofTokens(InstantSource.system()))
                    .add(PlatformMethod.reading("orders.List", "Lists orders").handledBy(call -> Answer.OK))
                    .add(PlatformMethod.changing("orders.Cancel", "Cancels an order")
                            .handledBy(call -> Answer.OK))
                    .build(),
            List.of());
    private final Latchkey latchkey = Latchkey.on(new InMemoryTokenStore())
            .catalog(registry.catalog())
            .confirmedBy((account, password) -> password.reveal().equals("ann's own")
                    ? PasswordConfirmation.Result.CONFIRMED
                    : PasswordConfirmation.Result.WRONG)
            .start();

    @BeforeEach
    void start() throws Exception {
        MethodCalls calls =
                new MethodCalls(registry, latchkey, new ShopSessions(), Optional.empty(), TrustedProxies.NONE);
        tomcat.setBaseDir(directory.toString());
        tomcat.setPort(0);
        Context context = tomcat.addContext("", directory.toString());
        Tomcat.addServlet(context, "latchkey", new LatchkeyServlet(calls)).addMapping("/*");
        tomcat.getConnector();
        tomcat.start();
    }

    @AfterEach
    void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
        latchkey.close();
    }

    @Test
    void aPersonOfThePlatform_makesAToken_andAScriptCallsWithIt() throws Exception {
        JsonObject token = fromOwnPage("createtoken", "description=Nightly&apiList=orders.List&password=ann's%20own")
                .getJsonObject("token");
        String value = token.getString("key");

        assertThat(call("/1.0/orders/rest/list", "session=" + value).getInteger("result"))
                .isZero();
        assertThat(call("/1.0/orders/rest/cancel", "session=" + value).getInteger("result"))
                .isEqualTo(8202);

        assertThat(fromOwnPage("deletetokens", "ids=" + token.getInteger("id") + "&password=ann's%20own")
                        .getInteger("result"))
                .isZero();
        assertThat(call("/1.0/orders/rest/list", "session=" + value).getInteger("result"))
                .isEqualTo(702);
    }

    @Test
    void aChange_wantsThePlatformsConfirmation() throws Exception {
        assertThat(fromOwnPage("createtoken", "description=x&apiList=orders.List&password=another")
                        .getInteger("result"))
                .isEqualTo(701);
    }

    @Test
    void anotherSitesPage_hasNoSession() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(TOKENS + "gettokens"))
                .header("Cookie", ANNS_COOKIE)
                .POST(BodyPublishers.noBody())
                .build();

        assertThat(answer(request).getString("error")).contains("[session]");
    }

    @Test
    void aPageOfTheElement_isServed() throws Exception {
        HttpResponse<String> page = client.send(
                HttpRequest.newBuilder(uri("/access-tokens/access-tokens.js")).build(), BodyHandlers.ofString());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(page.body()).contains("customElements");
    }

    @Test
    void whatIsNoMethod_is404_andAnotherHttpMethod405() throws Exception {
        assertThat(status(HttpRequest.newBuilder(uri("/1.0/orders/rest/none")).build()))
                .isEqualTo(404);
        assertThat(status(HttpRequest.newBuilder(uri("/1.0/orders/rest/list"))
                        .DELETE()
                        .build()))
                .isEqualTo(405);
    }

    private JsonObject fromOwnPage(String method, String form) throws Exception {
        return answer(HttpRequest.newBuilder(uri(TOKENS + method))
                .header("Cookie", ANNS_COOKIE)
                .header("X-CSRF-Token", "secret")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
    }

    private JsonObject call(String path, String query) throws Exception {
        return answer(HttpRequest.newBuilder(uri(path + "?" + query)).build());
    }

    private JsonObject answer(HttpRequest request) throws Exception {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        return new JsonObject(response.body());
    }

    private int status(HttpRequest request) throws Exception {
        return client.send(request, BodyHandlers.discarding()).statusCode();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + path);
    }
}
