package dev.latchkey.app;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.app.administration.ServiceToken;
import dev.latchkey.http.introspection.TokenResources;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodCatalog;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.TokenDescription;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "service",
        mixinStandardHelpOptions = true,
        description =
                "Makes tokens for services, which ask about those of their callers: on the data of a stopped server, or"
                        + " with --server through one that runs.")
final class ServiceCommand implements Runnable {

    /** What services can have tokens for. */
    private static final ImmutableList<ApiMethodCatalog.Entry> METHODS = ImmutableList.of(TokenResources.INTROSPECT);

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: service add.");
    }

    @Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description =
                    "Makes a token for a service, and prints its value, which is shown this once. `token list` lists"
                            + " it with others, and `token remove` removes it. On the data of a server with a platform"
                            + " give the server's --platform and --openapi: a token begins with the platform's prefix.")
    void add(
            @Mixin AdministrationArguments arguments,
            @Mixin PlatformArguments files,
            @Parameters(
                            index = "0",
                            paramLabel = "LOGIN",
                            description =
                                    "The administrator whose token it is, and with whom it dies; with --server the"
                                            + " one who signs in.")
                    String login,
            @Parameters(index = "1", paramLabel = "DESCRIPTION", description = "What the service is.")
                    String description,
            @Option(
                            names = "--method",
                            paramLabel = "METHOD",
                            defaultValue = "latchkey.tokens.Introspect",
                            description = "What the service does (default: latchkey.tokens.Introspect).")
                    List<String> methods,
            @Option(
                            names = "--expires",
                            paramLabel = "DATE",
                            defaultValue = "never",
                            description = "The last day of the token, as 31-12-2027, UTC, or never (default: never).")
                    String expires) {
        ServiceToken token = new ServiceToken(
                UserErrorException.unlessDone(EmailAddress.parse(login)),
                UserErrorException.unlessDone(TokenDescription.parse(description)),
                methods.stream().map(ServiceCommand::method).collect(ImmutableSet.toImmutableSet()),
                UserErrorException.unlessDone(
                        Expiry.parse(expires, InstantSource.system().instant())));
        arguments.with(files, administration -> {
            String value = administration.addToken(token);
            out().println("Made a token of " + token.owner() + ". This is its value, shown this once:");
            out().println();
            out().println(value);
        });
    }

    private static ApiMethod method(String name) {
        ApiMethod named = TokenFilterArguments.method(name);
        return METHODS.stream()
                .map(ApiMethodCatalog.Entry::method)
                .filter(named::equals)
                .findFirst()
                .orElseThrow(() -> new UserErrorException("--method: no service does " + named + "; there are: "
                        + METHODS.stream()
                                .map(entry -> entry.method().toString())
                                .collect(Collectors.joining(", "))));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
