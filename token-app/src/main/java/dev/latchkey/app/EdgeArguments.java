package dev.latchkey.app;

import dev.latchkey.http.address.TrustedProxies;
import dev.latchkey.http.server.CrossOrigin;
import dev.latchkey.http.server.HttpEngine;
import dev.latchkey.http.server.ServerOptions;
import dev.latchkey.http.server.StrictTransport;
import dev.latchkey.http.uploads.UploadSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who is before the server, and what it tells browsers: options of {@code serve}. */
final class EdgeArguments {

    private static final String YEAR = "31536000";

    @Option(
            names = "--trusted-proxy",
            paramLabel = "CIDR",
            split = ",",
            description = "Addresses of proxies before the server, 10.0.0.0/8 say: their X-Forwarded-For or Forwarded"
                    + " tells the client's address. May be given more than once, or with commas (default: none).")
    private List<String> trustedProxies = List.of();

    @Option(
            names = "--cors-origin",
            paramLabel = "ORIGIN",
            split = ",",
            description =
                    "Another site whose pages may call the methods, by token or session: https://app.example, say."
                            + " May be given more than once, or with commas (default: none).")
    private List<String> origins = List.of();

    @Option(
            names = "--hsts",
            paramLabel = "SECONDS",
            arity = "0..1",
            fallbackValue = YEAR,
            description = "Tells browsers to come by TLS alone from now on, for so long (without a number: " + YEAR
                    + ", a year; default: does not).")
    private Optional<Long> strictTransportSeconds = Optional.empty();

    @Mixin
    private final BoundArguments bounds = new BoundArguments();

    /** What a server with these can run on. */
    HttpEngine engine() {
        return HttpEngine.with(bounds.bounds(), trustedProxies());
    }

    private TrustedProxies trustedProxies() {
        return Values.valid("--trusted-proxy", () -> TrustedProxies.in(trustedProxies));
    }

    /**
     * {@code options} with these.
     *
     * @throws UserErrorException if one is not of its form; the message names option and value
     */
    ServerOptions applyTo(ServerOptions options) {
        return options.bounds(bounds.bounds())
                .trustedProxies(trustedProxies())
                .crossOrigin(Values.valid("--cors-origin", () -> CrossOrigin.of(origins)))
                .strictTransport(Values.valid("--hsts", this::strictTransport));
    }

    /** @throws UserErrorException as {@link #applyTo} does */
    void check() {
        ServerOptions unused = applyTo(ServerOptions.at(List.of(), new UploadSettings(Path.of(""), 0)));
    }

    private StrictTransport strictTransport() {
        return strictTransportSeconds
                .map(seconds -> StrictTransport.lasting(Duration.ofSeconds(seconds)))
                .orElse(StrictTransport.OFF);
    }
}
