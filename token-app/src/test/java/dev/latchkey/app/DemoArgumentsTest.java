package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.http.PublicUrl;
import dev.latchkey.http.address.TrustedProxies;
import dev.latchkey.http.server.Endpoint;
import dev.latchkey.http.server.ServerOptions;
import dev.latchkey.http.uploads.UploadSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

final class DemoArgumentsTest {

    private static DemoArguments parsed(String... arguments) {
        DemoArguments parsed = new DemoArguments();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("demo", CommandLine.Model.CommandSpec.forAnnotatedObject(parsed)))
                .parseArgs(arguments);
        return parsed;
    }

    private static Optional<ClosedLogin> closed(DemoArguments arguments, String host) {
        return arguments.closedLogin(at(host));
    }

    private static ServerOptions at(String host) {
        return ServerOptions.at(
                List.of(Endpoint.http("127.0.0.1", 1), Endpoint.http(host, 2)),
                new UploadSettings(Path.of("target"), 1));
    }

    /** As the server behind it listens for this machine alone, it is for its operator to say who gets there; a warning tells. */
    @Test
    void theDemosAccount_isOpenBehindAProxy() {
        ServerOptions behindUrl = at("127.0.0.1").publicUrl(PublicUrl.parse("https://tokens.example.com"));
        ServerOptions behindProxy = at("127.0.0.1").trustedProxies(TrustedProxies.in(List.of("127.0.0.1")));

        assertThat(parsed("--demo").closedLogin(behindUrl)).isEmpty();
        assertThat(parsed("--demo").closedLogin(behindProxy)).isEmpty();
        assertThat(parsed().closedLogin(behindProxy)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "127.255.255.254, true",
        "::1, true",
        "0:0:0:0:0:0:0:1, true",
        "::ffff:127.0.0.1, true",
        "localhost, true",
        "LocalHost, true",
        "0.0.0.0, false",
        "::, false",
        "128.0.0.1, false",
        "126.255.255.255, false",
        "192.168.1.2, false",
        "::2, false",
        "localhost.example.com, false",
        "127.0.0.1.example.com, false",
        "127.1, false",
        "example.com, false"
    })
    void theDemosAccount_isLetInOnLoopbackAlone_unlessAnywhere(String host, boolean open) {
        assertThat(closed(parsed("--demo"), host).isEmpty()).isEqualTo(open);
        assertThat(closed(parsed("--demo", "--demo-anywhere"), host)).isEmpty();
    }

    @Test
    void withoutTheDemo_itsAccountIsClosed_wherever() {
        assertThat(closed(parsed(), "127.0.0.1").orElseThrow().toString())
                .isEqualTo("the account demo@example.com is closed here: its password is published, and this server was"
                        + " started without --demo");
        assertThat(closed(parsed("--demo-anywhere"), "127.0.0.1")).isPresent();
    }

    @Test
    void theDemo_hasADirectoryAndTablesOfItsOwn() {
        assertThat(parsed("--demo").defaultDirectory()).isEqualTo(Path.of("latchkey-demo"));
        assertThat(parsed("--demo").platform().tables().orElseThrow().schema()).isEqualTo("demo");
        assertThat(parsed().defaultDirectory()).isEqualTo(Path.of("latchkey-data"));
        assertThat(parsed().platform()).isSameAs(PlatformStart.NONE);
    }

    @Test
    void aDirectoryThatIsNamed_goesBeforeTheDemosOwn() {
        DatabaseArguments named = new DatabaseArguments();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("database", CommandLine.Model.CommandSpec.forAnnotatedObject(named)))
                .parseArgs("--data", "mine");

        assertThat(named.dataDirectory(parsed("--demo").defaultDirectory())).isEqualTo(Path.of("mine"));
        assertThat(new DatabaseArguments().dataDirectory(parsed("--demo").defaultDirectory()))
                .isEqualTo(Path.of("latchkey-demo"));
    }
}
