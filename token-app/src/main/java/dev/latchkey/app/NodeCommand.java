package dev.latchkey.app;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "node",
        mixinStandardHelpOptions = true,
        description =
                "Shows the servers that share a PostgreSQL database: by that, or with --server through one of them.")
final class NodeCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: node list.");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists them, with when each renewed its lease last and which changes it goes by.")
    void list(@Mixin AdministrationArguments arguments) {
        arguments.with(administration -> {
            PrintWriter out = spec.commandLine().getOut();
            Tables.nodes(administration.nodes()).print(out);
        });
    }
}
