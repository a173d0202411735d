package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.app.administration.LocalAdministration;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.DatabaseOptions;
import dev.latchkey.token.Password;
import dev.latchkey.token.TokenFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens for services, made on the data of a stopped server. */
final class ServiceCommandTest {

    private static final String LOGIN = "ann@example.com";
    private static final Path SHOP = Path.of("..", "docs", "examples", "shop");
    private static final String PLATFORM = SHOP.resolve("platform.yaml").toString();
    private static final String OPENAPI = SHOP.resolve("openapi.yaml").toString();
    private static final String SHOP_TOKEN = "(?s)Made a token of ann@example.com.*\nshop_[0-9A-Za-z]{36}\n";

    @TempDir
    private Path directory;

    @BeforeEach
    void addAnAdministrator() {
        EmailAddress ann = new EmailAddress(LOGIN);
        try (LocalAdministration administration = new LocalAdministration(
                Database.open(DatabaseOptions.inDirectory(data())),
                List.of(),
                TokenFormat.TOKEN,
                OptionalInt.empty(),
                InstantSource.system())) {
            String unused = administration.add(
                    ann, "Ann", Password.parse("a long password").orThrow());
            administration.setAdministrator(ann, true);
        }
    }

    private Path data() {
        return directory.resolve("data");
    }

    /** What `service add` prints with these options, whether it was done or not. */
    private String add(Map<String, String> environment, String... options) {
        StringWriter printed = new StringWriter();
        PrintWriter writer = new PrintWriter(printed, true);
        List<String> arguments = new ArrayList<>(List.of("service", "add", LOGIN, "Orders"));
        arguments.addAll(List.of(options));
        int unused =
                Main.commandLine(environment).setErr(writer).setOut(writer).execute(arguments.toArray(String[]::new));
        return printed.toString();
    }

    private Map<String, String> onData(String... variables) {
        ImmutableMap.Builder<String, String> all = ImmutableMap.builder();
        all.put("LATCHKEY_DATA", data().toString());
        for (int i = 0; i < variables.length; i += 2) {
            all.put(variables[i], variables[i + 1]);
        }
        return all.buildOrThrow();
    }

    @Test
    void add_hasThePlatformsPrefix() {
        assertThat(add(onData(), "--platform", PLATFORM, "--openapi", OPENAPI)).matches(SHOP_TOKEN);
        assertThat(add(onData("LATCHKEY_PLATFORM", PLATFORM, "LATCHKEY_OPENAPI", OPENAPI)))
                .matches(SHOP_TOKEN);
    }

    @Test
    void add_withoutAPlatform_hasLatchkeysPrefix() {
        assertThat(add(onData())).matches("(?s)Made a token of ann@example.com.*\nlkp_[0-9A-Za-z]{36}\n");
    }

    @Test
    void add_makesNoMoreTokens_thanThePlatformLetsAnAccountHave() throws IOException {
        Path few = directory.resolve("platform.yaml");
        Files.writeString(few, "name: A\nmethods: [{ name: a, effect: reads }]\nlimits: { tokensPerAccount: 1 }\n");

        assertThat(add(onData("LATCHKEY_PLATFORM", few.toString()))).startsWith("Made a token");
        assertThat(add(onData("LATCHKEY_PLATFORM", few.toString())))
                .isEqualTo("latchkey: ann@example.com has 1 token, which is as many as the platform lets an account"
                        + " have: remove one with `token remove`, or raise tokensPerAccount\n");
    }

    @Test
    void add_whoseFilesAreWrong_saysSo() {
        Path missing = directory.resolve("missing.yaml");

        assertThat(add(onData(), "--platform", missing.toString()))
                .isEqualTo("latchkey: --platform: there is no file " + missing + "\n");
        assertThat(add(onData("LATCHKEY_PLATFORM", PLATFORM, "LATCHKEY_OPENAPI", OPENAPI, "LATCHKEY_DEMO", "true")))
                .startsWith("latchkey: --demo is a platform of its own");
    }

    @Test
    void add_throughAServer_takesNoFiles() {
        Map<String, String> server = Map.of("LATCHKEY_PLATFORM", "missing.yaml");

        assertThat(add(Map.of(), "--server", "https://127.0.0.1:1", "--openapi", OPENAPI))
                .startsWith("latchkey: --server is for a server that runs, --openapi for the data of one that is"
                        + " stopped: give one of them");
        assertThat(add(server, "--server", "https://127.0.0.1:1"))
                .startsWith("latchkey: say who signs in to the server with --as");
    }
}
