package dev.latchkey.app;

import dev.latchkey.http.CrossOrigin;
import dev.latchkey.http.ServerOptions;
import dev.latchkey.http.StrictTransport;
import dev.latchkey.http.TrustedProxies;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Who is before the server, and what it tells browsers: options of {@code serve}. */
final class EdgeArguments {

    private static final String YEAR = "31536000";

    @Option(
            names = "--trusted-proxy",
            paramLabel = "CIDR",
            split = ",",
            defaultValue = "${env:LATCHKEY_TRUSTED_PROXY}",
            description = "Addresses of proxies before the server, 10.0.0.0/8 say: their X-Forwarded-For or Forwarded"
                    + " tells the client's address. May be given more than once, or with commas (default: none).")
    private List<String> trustedProxies = List.of();

    @Option(
            names = "--cors-origin",
            paramLabel = "ORIGIN",
            split = ",",
            defaultValue = "${env:LATCHKEY_CORS_ORIGIN}",
            description =
                    "Another site whose pages may call the methods, by token or session: https://app.example, say."
                            + " May be given more than once, or with commas (default: none).")
    private List<String> origins = List.of();

    @Option(
            names = "--hsts",
            paramLabel = "SECONDS",
            arity = "0..1",
            fallbackValue = YEAR,
            defaultValue = "${env:LATCHKEY_HSTS}",
            description = "Tells browsers to come by TLS alone from now on, for so long (without a number: " + YEAR
                    + ", a year; default: does not).")
    private Optional<Long> strictTransportSeconds = Optional.empty();

    /**
     * {@code options} with these.
     *
     * @throws UserErrorException if one is not of its form; the message names option and value
     */
    ServerOptions applyTo(ServerOptions options) {
        return options.trustedProxies(valid("--trusted-proxy", () -> TrustedProxies.in(given(trustedProxies))))
                .crossOrigin(valid("--cors-origin", () -> CrossOrigin.of(given(origins))))
                .strictTransport(valid("--hsts", this::strictTransport));
    }

    private StrictTransport strictTransport() {
        return strictTransportSeconds
                .map(seconds -> StrictTransport.lasting(Duration.ofSeconds(seconds)))
                .orElse(StrictTransport.OFF);
    }

    /** An empty environment variable is one that is not set. */
    private static List<String> given(List<String> texts) {
        return texts.stream().filter(text -> !text.isBlank()).toList();
    }

    private static <T> T valid(String option, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(option + ": " + e.getMessage(), e);
        }
    }
}
