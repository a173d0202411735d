package dev.latchkey.app;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.app.administration.Administration;
import dev.latchkey.app.administration.HistoryQuery;
import dev.latchkey.app.administration.TokenSelection;
import dev.latchkey.token.TokenId;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description =
                "Looks after tokens: on the data of a stopped server, or with --server through one that runs. Their"
                        + " values are nowhere.")
final class TokenCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do: token list, suspend, resume, remove or history.");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists an account's tokens, or everybody's.")
    void list(@Mixin AdministrationArguments arguments, @Mixin TokenFilterArguments filter) {
        arguments.with(
                filter::query,
                (administration, query) ->
                        Tables.tokens(administration.tokens(query)).print(out()));
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Removes tokens. Of those that are given by their numbers, all or none.")
    void remove(@Mixin AdministrationArguments arguments, @Mixin TokenSelectionArguments selection) {
        change(arguments, selection, Administration::removeTokens, "Removed");
    }

    @Command(
            name = "suspend",
            mixinStandardHelpOptions = true,
            description = "Suspends tokens: they are dead until they are resumed.")
    void suspend(@Mixin AdministrationArguments arguments, @Mixin TokenSelectionArguments selection) {
        change(arguments, selection, Administration::suspendTokens, "Suspended");
    }

    @Command(
            name = "resume",
            mixinStandardHelpOptions = true,
            description = "Resumes tokens that were suspended, whoever did so.")
    void resume(@Mixin AdministrationArguments arguments, @Mixin TokenSelectionArguments selection) {
        change(arguments, selection, Administration::resumeTokens, "Resumed");
    }

    private void change(
            AdministrationArguments arguments,
            TokenSelectionArguments selection,
            BiFunction<Administration, TokenSelection, ImmutableSet<TokenId>> change,
            String done) {
        arguments.with(selection::selection, (administration, selected) -> {
            int count = change.apply(administration, selected).size();
            out().println(done + " " + count + (count == 1 ? " token." : " tokens."));
        });
    }

    @Command(
            name = "history",
            mixinStandardHelpOptions = true,
            description = "Tells what happened to tokens and accounts and which calls were refused, the latest first.")
    void history(
            @Mixin AdministrationArguments arguments,
            @Option(names = "--account", paramLabel = "LOGIN", description = "Only of this account and its tokens.")
                    Optional<String> login,
            @Option(names = "--token", paramLabel = "ID", description = "Only of this token.") Optional<Integer> token,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "50",
                            description = "At most so many (default: 50).")
                    int limit) {
        Values.requireAtLeast(1, "--limit", limit);
        HistoryQuery query = new HistoryQuery(
                login.map(text -> UserErrorException.unlessDone(EmailAddress.parse(text))),
                token.map(TokenId::new),
                limit);
        arguments.with(
                administration -> Tables.history(administration.history(query)).print(out()));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
