package dev.latchkey.app;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The environment as values of options: {@code LATCHKEY_HTTP_PORT} is {@code --http-port} if that is not given. The options of
 * {@code serve} have one, in whichever command they are, and those that say through which server a command works. A blank variable is one that is not set.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {

    private final ImmutableSet<String> options;
    private final ImmutableMap<String, String> environment;

    private EnvironmentDefaults(ImmutableSet<String> options, Map<String, String> environment) {
        this.options = options;
        this.environment = ImmutableMap.copyOf(environment);
    }

    /** Those of {@code serve} and of {@link AdministratorArguments}, apart from {@code --help} and {@code --version}. */
    static EnvironmentDefaults of(CommandSpec serve, Map<String, String> environment) {
        CommandSpec administrator = CommandSpec.forAnnotatedObject(new AdministratorArguments());
        return new EnvironmentDefaults(
                Stream.of(serve, administrator)
                        .flatMap(command -> command.options().stream())
                        .filter(option -> !option.usageHelp() && !option.versionHelp())
                        .map(OptionSpec::longestName)
                        .collect(toImmutableSet()),
                environment);
    }

    /** Has them for all commands under {@code line}. */
    static CommandLine on(CommandLine line, Map<String, String> environment) {
        CommandLine serve = requireNonNull(line.getSubcommands().get("serve"));
        return line.setDefaultValueProvider(of(serve.getCommandSpec(), environment));
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option) || !options.contains(option.longestName())) {
            return null;
        }
        String value = environment.get(variable(option.longestName()));
        return value == null || value.isBlank() ? null : value;
    }

    private static String variable(String option) {
        return "LATCHKEY_" + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
