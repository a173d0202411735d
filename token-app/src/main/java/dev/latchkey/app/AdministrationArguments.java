package dev.latchkey.app;

import dev.latchkey.app.administration.Administration;
import dev.latchkey.app.administration.LocalAdministration;
import dev.latchkey.persistence.Database;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * The options that say where a command works: on the data of a stopped server, or through one that runs. What is given on the command line
 * outweighs environment variables, and the server outweighs the data.
 */
final class AdministrationArguments {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Mixin
    private final DataArguments data = new DataArguments();

    @Mixin
    private final AdministratorArguments administrator = new AdministratorArguments();

    /** Does {@code work} where the options say. */
    void with(Consumer<Administration> work) {
        with(new PlatformArguments(), work);
    }

    /** The same, on data of the platform that these files describe; a server knows its own. */
    void with(PlatformArguments files, Consumer<Administration> work) {
        with(files, input -> "", (administration, unused) -> work.accept(administration), DataArguments::openExisting);
    }

    /**
     * The same with a secret, which is read after those of the administrator, and before data are opened.
     *
     * @param secret reads it
     */
    <T> void with(Function<SecretInput, T> secret, BiConsumer<Administration, T> work) {
        with(new PlatformArguments(), secret, work, DataArguments::openExisting);
    }

    /** The same, on data that are made if they are not there. */
    <T> void making(Function<SecretInput, T> secret, BiConsumer<Administration, T> work) {
        with(new PlatformArguments(), secret, work, DataArguments::open);
    }

    private <T> void with(
            PlatformArguments files,
            Function<SecretInput, T> secret,
            BiConsumer<Administration, T> work,
            Function<DataArguments, Database> opening) {
        SecretInput input = new SecretInput(System.in);
        if (isThroughServer()) {
            try (Administration remote = administrator.open(input)) {
                work.accept(remote, secret.apply(input));
            }
        } else {
            PlatformStart platform = data.platform(files);
            T read = secret.apply(input);
            Database database = opening.apply(data);
            try (Administration local = new LocalAdministration(
                    database, data.templates(), platform.format(), platform.tokensPerAccount(), database.clock())) {
                work.accept(local, read);
            }
        }
    }

    private boolean isThroughServer() {
        Optional<String> onData = given("--data", "--database-url", "--demo", "--platform", "--openapi");
        if (onData.isPresent() && isGiven("--server")) {
            throw new UserErrorException("--server is for a server that runs, " + onData.get()
                    + " for the data of one that is stopped: give one of them");
        }
        boolean through = administrator.isServer() && onData.isEmpty();
        if (!through
                && isGiven(
                        "--as",
                        "--session-file",
                        "--server-certificate",
                        "--admin-password-file",
                        "--admin-password-stdin")) {
            throw new UserErrorException("say through which server with --server");
        }
        return through;
    }

    /** Whether the command line itself has one of these. */
    private boolean isGiven(String... options) {
        return given(options).isPresent();
    }

    /** The first of these that the command line itself has. */
    private Optional<String> given(String... options) {
        ParseResult parsed = command.commandLine().getParseResult();
        return Stream.of(options).filter(parsed::hasMatchedOption).findFirst();
    }
}
