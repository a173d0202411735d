package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.http.address.TrustedProxies;
import dev.latchkey.http.server.CrossOrigin;
import dev.latchkey.http.server.Endpoint;
import dev.latchkey.http.server.ServerOptions;
import dev.latchkey.http.server.StrictTransport;
import dev.latchkey.http.uploads.UploadSettings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

final class EdgeArgumentsTest {

    private static final ServerOptions BARE =
            ServerOptions.at(List.of(Endpoint.http("127.0.0.1", 0)), new UploadSettings(Path.of("target"), 1));

    @Test
    void withoutOptions_nobodyIsTrusted() {
        ServerOptions options = parse();

        assertThat(options.trustedProxies()).hasToString(TrustedProxies.NONE.toString());
        assertThat(options.crossOrigin()).hasToString(CrossOrigin.NONE.toString());
        assertThat(options.strictTransport()).hasToString(StrictTransport.OFF.toString());
    }

    @Test
    void options_mayBeRepeated_orDividedByCommas() {
        ServerOptions options = parse(
                "--trusted-proxy",
                "10.0.0.0/8,192.0.2.7",
                "--trusted-proxy",
                "2001:db8::/32",
                "--cors-origin",
                "https://a.example",
                "--cors-origin",
                "https://b.example,http://localhost:3000",
                "--hsts=60");

        assertThat(options.trustedProxies()).hasToString("TrustedProxies[10.0.0.0/8, 192.0.2.7/32, 2001:db8::/32]");
        assertThat(options.crossOrigin())
                .hasToString("CrossOrigin[https://a.example, https://b.example, http://localhost:3000]");
        assertThat(options.strictTransport()).hasToString("StrictTransport[max-age=60]");
    }

    @Test
    void hsts_withoutANumber_lastsAYear() {
        assertThat(parse("--hsts").strictTransport())
                .hasToString(StrictTransport.lasting(StrictTransport.USUAL).toString());
        assertThat(parse("--hsts", "--trusted-proxy", "::1").strictTransport())
                .hasToString("StrictTransport[max-age=31536000]");
    }

    @ParameterizedTest
    @CsvSource({
        "--trusted-proxy, 10.0.0.1/8, write 10.0.0.0/8",
        "--trusted-proxy, proxy.example, give an address",
        "--cors-origin, https://a.example/, without a slash",
        "--cors-origin, *, give"
    })
    void aBadValue_isNamedWithItsOption(String option, String value, String whatToDo) {
        assertThatExceptionOfType(UserErrorException.class)
                .isThrownBy(() -> parse(option, value))
                .withMessageContainingAll(option + ": \"" + value + "\"", whatToDo);
    }

    @Test
    void hsts_whenNegative_isNamed() {
        assertThatExceptionOfType(UserErrorException.class)
                .isThrownBy(() -> parse("--hsts=-1"))
                .withMessageContainingAll("--hsts", "-1");
    }

    private static ServerOptions parse(String... arguments) {
        Serve serve = new Serve();
        new CommandLine(serve).parseArgs(arguments);
        return serve.edge.applyTo(BARE);
    }

    @Command(name = "serve")
    private static final class Serve {

        @Mixin
        private final EdgeArguments edge = new EdgeArguments();
    }
}
