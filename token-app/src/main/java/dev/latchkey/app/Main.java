package dev.latchkey.app;

import com.google.common.base.Throwables;
import dev.latchkey.app.administration.AdministrationException;
import dev.latchkey.token.StorageException;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line. */
@Command(
        name = "latchkey",
        description = "Personal access tokens for a platform's API.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        subcommands = {
            ServeCommand.class,
            AccountCommand.class,
            TokenCommand.class,
            ServiceCommand.class,
            NodeCommand.class,
            VersionCommand.class
        })
public final class Main implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    public static void main(String[] arguments) {
        watch();
        int exitCode = commandLine(System.getenv()).execute(arguments);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    /** Has everything that goes wrong from now on logged, and what is fatal end the process. */
    static void watch() {
        System.setProperty(KeptLogManager.PROPERTY, KeptLogManager.class.getName()); // before anything logs
        Logging.configure(Logging.Level.INFO);
        FatalErrors.watch();
    }

    static CommandLine commandLine(Map<String, String> environment) {
        return EnvironmentDefaults.on(new CommandLine(new Main()), environment)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Main::tell);
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do: serve, account, token, service, node or version.");
    }

    /** What a broken database says of itself; no statement with its values is in that. */
    private static String cause(Exception e) {
        return e instanceof StorageException && e.getCause() != null
                ? ": " + Throwables.getRootCause(e).getMessage()
                : "";
    }

    /** One line for what a person can mend, everything for what only a programmer can. */
    private static int tell(Exception e, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (e instanceof UserErrorException || e instanceof AdministrationException || e instanceof StorageException) {
            command.getErr().println("latchkey: " + e.getMessage() + cause(e));
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw e;
    }
}
