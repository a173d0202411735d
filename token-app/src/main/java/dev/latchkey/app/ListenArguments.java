package dev.latchkey.app;

import com.google.common.collect.ImmutableList;
import dev.latchkey.http.PublicUrl;
import dev.latchkey.http.server.Endpoint;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where a server listens: options of {@code serve}. */
final class ListenArguments {

    private static final int MAX_PORT = 65_535;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Where to listen (default: 127.0.0.1).")
    private String host = "";

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "At which port; 0 picks a free one, -1 turns it off (default: 8080).")
    private int httpPort;

    @Option(
            names = "--https-port",
            paramLabel = "PORT",
            defaultValue = "8443",
            description = "At which port for TLS; 0 picks a free one, -1 turns it off (default: 8443).")
    private int httpsPort;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description =
                    "The certificate chain, in PEM (default: one that the server makes and signs itself, kept in the"
                            + " data directory).")
    private Optional<Path> tlsCertificate = Optional.empty();

    @Option(names = "--tls-key", paramLabel = "FILE", description = "Its key, in PEM.")
    private Optional<Path> tlsKey = Optional.empty();

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            converter = PublicUrlConverter.class,
            description =
                    "The address by which people reach the server, where that is another: https://tokens.example.com, say,"
                            + " of a proxy that ends TLS.")
    private Optional<PublicUrl> publicUrl = Optional.empty();

    Optional<PublicUrl> publicUrl() {
        return publicUrl;
    }

    /** @throws UserErrorException if a value is none, or values do not go together; the message names the options */
    void check() {
        requirePort("--http-port", httpPort);
        requirePort("--https-port", httpsPort);
        if (httpPort < 0 && httpsPort < 0) {
            throw new UserErrorException("--http-port and --https-port are both turned off: nobody could call");
        }
        if (tlsCertificate.isPresent() != tlsKey.isPresent()) {
            throw new UserErrorException("--tls-cert and --tls-key go together: give both or none");
        }
        tlsCertificate.ifPresent(file -> requireReadable("--tls-cert", file));
        tlsKey.ifPresent(file -> requireReadable("--tls-key", file));
        if (httpsPort >= 0 && tlsCertificate.isEmpty()) {
            SelfSignedCertificate.requireName(host);
        }
    }

    static void requirePort(String option, int port) {
        if (port < -1 || port > MAX_PORT) {
            throw new UserErrorException(option + " must be from -1 to " + MAX_PORT + ": " + port);
        }
    }

    private static void requireReadable(String option, Path file) {
        if (!Files.isReadable(file)) {
            throw new UserErrorException(option + ": there is no file " + file + " that can be read");
        }
    }

    /** Where to listen, with a certificate that is made in this directory if none was given. */
    ImmutableList<Endpoint> endpoints(Path directory) {
        ImmutableList.Builder<Endpoint> endpoints = ImmutableList.builder();
        if (httpPort >= 0) {
            endpoints.add(Endpoint.http(host, httpPort));
        }
        if (httpsPort >= 0) {
            endpoints.add(Endpoint.https(host, httpsPort, certificate(directory)));
        }
        return endpoints.build();
    }

    private KeyCertOptions certificate(Path directory) {
        return tlsCertificate.isPresent()
                ? new PemKeyCertOptions()
                        .setCertPath(tlsCertificate.get().toString())
                        .setKeyPath(tlsKey.orElseThrow().toString())
                : SelfSignedCertificate.in(directory, host);
    }

    private static final class PublicUrlConverter implements ITypeConverter<PublicUrl> {

        @Override
        public PublicUrl convert(String value) {
            try {
                return PublicUrl.parse(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
