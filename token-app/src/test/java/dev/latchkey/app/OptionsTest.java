package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Options of commands, the environment variables that stand for them, and values that are refused before anything is made. */
final class OptionsTest {

    private final StringWriter errors = new StringWriter();

    @TempDir
    private Path directory;

    private static CommandLine line(Map<String, String> environment) {
        return Main.commandLine(environment);
    }

    /** The value of an option as a command takes it. */
    private static String value(Map<String, String> environment, String option, String... arguments) {
        CommandLine.ParseResult parsed = line(environment).parseArgs(arguments);
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        OptionSpec found = parsed.commandSpec().findOption(option);
        Object value = found.getValue();
        return String.valueOf(value);
    }

    private int run(Map<String, String> environment, String... arguments) {
        PrintWriter writer = new PrintWriter(errors, true);
        return line(environment).setErr(writer).setOut(writer).execute(arguments);
    }

    @ParameterizedTest
    @CsvSource({
        "--http-port, LATCHKEY_HTTP_PORT, 81, 81",
        "--hsts, LATCHKEY_HSTS, 60, Optional[60]",
        "--data, LATCHKEY_DATA, mine, Optional[mine]",
        "--demo, LATCHKEY_DEMO, true, true",
        "--demo-anywhere, LATCHKEY_DEMO_ANYWHERE, TRUE, true",
        "--max-upload-bytes, LATCHKEY_MAX_UPLOAD_BYTES, 5, 5",
        "--token-cache-bytes, LATCHKEY_TOKEN_CACHE_BYTES, off, off",
        "--trusted-proxy, LATCHKEY_TRUSTED_PROXY, '10.0.0.1,10.0.0.2', '[10.0.0.1, 10.0.0.2]'",
        "--log-level, LATCHKEY_LOG_LEVEL, debug, DEBUG",
        "--log-format, LATCHKEY_LOG_FORMAT, json, JSON",
        "--security-contact, LATCHKEY_SECURITY_CONTACT, a@example.com, Optional[a@example.com]"
    })
    void anOption_isAnEnvironmentVariableToo(String option, String variable, String text, String value) {
        assertThat(value(Map.of(variable, text), option, "serve")).isEqualTo(value);
    }

    @Test
    void everyOptionOfServe_mayBeABlankVariable_whichIsAsGoodAsNone() {
        for (OptionSpec option :
                line(Map.of()).getSubcommands().get("serve").getCommandSpec().options()) {
            String name = option.longestName();
            String variable = "LATCHKEY_" + name.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);

            assertThat(value(Map.of(variable, " "), name, "serve")).isEqualTo(value(Map.of(), name, "serve"));
            assertThat(value(Map.of(variable, ""), name, "serve")).isEqualTo(value(Map.of(), name, "serve"));
        }
    }

    /** What another command calls so is no setting: a token's value may well be in LATCHKEY_TOKEN. */
    @Test
    void anOptionThatServeHasNot_isNoVariable() {
        assertThat(value(Map.of("LATCHKEY_TOKEN", "x", "LATCHKEY_LIMIT", "y"), "--limit", "token", "history"))
                .isEqualTo("50");
    }

    @ParameterizedTest
    @CsvSource({
        "--server, LATCHKEY_SERVER, https://tokens.example.com",
        "--as, LATCHKEY_AS, ann@example.com",
        "--session-file, LATCHKEY_SESSION_FILE, session",
        "--admin-password-file, LATCHKEY_ADMIN_PASSWORD_FILE, password",
        "--server-certificate, LATCHKEY_SERVER_CERTIFICATE, tls.pem"
    })
    void anOptionThatNamesAServer_isAnEnvironmentVariableToo(String option, String variable, String text) {
        assertThat(value(Map.of(variable, text), option, "account", "list")).isEqualTo("Optional[" + text + "]");
    }

    @ParameterizedTest
    @CsvSource({
        "account list --server http://tokens.example.com --as ann@example.com, --server: http:// to tokens.example.com would",
        "account list --server tokens.example.com --as ann@example.com, '--server: give scheme, host and port'",
        "account list --server https://127.0.0.1:1, 'say who signs in to the server with --as'",
        "account list --server https://127.0.0.1:1 --as ann, give an e-mail address",
        "account list --server https://127.0.0.1:1 --data x, --server is for a server that runs",
        "account list --as ann@example.com, say through which server with --server",
        "account list --server https://127.0.0.1:1 --session-file none, --session-file: none cannot be read",
        "account list --server https://127.0.0.1:1 --as ann@example.com --admin-password-file none, --admin-password-file: none",
        "account list --server https://127.0.0.1:1 --as a@b --server-certificate none, --server-certificate: there is no",
        "account disable ann, give an e-mail address",
        "token remove --account ann@example.com, say which tokens in one way",
        "token remove --account ann@example.com --all 1, say which tokens in one way",
        "token remove 1, say which tokens in one way",
        "token remove --all, say which tokens in one way",
        "token suspend --method a.B --account ann@example.com --all, say which tokens in one way",
        "token resume --method a.B 1, say which tokens in one way",
        "token list --method a..b, --method: give a name",
        "token list --unused-since 31-01-2026, --unused-since: give a day",
        "token list --expires-before soon, --expires-before: give a day",
        "token history --limit 0, --limit must be 1 or more: 0"
    })
    void aCommandThatCannotBeMeant_isRefused_beforeAnythingIsAsked(String command, String told) {
        assertThat(run(Map.of(), command.split(" ", -1))).isEqualTo(1);
        assertThat(errors.toString()).startsWith("latchkey: " + told);
    }

    @Test
    void dataOnTheCommandLine_outweighAServerInAVariable() {
        Map<String, String> variables =
                Map.of("LATCHKEY_SERVER", "https://127.0.0.1:1", "LATCHKEY_AS", "ann@example.com");
        Path data = directory.resolve("data");

        assertThat(run(variables, "account", "list", "--data", data.toString())).isEqualTo(1);
        assertThat(errors.toString()).startsWith("latchkey: there is no data in " + data);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--demo", "--demo-anywhere"})
    void aFlag_thatIsOnAlready_staysOn(String flag) {
        Map<String, String> on = Map.of("LATCHKEY_DEMO", "true", "LATCHKEY_DEMO_ANYWHERE", "true");

        assertThat(value(on, flag, "serve", flag)).isEqualTo("true");
        assertThat(value(on, flag, "serve", flag + "=false")).isEqualTo("false");
        assertThat(value(Map.of(), flag, "serve", flag, "--http-port", "1")).isEqualTo("true");
        assertThat(value(Map.of(), flag, "serve")).isEqualTo("false");
    }

    @ParameterizedTest
    @CsvSource({
        "--cors-origin, x, --cors-origin: ",
        "--security-contact, security, '--security-contact: give an e-mail address, or a URI that starts with mailto:'",
        "--trusted-proxy, x, --trusted-proxy: ",
        "--hsts=-1, , --hsts: ",
        "--max-upload-bytes, -1, --max-upload-bytes must be 0 or more: -1",
        "--max-uploads, 1, '--max-uploads-per-account must not be more than --max-uploads, which is 1: 8'",
        "--max-upload-bytes-in-flight, 9, --max-upload-bytes-per-account must not be more than --max-upload-bytes-in-flight",
        "--upload-keep-free-bytes, -1, --upload-keep-free-bytes must be 0 or more",
        "--request-timeout, 0, --request-timeout must be 1 or more: 0",
        "--max-waiting-calls, -1, --max-waiting-calls must be 0 or more: -1",
        "--max-connections, 0, --max-connections must be 1 or more: 0",
        "--pool-size, 0, --pool-size: ",
        "--lock-timeout, 0, --lock-timeout: ",
        "--lease, 0, --lease: time must be from 1 to 60 s",
        "--statement-timeout, 0, --statement-timeout: ",
        "--connection-timeout, 1, --connection-timeout: ",
        "--database-url, jdbc:x, --database-url: ",
        "--tls-cert, none.pem, --tls-cert and --tls-key go together",
        "--https-port, 65536, --https-port must be from -1 to 65535: 65536",
        "--host, a..b, --host: ",
        "--token-cache-bytes, 0, '--token-cache-bytes: give a number of bytes, 1 or more, or off to ask the database at each call: 0'",
        "--token-cache-bytes, 64m, '--token-cache-bytes: give a number of bytes, 1 or more, or off to ask the database at each call: 64m'",
        "--max-tokens-per-account, 0, --max-tokens-per-account must be 1 or more: 0"
    })
    void aBadValue_isNamed_beforeAnythingIsMade(String option, @Nullable String value, String told) {
        Path data = directory.resolve("data");
        String[] arguments = value == null
                ? new String[] {"serve", "--data", data.toString(), option}
                : new String[] {"serve", "--data", data.toString(), option, value};

        assertThat(run(Map.of(), arguments)).isEqualTo(1);
        assertThat(errors.toString()).startsWith("latchkey: " + told);
        assertThat(data).doesNotExist();
    }

    @Test
    void aServerWithoutPorts_isRefused_beforeAnythingIsMade() {
        Path data = directory.resolve("data");

        assertThat(run(Map.of(), "serve", "--data", data.toString(), "--http-port", "-1", "--https-port", "-1"))
                .isEqualTo(1);
        assertThat(errors.toString()).contains("--http-port and --https-port are both turned off");
        assertThat(data).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"account list", "token list", "token history", "account 2fa ann@example.com"})
    void aCommandOnNoData_saysSo_andMakesNone(String command) {
        Path data = directory.resolve("data");
        String[] words = command.split(" ", -1);

        assertThat(run(Map.of("LATCHKEY_DATA", data.toString()), words)).isEqualTo(1);
        assertThat(errors.toString()).startsWith("latchkey: there is no data in " + data);
        assertThat(data).doesNotExist();
    }

    @Test
    void aCommand_findsTheDemosDirectory() {
        assertThat(value(Map.of("LATCHKEY_DEMO", "true"), "--demo", "account", "list"))
                .isEqualTo("true");
        assertThat(run(Map.of("LATCHKEY_DEMO", "true"), "account", "list")).isEqualTo(1);
        assertThat(errors.toString()).contains("there is no data in latchkey-demo");
        assertThat(run(Map.of(), "token", "list", "--demo")).isEqualTo(1);
        assertThat(run(Map.of(), "account", "list")).isEqualTo(1);
        assertThat(errors.toString()).contains("there is no data in latchkey-data");
    }

    @Test
    void help_tellsTheDefaults() {
        assertThat(run(Map.of("LATCHKEY_HTTP_PORT", "1"), "serve", "--help")).isZero();

        assertThat(errors.toString().replaceAll("\\s+", " "))
                .contains("default: 8080", "default: 536870912", "latchkey-data, or latchkey-demo with --demo")
                .doesNotContain("${");
    }
}
