package dev.latchkey.app;

import com.google.common.collect.ImmutableList;
import dev.latchkey.app.platform.PlatformDescription;
import dev.latchkey.http.SecurityText;
import dev.latchkey.http.Site.Audience;
import dev.latchkey.http.server.Endpoint;
import dev.latchkey.http.server.HttpEngine;
import dev.latchkey.http.server.ServerOptions;
import dev.latchkey.http.uploads.UploadSettings;
import dev.latchkey.persistence.Database;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description =
                "Runs the server until it gets a SIGTERM. Each option is an environment variable too: LATCHKEY_HOST"
                        + " for --host, and so on.")
final class ServeCommand implements Runnable {

    @Mixin
    private final ListenArguments listen = new ListenArguments();

    @Mixin
    private final DemoArguments demo = new DemoArguments();

    @Mixin
    private final PlatformArguments files = new PlatformArguments();

    @Mixin
    private final EdgeArguments edge = new EdgeArguments();

    @Mixin
    private final GatewayArguments gateways = new GatewayArguments();

    @Mixin
    private final AccountLimits limits = new AccountLimits();

    @Mixin
    private final CacheArguments cache = new CacheArguments();

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            defaultValue = "INFO",
            description = "ERROR, WARN, INFO, DEBUG or TRACE (default: INFO).")
    private Logging.Level logLevel = Logging.Level.INFO;

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            defaultValue = "TEXT",
            description =
                    "text for people, or json for programs: an object a line, with the names of the Elastic Common"
                            + " Schema (default: text).")
    private Logging.Format logFormat = Logging.Format.TEXT;

    @Option(
            names = "--security-contact",
            paramLabel = "CONTACT",
            description =
                    "Whom to tell of a hole in the server: an e-mail address, or a URI that starts with mailto: or"
                            + " https:. Told at /.well-known/security.txt (default: nobody, and 404 there).")
    private Optional<String> securityContact = Optional.empty();

    @Mixin
    private final UploadArguments uploads = new UploadArguments();

    @Mixin
    private final DatabaseArguments database = new DatabaseArguments();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        Logging.configure(logLevel, logFormat);
        checkValues();
        Optional<PlatformDescription> description = files.readBeside(demo.isOn());
        PlatformReload reload = new PlatformReload(files::read, description);
        PlatformStart platform = description.map(PlatformStart::of).orElseGet(demo::platform);
        Redaction.alsoOf(platform.format().prefix());

        if (reload.isPossible()) {
            HangUp.runs(reload::reloadLogged);
        }

        ServerLife life = new ServerLife();
        life.run(() -> start(life, platform, reload), server -> {
            PrintWriter out = spec.commandLine().getOut();
            out.println("Latchkey is ready: " + addresses(server)
                    + listen.publicUrl().map(url -> " as " + url).orElse(""));
            out.flush();
        });
    }

    /** All that can be said of the options by themselves, before anything is opened or made. */
    private void checkValues() {
        limits.check();
        cache.check();
        listen.check();
        edge.check();
        gateways.check();
        uploads.check();
        database.check();
        Optional<SecurityText> unused = securityText();
    }

    /** Whom to tell of a hole in the server, from now on for half a year. */
    private Optional<SecurityText> securityText() {
        return securityContact.map(contact -> Values.valid(
                "--security-contact", () -> SecurityText.of(contact, listen.publicUrl(), InstantSource.system())));
    }

    /** What HTTP needs takes a while, and a certificate at the first start too: the database is opened meanwhile. */
    private Server start(ServerLife life, PlatformStart platform, PlatformReload reload) {
        makeDataDirectory();
        CompletableFuture<ImmutableList<Endpoint>> endpoints = CompletableFuture.supplyAsync(this::endpoints);
        CompletableFuture<HttpEngine> engine = CompletableFuture.supplyAsync(edge::engine);
        try {
            return start(life, platform, reload, endpoints, engine);
        } catch (RuntimeException e) {
            CompletableFuture<Void> unused = engine.thenAccept(HttpEngine::close);
            throw e;
        }
    }

    private Server start(
            ServerLife life,
            PlatformStart platform,
            PlatformReload reload,
            CompletableFuture<ImmutableList<Endpoint>> endpoints,
            CompletableFuture<HttpEngine> engine) {
        Database opened = database.open(platform, demo.defaultDirectory());
        try {
            life.goOn();
            Supplier<HttpEngine> last = () -> {
                life.goOn();
                return engine.join();
            };
            ServerOptions options = options(endpoints.join());
            return Server.start(
                    opened,
                    last,
                    options,
                    platform,
                    dataDirectory(),
                    demo.closedLogin(options),
                    limits,
                    cache,
                    gateways,
                    reload,
                    securityText());
        } catch (UncheckedIOException e) {
            opened.close();
            throw new UserErrorException(Objects.requireNonNullElse(e.getMessage(), "cannot listen"), e);
        } catch (RuntimeException e) {
            opened.close();
            throw e.getCause() instanceof UserErrorException told ? told : e;
        }
    }

    private ServerOptions options(List<Endpoint> endpoints) {
        ServerOptions plain = edge.applyTo(ServerOptions.at(endpoints, uploads()));
        ServerOptions options = logFormat == Logging.Format.JSON ? plain.loggingTraces() : plain;
        return listen.publicUrl().map(options::publicUrl).orElse(options);
    }

    private ImmutableList<Endpoint> endpoints() {
        return ImmutableList.<Endpoint>builder()
                .addAll(listen.endpoints(dataDirectory()))
                .addAll(gateways.endpoints())
                .build();
    }

    private Path dataDirectory() {
        return database.dataDirectory(demo.defaultDirectory());
    }

    /** Where there is none, for its owner alone; one that exists is somebody's, and left as it is. */
    private void makeDataDirectory() {
        Path directory = dataDirectory();
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
        Path directory = dataDirectory().resolve("incoming");
        try {
            Files.createDirectories(directory);
            UploadSettings settings = uploads.in(directory);
            settings.removeLeftovers();
            return settings;
        } catch (IOException e) {
            throw new UserErrorException("the directory " + directory + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static String addresses(Server server) {
        List<Endpoint> bound = server.endpoints();
        return bound.stream()
                .map(endpoint -> whose(endpoint.audience()) + endpoint)
                .collect(Collectors.joining(" "));
    }

    private static String whose(Audience audience) {
        return switch (audience) {
            case EVERYBODY -> "";
            case SERVICES -> "for gateways: ";
            case OPERATORS -> "for operators: ";
        };
    }
}
