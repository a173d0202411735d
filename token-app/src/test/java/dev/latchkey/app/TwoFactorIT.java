package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.BaseEncoding;
import dev.latchkey.account.TotpSecret;
import dev.latchkey.demo.DemoAccount;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two-factor authentication of the server as people run it: turned on at the command line, used by a client, turned off. */
final class TwoFactorIT {

    private static final String VERIFY = "users.authentication.Verify2FACode";
    private static final String CHECK_SIGN = "users.authentication.CheckSign";
    private static final String GET_ENV_INFO = "environment.control.GetEnvInfo";
    private static final Pattern SECRET = Pattern.compile("Secret: ([A-Z2-7]{32})\\R");

    @TempDir
    private Path directory;

    @Test
    void twoFactor_fromTurningOnToTurningOff() throws Exception {
        ApiClient before;
        ApiClient script;
        try (ServerProcess server = serve()) {
            before = ApiClient.signIn(server.address(), DemoAccount.LOGIN, DemoAccount.PASSWORD);
            script = before.with(token(before));
            server.terminate();
        }
        TotpSecret secret = turnOn();
        ApiClient verified;
        try (ServerProcess server = serve()) {
            assertThat(at(server, before).result(CHECK_SIGN)).isEqualTo(702);
            assertThat(at(server, script).result(GET_ENV_INFO, "envName", "my-project"))
                    .isZero();
            verified = verifies(server.address(), secret);
            server.terminate();
        }
        assertThat(command("account", "2fa", DemoAccount.LOGIN, "--off")).contains("is off.");
        try (ServerProcess server = serve()) {
            assertThat(at(server, verified).result(CHECK_SIGN)).isEqualTo(702);
            assertThat(signIn(server.address()).containsKey("accessType")).isFalse();
            server.terminate();
        }
        assertThat(command("account", "2fa", DemoAccount.LOGIN, "--off")).contains("is off.");
        assertNoLogHas(secret.reveal());
    }

    @Test
    void twoFactor_ofNoAccount_saysSo() throws Exception {
        ServerProcess.output(
                directory,
                "a long password\n",
                "account",
                "add",
                "ann@example.com",
                "--password-stdin",
                "--data",
                data());

        assertThat(command("account", "2fa", "nobody@example.com")).contains("there is no account nobody@example.com");
    }

    private static ApiClient verifies(URI server, TotpSecret secret) {
        JsonObject answer = signIn(server);
        assertThat(answer.getString("accessType")).isEqualTo("RESTRICTED");
        ApiClient person = new ApiClient(server, answer.getString("session"));
        assertThat(person.result(GET_ENV_INFO, "envName", "my-project")).isEqualTo(701);
        String code = secret.codeAt(Instant.now());

        assertThat(person.result(VERIFY, "code", code)).isZero();

        assertThat(person.result(GET_ENV_INFO, "envName", "my-project")).isZero();
        ApiClient other = new ApiClient(server, signIn(server).getString("session"));
        assertThat(other.result(VERIFY, "code", code)).isEqualTo(701);
        return person;
    }

    private TotpSecret turnOn() throws Exception {
        String output = command("account", "2fa", DemoAccount.LOGIN);
        Matcher matcher = SECRET.matcher(output);
        assertThat(matcher.find()).as(output).isTrue();
        String secret = matcher.group(1);
        assertThat(output)
                .contains("otpauth://totp/Latchkey:demo%40example.com?secret=" + secret + "&issuer=Latchkey")
                .doesNotContain("?????");
        assertThat(output.lines().count()).isGreaterThan(20);
        return TotpSecret.ofBytes(BaseEncoding.base32().decode(secret));
    }

    private static String token(ApiClient person) {
        return person.call(
                        "users.authentication.CreateToken",
                        "description",
                        "Script",
                        "apiList",
                        GET_ENV_INFO,
                        "password",
                        DemoAccount.PASSWORD)
                .getJsonObject("token")
                .getString("key");
    }

    private static JsonObject signIn(URI server) {
        JsonObject answer = new ApiClient(server, "")
                .call("users.authentication.Signin", "login", DemoAccount.LOGIN, "password", DemoAccount.PASSWORD);
        assertThat(answer.getInteger("result")).as(answer.encode()).isZero();
        return answer;
    }

    private static ApiClient at(ServerProcess server, ApiClient client) {
        return new ApiClient(server.address(), client.credential());
    }

    private ServerProcess serve() throws Exception {
        return ServerProcess.serve(directory, List.of("--demo", "--log-level", "trace", "--data", data()));
    }

    private String command(String... arguments) throws Exception {
        return ServerProcess.output(
                directory,
                "",
                Stream.concat(Stream.of(arguments), Stream.of("--data", data())).toArray(String[]::new));
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    /** The output of the command itself is the one file that has it. */
    private void assertNoLogHas(String secret) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> logs = files.filter(Files::isRegularFile).toList();
            assertThat(logs).hasSizeGreaterThan(10);
            int holders = 0;
            for (Path log : logs) {
                holders += Files.readString(log).contains(secret) ? 1 : 0;
            }
            assertThat(holders).isEqualTo(1);
        }
    }
}
