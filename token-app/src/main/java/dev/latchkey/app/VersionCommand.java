package dev.latchkey.app;

import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "version", description = "Prints which Latchkey this is, and the Java it runs on.")
final class VersionCommand implements Runnable, IVersionProvider {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().getOut().println(String.join(System.lineSeparator(), getVersion()));
    }

    @Override
    public String[] getVersion() {
        return new String[] {"Latchkey " + version() + " on Java " + Runtime.version()};
    }

    /** Which Latchkey this is; {@code development} if it is not run from its jar. */
    static String version() {
        return Objects.requireNonNullElse(Main.class.getPackage().getImplementationVersion(), "development");
    }
}
