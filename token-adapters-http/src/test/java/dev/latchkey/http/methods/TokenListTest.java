package dev.latchkey.http.methods;

import static dev.latchkey.http.TestPlatform.ALICE;
import static dev.latchkey.http.TestPlatform.CREATE_TOKEN;
import static dev.latchkey.http.TestPlatform.PASSWORD;
import static dev.latchkey.http.TestPlatform.STOP_ENV;
import static dev.latchkey.token.testing.Fixtures.by;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Pages;
import dev.latchkey.http.TestPlatform;
import dev.latchkey.http.server.Endpoint;
import dev.latchkey.http.server.PlatformServer;
import dev.latchkey.http.server.ServerOptions;
import dev.latchkey.http.uploads.UploadSettings;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenEdit;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.TokenId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The list of an account's tokens, as GetTokens writes it. */
final class TokenListTest {

    private static final String GET_TOKENS = "/1.0/users/authentication/rest/gettokens";
    private static final List<String> MORE_METHODS = IntStream.range(0, 300)
            .mapToObj(i -> "environment.control.DoSomethingNumber" + i)
            .toList();

    private static final Endpoint HTTP = Endpoint.http("127.0.0.1", 0);

    @TempDir
    private Path directory;

    private final TestPlatform platform = new TestPlatform(MORE_METHODS);
    private final String session = platform.signIn(ALICE);
    private final AccountId alice = platform.account(ALICE).id();

    @Test
    void getTokens_writesEachTokenAsOtherAnswersDo_andItsHintAndState() {
        create("tokenTemplate", "Extended Access", "expiresAt", "31-12-2099");
        create("tokenTemplate", "IDE Plugins", "description", "quotes \" and \\, ünï 🔑");
        create("apiList", "environment.control.StartEnv");
        String used = create("tokenTemplate", "Extended Access");
        platform.call(STOP_ENV, "envName", "x", "session", used);
        platform.latchkey.flush();
        giveUpTemplateOf(create("tokenTemplate", "Extended Access"));

        JsonArray expected = new JsonArray();
        for (Token token : platform.tokens.ownedBy(alice)) {
            expected.add(TokenJson.of(token, platform.registry.catalog())
                    .put("hint", token.hint())
                    .put("state", "live"));
        }
        assertThat(expected).hasSize(5);
        assertThat(list().body())
                .isEqualTo(new JsonObject()
                        .put("result", 0)
                        .put("apiTokens", expected)
                        .toBuffer());
    }

    @Test
    void getTokens_ofNone_isAnEmptyList() {
        assertThat(list().body()).hasToString("{\"result\":0,\"apiTokens\":[]}");
    }

    /** Their methods are the same for all: an answer of megabytes must not take megabytes to make. */
    @Test
    void getTokens_ofManyTokensOfATemplate_allocatesAFractionOfItsLength() {
        createMany();
        long length = list().body().length();

        long allocated = allocatedBy(this::list);

        assertThat(length).isGreaterThan(10_000_000);
        assertThat(allocated).isLessThan(length / 5);
    }

    @Test
    void getTokens_again_hasTheSameBytesOfATemplate() {
        create("tokenTemplate", "Extended Access");

        assertThat(list().parts()).hasSize(5).element(2).isSameAs(list().parts().get(2));
    }

    @Test
    void getTokens_ofManyTokens_arrivesWhole_eachTime() throws Exception {
        createMany();
        byte[] expected = list().body().getBytes();
        PlatformServer server = PlatformServer.start(
                ServerOptions.at(List.of(HTTP), new UploadSettings(directory, 1_000)),
                platform.registry,
                platform.latchkey,
                platform.credentials,
                Pages.NONE,
                () -> true);
        try {
            URI address = URI.create("http://127.0.0.1:" + server.port(HTTP) + GET_TOKENS + "?session=" + session);
            for (int i = 0; i < 3; i++) {
                HttpResponse<byte[]> response = HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray());

                assertThat(response.body()).isEqualTo(expected);
            }
        } finally {
            server.close();
        }
    }

    private void createMany() {
        for (int i = 0; i < 200; i++) {
            create("tokenTemplate", "Extended Access");
        }
    }

    private static long allocatedBy(Runnable action) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        action.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private Answer list() {
        return platform.answer(List.of(), GET_TOKENS, "session", session);
    }

    /** Makes a token, and returns its value. */
    private String create(String... changes) {
        List<String> parameters = new ArrayList<>(List.of("session", session, "password", PASSWORD));
        parameters.addAll(List.of(changes));
        if (!parameters.contains("description")) {
            parameters.addAll(List.of("description", "Nightly stop"));
        }
        return platform.answer(List.of(), CREATE_TOKEN, parameters.toArray(String[]::new))
                .body()
                .toJsonObject()
                .getJsonObject("token")
                .getString("key");
    }

    /** Makes it a token of a template that the platform no longer has. */
    private void giveUpTemplateOf(String value) {
        TokenId id = platform.tokens
                .find(TokenFormat.TOKEN.parse(value).orElseThrow().fingerprint())
                .orElseThrow()
                .id();
        ApiMethodSet unknown = new ApiMethodSet.OfTemplate("Given Up");
        platform.tokens.edit(id, TokenEdit.NOTHING.methods(unknown), by(alice));
    }
}
