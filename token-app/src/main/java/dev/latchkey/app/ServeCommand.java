package dev.latchkey.app;

import com.google.common.collect.ImmutableList;
import dev.latchkey.http.Endpoint;
import dev.latchkey.http.PublicUrl;
import dev.latchkey.http.ServerOptions;
import dev.latchkey.http.UploadSettings;
import dev.latchkey.persistence.Database;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description =
                "Runs the server until it gets a SIGTERM. Each option is an environment variable too: LATCHKEY_HOST"
                        + " for --host, and so on.")
final class ServeCommand implements Runnable {

    private static final long MAX_UPLOAD = 512L << 20;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "${env:LATCHKEY_HOST:-127.0.0.1}",
            description = "Where to listen (default: 127.0.0.1).")
    private String host = "";

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "${env:LATCHKEY_HTTP_PORT:-8080}",
            description = "At which port; 0 picks a free one, -1 turns it off (default: 8080).")
    private int httpPort;

    @Option(
            names = "--https-port",
            paramLabel = "PORT",
            defaultValue = "${env:LATCHKEY_HTTPS_PORT:-8443}",
            description = "At which port for TLS; 0 picks a free one, -1 turns it off (default: 8443).")
    private int httpsPort;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            defaultValue = "${env:LATCHKEY_TLS_CERT}",
            description =
                    "The certificate chain, in PEM (default: one that the server makes and signs itself, kept in the"
                            + " data directory).")
    private Optional<Path> tlsCertificate = Optional.empty();

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            defaultValue = "${env:LATCHKEY_TLS_KEY}",
            description = "Its key, in PEM.")
    private Optional<Path> tlsKey = Optional.empty();

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            defaultValue = "${env:LATCHKEY_PUBLIC_URL}",
            converter = PublicUrlConverter.class,
            description =
                    "The address by which people reach the server, where that is another: https://tokens.example.com, say,"
                            + " of a proxy that ends TLS.")
    private Optional<PublicUrl> publicUrl = Optional.empty();

    @Option(
            names = "--demo",
            defaultValue = "${env:LATCHKEY_DEMO:-false}",
            description = "Makes the account " + Server.DEMO_LOGIN + " with the password " + Server.DEMO_PASSWORD
                    + ", and environments of it.")
    private boolean demo;

    @Mixin
    private final EdgeArguments edge = new EdgeArguments();

    @Mixin
    private final AccountLimits limits = new AccountLimits();

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            defaultValue = "${env:LATCHKEY_LOG_LEVEL:-INFO}",
            description = "ERROR, WARN, INFO, DEBUG or TRACE (default: INFO).")
    private Logging.Level logLevel = Logging.Level.INFO;

    @Mixin
    private final DatabaseArguments database = new DatabaseArguments();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        Logging.configure(logLevel);
        limits.check();
        Server server = start();
        CountDownLatch closed = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server, closed), "latchkey-shutdown"));
        PrintWriter out = spec.commandLine().getOut();
        out.println("Latchkey is ready: " + addresses(server)
                + publicUrl.map(url -> " as " + url).orElse(""));
        out.flush();
        await(closed);
    }

    /** Making a certificate takes a while, at the first start: the database is opened meanwhile. */
    private Server start() {
        makeDataDirectory();
        CompletableFuture<ImmutableList<Endpoint>> endpoints = CompletableFuture.supplyAsync(this::endpoints);
        Database opened = database.open();
        try {
            return Server.start(opened, options(endpoints.join()), demo, limits);
        } catch (UncheckedIOException e) {
            opened.close();
            throw new UserErrorException(Objects.requireNonNullElse(e.getMessage(), "cannot listen"), e);
        } catch (RuntimeException e) {
            opened.close();
            throw e.getCause() instanceof UserErrorException told ? told : e;
        }
    }

    private ServerOptions options(List<Endpoint> endpoints) {
        ServerOptions options = edge.applyTo(ServerOptions.at(endpoints, uploads()));
        return publicUrl.map(options::publicUrl).orElse(options);
    }

    /** Where there is none, for its owner alone; one that exists is somebody's, and left as it is. */
    private void makeDataDirectory() {
        Path directory = database.dataDirectory();
        try {
            if (Files.notExists(directory)) {
                Files.createDirectories(directory.toAbsolutePath());
                if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
                    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
                }
            }
        } catch (IOException e) {
            throw new UserErrorException("the directory " + directory + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** A directory for uploads that come in, without what a crash may have left there. */
    private UploadSettings uploads() {
        Path directory = database.dataDirectory().resolve("incoming");
        try {
            Files.createDirectories(directory);
            try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, "FUp_*.tmp")) {
                for (Path file : left) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UserErrorException("the directory " + directory + " cannot be used: " + e.getMessage(), e);
        }
        return new UploadSettings(directory, MAX_UPLOAD);
    }

    private ImmutableList<Endpoint> endpoints() {
        ImmutableList.Builder<Endpoint> endpoints = ImmutableList.builder();
        if (httpPort >= 0) {
            endpoints.add(Endpoint.http(host, httpPort));
        }
        if (httpsPort >= 0) {
            endpoints.add(Endpoint.https(host, httpsPort, certificate()));
        }
        ImmutableList<Endpoint> all = endpoints.build();
        if (all.isEmpty()) {
            throw new UserErrorException("--http-port and --https-port are both turned off: nobody could call");
        }
        return all;
    }

    private KeyCertOptions certificate() {
        if (tlsCertificate.isPresent() != tlsKey.isPresent()) {
            throw new UserErrorException("--tls-cert and --tls-key go together: give both or none");
        }
        return tlsCertificate.isPresent()
                ? new PemKeyCertOptions()
                        .setCertPath(tlsCertificate.get().toString())
                        .setKeyPath(tlsKey.orElseThrow().toString())
                : SelfSignedCertificate.in(database.dataDirectory(), host);
    }

    private static String addresses(Server server) {
        List<Endpoint> bound = server.endpoints();
        return bound.stream().map(Endpoint::toString).collect(Collectors.joining(" "));
    }

    private static void close(Server server, CountDownLatch closed) {
        try {
            server.close();
        } finally {
            closed.countDown();
        }
    }

    private static void await(CountDownLatch closed) {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
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
