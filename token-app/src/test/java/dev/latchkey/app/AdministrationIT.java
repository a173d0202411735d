package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator does by the command line, while the server runs. */
final class AdministrationIT {

    private static final String ROOT = "root@example.com";
    private static final String ROOT_PASSWORD = "root's long password";
    private static final String ANN = "ann@example.com";
    private static final String ANN_PASSWORD = "ann's long password";
    private static final String CHECK_SIGN = "users.authentication.CheckSign";

    @TempDir
    private Path directory;

    @BeforeEach
    void makeTheFirstAdministrator() throws Exception {
        assertThat(onData(ROOT_PASSWORD + "\n", "account", "add", ROOT, "--password-stdin"))
                .startsWith("Made account ");
        assertThat(onData("", "account", "admin", ROOT)).contains(ROOT + " is an administrator.");
    }

    @Test
    void anAdministrator_managesAccountsAndTokens() throws Exception {
        try (ServerProcess server = serve()) {
            assertThat(through(server, ANN_PASSWORD + "\n", "account", "add", ANN, "--name", "Ann", "--password-stdin"))
                    .contains("Made account ", ANN);
            assertThat(through(server, "", "node", "list")).startsWith("NAME ").hasLineCount(1);
            assertThat(through(server, "", "account", "list"))
                    .containsPattern(ROOT + ".* yes .*")
                    .containsPattern(ANN + " +Ann .* - +- +-");
            ApiClient ann = ApiClient.signIn(server.address(), ANN, ANN_PASSWORD);
            JsonObject token = token(ann);
            ApiClient script = ann.with(token.getString("key"));
            String id = String.valueOf(token.getInteger("id"));

            suspendsAndResumes(server, script, id);
            disablesAndEnables(server, ann, script);
            tellsWhoItWas(server, id);
            removes(server, script);
            leavesNoSession(server);
        }
    }

    private void suspendsAndResumes(ServerProcess server, ApiClient script, String id) throws Exception {
        String value = script.credential();
        assertThat(script.result(CHECK_SIGN)).isZero();
        assertThat(through(server, value + "\n", "token", "list", "--value-stdin"))
                .containsPattern(id + " +" + ANN + " .* live ")
                .doesNotContain(value);

        assertThat(through(server, value + "\n", "token", "suspend", "--value-stdin"))
                .contains("Suspended 1 token.");
        assertThat(script.result(CHECK_SIGN)).isEqualTo(702);
        assertThat(through(server, "", "token", "list", "--state", "suspended", "--account", ANN))
                .contains(" suspended ");

        assertThat(through(server, "", "token", "resume", "--account", ANN, id)).contains("Resumed 1 token.");
        assertThat(script.result(CHECK_SIGN)).isZero();
        assertThat(through(server, "", "token", "remove", "--account", ROOT, id))
                .contains("latchkey: " + ROOT + " has no token " + id);
        assertThat(through(server, "", "token", "list", "--method", "users.account.GetUserInfo"))
                .contains(ANN);
        assertThat(through(
                        server, "", "token", "list", "--expires-before", "2026-01-31", "--unused-since", "2026-01-31"))
                .doesNotContain(ANN);
    }

    private void disablesAndEnables(ServerProcess server, ApiClient ann, ApiClient script) throws Exception {
        assertThat(through(server, "", "account", "disable", ANN)).contains("Disabled " + ANN);
        assertThat(ann.result(CHECK_SIGN)).isEqualTo(702);
        assertThat(script.result(CHECK_SIGN)).isEqualTo(702);
        assertThat(through(server, "", "token", "list", "--state", "disabled")).contains(ANN);

        assertThat(through(server, "", "account", "enable", ANN)).contains("Enabled " + ANN);
        assertThat(ann.result(CHECK_SIGN)).isEqualTo(702);
        assertThat(script.result(CHECK_SIGN)).isZero();
        assertThat(through(server, "", "account", "unlock", ANN)).contains("Unlocked " + ANN);
    }

    private void tellsWhoItWas(ServerProcess server, String id) throws Exception {
        assertThat(through(server, "", "token", "history", "--account", ANN))
                .containsPattern("account_disabled +administrator " + ROOT + " .* " + ANN)
                .containsPattern("account_enabled +administrator " + ROOT);
        assertThat(through(server, "", "token", "history", "--token", id))
                .containsPattern("suspended +administrator " + ROOT + " .* " + ANN + " +" + id)
                .containsPattern("generated +owner ");
    }

    private void removes(ServerProcess server, ApiClient script) throws Exception {
        assertThat(through(server, "", "token", "remove", "--account", ANN, "--all"))
                .contains("Removed 1 token.");
        assertThat(script.result(CHECK_SIGN)).isEqualTo(702);
        assertThat(through(server, "", "account", "remove", ANN)).contains("Removed " + ANN);
        assertThat(through(server, "", "account", "list")).contains(ROOT).doesNotContain(ANN);
    }

    private static void leavesNoSession(ServerProcess server) {
        assertThat(ApiClient.signIn(server.address(), ROOT, ROOT_PASSWORD)
                        .call("users.authentication.GetSessions")
                        .getJsonArray("sessions"))
                .hasSize(1);
    }

    @Test
    void aServiceGetsATokenOfAnAdministrator() throws Exception {
        assertThat(onData(ANN_PASSWORD + "\n", "account", "add", ANN, "--password-stdin"))
                .contains("Made account ");

        assertThat(onData("", "service", "add", ANN, "Orders"))
                .startsWith("latchkey: " + ANN + " is no administrator")
                .hasLineCount(1);
        assertThat(onData("", "service", "add", ROOT, "Orders", "--method", "orders.Read"))
                .contains("no service does orders.Read; there are: latchkey.tokens.Introspect");
        assertThat(onData("", "service", "add", ROOT, "Orders", "--expires", "1-1-2030"))
                .contains("give a date as dd-mm-yyyy");
        assertThat(onData("", "service", "add", ROOT, "Orders", "--expires", "31-12-2099"))
                .startsWith("Made a token of " + ROOT)
                .containsPattern("\nlkp_[0-9A-Za-z]{36}\n");
        assertThat(onData("", "token", "list", "--method", "latchkey.tokens.Introspect"))
                .containsPattern(ROOT + " .* live +2099-12-31T23:59:59Z .* Orders");
    }

    @Test
    void whoIsNoAdministrator_orGivesAWrongPassword_isRefused() throws Exception {
        assertThat(onData(ANN_PASSWORD + "\n", "account", "add", ANN, "--password-stdin"))
                .contains("Made account ");
        try (ServerProcess server = serve()) {
            String address = server.address().toString();

            assertThat(as(ANN, address, ANN_PASSWORD, "", "account", "list"))
                    .startsWith("latchkey: only an administrator may do this")
                    .hasLineCount(1);
            assertThat(as(ROOT, address, "a wrong password", "", "account", "list"))
                    .startsWith("latchkey: the login or the password is wrong")
                    .hasLineCount(1)
                    .doesNotContain("a wrong password");
            assertThat(as(ROOT, "http://127.0.0.1:1", ROOT_PASSWORD, "", "account", "list"))
                    .startsWith("latchkey: the server at http://127.0.0.1:1 cannot be reached")
                    .hasLineCount(1);
        }
    }

    @Test
    void withTls_theServersOwnCertificate_isTrustedIfItIsGiven() throws Exception {
        try (ServerProcess server = serve()) {
            String address = server.secureAddress().toString();
            String certificate = certificate().toString();

            assertThat(as(ROOT, address, ROOT_PASSWORD, "", "account", "list"))
                    .contains("has no certificate that is trusted here", "--server-certificate")
                    .hasLineCount(1);
            assertThat(as(ROOT, address, ROOT_PASSWORD, "", "account", "list", "--server-certificate", certificate))
                    .contains(ROOT);
        }
    }

    @Test
    void aSessionOfAFile_isUsed_andThePasswordGoesWithChanges() throws Exception {
        try (ServerProcess server = serve()) {
            ApiClient root = ApiClient.signIn(server.address(), ROOT, ROOT_PASSWORD);
            Path session = Files.writeString(directory.resolve("session"), root.credential() + "\n");
            Path password = Files.writeString(directory.resolve("password"), ROOT_PASSWORD + "\n");
            List<String> by = List.of("--server", server.address().toString(), "--session-file", session.toString());

            assertThat(command("", by, "account", "list")).contains(ROOT);
            assertThat(command("", by, "account", "unlock", ROOT)).contains("latchkey: there is no terminal to ask at");
            assertThat(command("", by, "account", "unlock", ROOT, "--admin-password-file", password.toString()))
                    .contains("Unlocked " + ROOT);
            assertThat(command("", by, "token", "suspend", "--account", ROOT, "--all"))
                    .contains("Suspended 0 tokens.");
            assertThat(root.result(CHECK_SIGN)).isZero();
        }
    }

    private static JsonObject token(ApiClient ann) {
        JsonObject answer = ann.call(
                "users.authentication.CreateToken",
                "description",
                "Script",
                "apiList",
                "users.account.GetUserInfo",
                "password",
                ANN_PASSWORD);
        assertThat(answer.getInteger("result")).as(answer.encode()).isZero();
        return answer.getJsonObject("token");
    }

    /** The certificate that the server has made, as keytool exports it. */
    private Path certificate() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(data().resolve("tls.p12"))) {
            store.load(in, "latchkey".toCharArray());
        }
        String encoded = Base64.getMimeEncoder()
                .encodeToString(store.getCertificate("latchkey").getEncoded());
        return Files.writeString(
                directory.resolve("server.pem"),
                "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
    }

    private ServerProcess serve() throws Exception {
        return ServerProcess.serve(directory, List.of("--data", data().toString()));
    }

    private String through(ServerProcess server, String input, String... command) throws Exception {
        URI address = server.address();
        return as(ROOT, address.toString(), ROOT_PASSWORD, input, command);
    }

    private String as(String login, String address, String password, String input, String... command) throws Exception {
        return command(
                password + "\n" + input,
                List.of("--server", address, "--as", login, "--admin-password-stdin"),
                command);
    }

    private String onData(String input, String... command) throws Exception {
        return command(input, List.of("--data", data().toString()), command);
    }

    /** In this process: a JVM for each would take most of the time. */
    private static String command(String input, List<String> where, String... command) {
        StringWriter printed = new StringWriter();
        PrintWriter writer = new PrintWriter(printed, true);
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            int unused = Main.commandLine(Map.of())
                    .setOut(writer)
                    .setErr(writer)
                    .execute(Stream.concat(Stream.of(command), where.stream()).toArray(String[]::new));
        } finally {
            System.setIn(before);
        }
        return printed.toString();
    }

    private Path data() {
        return directory.resolve("data");
    }
}
