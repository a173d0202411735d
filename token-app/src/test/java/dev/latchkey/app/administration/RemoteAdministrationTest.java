package dev.latchkey.app.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.persistence.Node;
import dev.latchkey.persistence.NodeList;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.Password;
import dev.latchkey.token.TokenDescription;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenValue;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the command line says to a server, and makes of its answers. */
final class RemoteAdministrationTest {

    private static final EmailAddress ADMINISTRATOR = new EmailAddress("root@example.com");
    private static final EmailAddress ANN = new EmailAddress("ann@example.com");
    private static final String SIGNED_IN = "{\"result\":0,\"session\":\"lks_1\"}";
    private static final String OK = "{\"result\":0}";

    /** Counts how often it is asked. */
    private static final class TestSecrets implements Secrets {

        private int asked;

        @Override
        public Password password() {
            asked++;
            return Password.parse("pass word&1").orThrow();
        }

        @Override
        public String code() {
            return "123456";
        }
    }

    private final TestSecrets secrets = new TestSecrets();
    private final TokenValue session = TokenFormat.SESSION.generate(new SecureRandom());

    private Administration signIn(ScriptedServer server) {
        return RemoteAdministration.signIn(server.address(), Optional.empty(), ADMINISTRATOR, secrets);
    }

    private Administration withSession(ScriptedServer server) {
        return RemoteAdministration.with(server.address(), Optional.empty(), session, secrets);
    }

    @Test
    void aChange_goesBetweenSigningInAndOut_withThePassword() throws IOException {
        try (ScriptedServer server = new ScriptedServer(SIGNED_IN)) {
            try (Administration administration = signIn(server)) {
                administration.disable(ANN);
            }

            assertThat(server.calls()).hasSize(3);
            assertThat(server.calls().get(0))
                    .startsWith("Signin ")
                    .contains("login=root@example.com", "password=pass word&1");
            assertThat(server.calls().get(1))
                    .startsWith("DisableAccount ")
                    .contains("login=ann@example.com", "session=lks_1", "password=pass word&1");
            assertThat(server.calls().get(2)).isEqualTo("Signout session=lks_1");
        }
    }

    @Test
    void nodes_areTold_asTheServerKnowsThem() throws IOException {
        String nodes = "{\"result\":0,\"leaseMillis\":2000,\"revision\":42,\"nodes\":[{\"id\":\"" + new UUID(0, 1)
                + "\",\"name\":\"web-1\",\"version\":\"1.0\",\"joinedOn\":\"2026-11-26 10:15:30\","
                + "\"millisSinceBeat\":312,\"beat\":12,\"confirmed\":41}]}";
        try (ScriptedServer server = new ScriptedServer(nodes);
                Administration administration = withSession(server)) {
            assertThat(administration.nodes())
                    .isEqualTo(new NodeList(
                            Duration.ofSeconds(2),
                            42,
                            ImmutableList.of(new Node(
                                    new UUID(0, 1),
                                    "web-1",
                                    "1.0",
                                    Instant.parse("2026-11-26T10:15:30Z"),
                                    Duration.ofMillis(312),
                                    12,
                                    41))));
            assertThat(server.calls()).singleElement().asString().startsWith("GetNodes ");
        }
    }

    @Test
    void anAccountWithTwoFactor_isAskedForItsCode() throws IOException {
        try (ScriptedServer server = new ScriptedServer(
                "{\"result\":0,\"session\":\"lks_1\",\"accessType\":\"RESTRICTED\",\"authType\":\"TFA\"}")) {
            signIn(server).close();

            assertThat(server.calls().get(1)).startsWith("Verify2FACode ").contains("code=123456", "session=lks_1");
        }
    }

    @Test
    void aWrongCode_isToldAsTheServerTellsIt_andTheSessionEnds() throws IOException {
        try (ScriptedServer server = new ScriptedServer(
                "{\"result\":0,\"session\":\"lks_1\",\"accessType\":\"RESTRICTED\"}",
                "{\"result\":701,\"error\":\"the code is wrong\"}")) {
            assertThatExceptionOfType(AdministrationException.class)
                    .isThrownBy(() -> signIn(server))
                    .withMessage("the code is wrong");

            assertThat(server.calls().get(2)).isEqualTo("Signout session=lks_1");
        }
    }

    @Test
    void aRefusedChange_isToldInOneLine_andTheSessionEnds() throws IOException {
        try (ScriptedServer server = new ScriptedServer(SIGNED_IN, "{\"result\":8,\"error\":\"only an\\nadmin\"}")) {
            try (Administration administration = signIn(server)) {
                assertThatExceptionOfType(AdministrationException.class)
                        .isThrownBy(administration::accounts)
                        .withMessage("only an admin");
            }

            assertThat(server.calls().get(2)).startsWith("Signout ");
        }
    }

    @Test
    void aGivenSession_isUsedAndLeftOpen_andThePasswordAskedForWhenTheServerWantsIt() throws IOException {
        String missing = "{\"result\":3,\"error\":\"invalid parameter [password]: it is missing\"}";
        try (ScriptedServer server = new ScriptedServer(OK, missing, OK, OK)) {
            try (Administration administration = withSession(server)) {
                administration.disable(ANN);
                assertThat(secrets.asked).isZero();
                administration.disable(ANN);
                assertThat(secrets.asked).isEqualTo(1);
                administration.enable(ANN);
                assertThat(secrets.asked).isEqualTo(2);
            }

            assertThat(server.calls())
                    .extracting(call -> call.substring(0, call.indexOf(' ')))
                    .containsExactly("DisableAccount", "DisableAccount", "DisableAccount", "EnableAccount");
            assertThat(server.calls().get(0))
                    .contains("session=" + session.reveal())
                    .doesNotContain("password");
            assertThat(server.calls().get(2)).contains("password=pass word&1");
        }
    }

    @Test
    void anotherRefusal_isNotTriedAgainWithThePassword() throws IOException {
        try (ScriptedServer server = new ScriptedServer("{\"result\":5,\"error\":\"there is no such account\"}")) {
            assertThatExceptionOfType(AdministrationException.class)
                    .isThrownBy(() -> withSession(server).disable(ANN))
                    .withMessage("there is no such account");

            assertThat(server.calls()).hasSize(1);
            assertThat(secrets.asked).isZero();
        }
    }

    @Test
    void aList_isReadToItsEnd() throws IOException {
        try (ScriptedServer server = new ScriptedServer(accounts(1, 1_000), accounts(1_001, 3))) {
            assertThat(withSession(server).accounts())
                    .hasSize(1_003)
                    .last()
                    .extracting(AccountEntry::uid)
                    .isEqualTo("1003");

            assertThat(server.calls()).hasSize(2);
            assertThat(server.calls().get(0)).doesNotContain("after=").contains("limit=1000");
            assertThat(server.calls().get(1)).contains("after=1000");
        }
    }

    private static String accounts(int first, int count) {
        return "{\"result\":0,\"accounts\":["
                + IntStream.range(first, first + count)
                        .mapToObj(uid -> "{\"uid\":" + uid + ",\"email\":\"a@b\",\"name\":\"a\",\"createdOn\":"
                                + "\"2026-11-24 10:15:30\",\"administrator\":false,\"secondFactor\":true}")
                        .collect(Collectors.joining(","))
                + "]}";
    }

    /** The server would change them, whose ever they are. */
    @Test
    void tokensByNumber_thatAreNotTheAccounts_areNotChanged() throws IOException {
        try (ScriptedServer server = new ScriptedServer("{\"result\":0,\"tokens\":[]}")) {
            assertThatExceptionOfType(AdministrationException.class)
                    .isThrownBy(() -> withSession(server)
                            .removeTokens(new TokenSelection.ById(ANN, ImmutableSet.of(new TokenId(7)))))
                    .withMessage("ann@example.com has no token 7");

            assertThat(server.calls()).singleElement().asString().startsWith("GetTokens ");
        }
    }

    @Test
    void aWayElsewhere_isNotFollowed() throws IOException {
        try (ScriptedServer server = new ScriptedServer("").status(307)) {
            assertThatExceptionOfType(AdministrationException.class)
                    .isThrownBy(() -> signIn(server))
                    .withMessageContaining("answered with status 307, and not as Latchkey does");

            assertThat(server.calls()).hasSize(1);
        }
    }

    @Test
    void addToken_asksInTheNameOfWhoSignedIn() throws IOException {
        ServiceToken service = new ServiceToken(
                ADMINISTRATOR,
                new TokenDescription("Orders & more"),
                ImmutableSet.of(ApiMethod.of("latchkey.tokens.Introspect")),
                Expiry.at(Instant.parse("2027-12-31T23:59:59Z")));
        try (ScriptedServer server = new ScriptedServer(
                SIGNED_IN,
                "{\"result\":0,\"email\":\"root@example.com\"}",
                "{\"result\":0,\"token\":{\"key\":\"lkp_1\"}}")) {
            try (Administration administration = signIn(server)) {
                assertThat(administration.addToken(service)).isEqualTo("lkp_1");
            }

            assertThat(server.calls().get(2))
                    .startsWith("CreateToken ")
                    .contains(
                            "description=Orders & more",
                            "apiList=latchkey.tokens.Introspect",
                            "expiresAt=2027-12-31 23:59:59",
                            "password=pass word&1");
        }
    }

    @Test
    void addToken_ofSomebodyElse_isRefused_andNotAskedFor() throws IOException {
        ServiceToken service = new ServiceToken(
                ANN,
                new TokenDescription("Orders"),
                ImmutableSet.of(ApiMethod.of("latchkey.tokens.Introspect")),
                Expiry.never());
        try (ScriptedServer server = new ScriptedServer(SIGNED_IN, "{\"result\":0,\"email\":\"root@example.com\"}")) {
            try (Administration administration = signIn(server)) {
                assertThatExceptionOfType(AdministrationException.class)
                        .isThrownBy(() -> administration.addToken(service))
                        .withMessage("through a server a token is made for who signs in, which is root@example.com and"
                                + " not ann@example.com: sign in as ann@example.com, or name root@example.com");
            }

            assertThat(server.calls()).noneMatch(call -> call.startsWith("CreateToken"));
        }
    }

    @Test
    void aServerThatIsNotThere_isTold_withoutSecrets() throws IOException {
        ServerAddress address;
        try (ScriptedServer server = new ScriptedServer()) {
            address = server.address();
        }

        assertThatExceptionOfType(AdministrationException.class)
                .isThrownBy(() -> RemoteAdministration.signIn(address, Optional.empty(), ADMINISTRATOR, secrets))
                .withMessageStartingWith("the server at " + address + " cannot be reached")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("pass"));
    }
}
