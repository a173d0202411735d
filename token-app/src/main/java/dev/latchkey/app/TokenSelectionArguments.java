package dev.latchkey.app;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.app.administration.TokenSelection;
import dev.latchkey.token.TokenId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that say which tokens to change: tokens of an account, all of it, all that may call a method, or one by its value. */
final class TokenSelectionArguments {

    @Option(names = "--account", paramLabel = "LOGIN", description = "Whose; with the tokens' numbers, or --all.")
    private Optional<String> account = Optional.empty();

    @Option(names = "--all", description = "All tokens of the account.")
    private boolean all;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            description =
                    "All live tokens, whose ever, that may call this method; to resume, all suspended ones. On the demo's data give --demo too,"
                            + " whose templates count then.")
    private Optional<String> method = Optional.empty();

    @Mixin
    private final ValueInput value = new ValueInput();

    @Parameters(paramLabel = "ID", arity = "0..*", description = "The tokens' numbers.")
    private List<Integer> numbers = List.of();

    /** Which to change; a value is read from {@code input}. */
    TokenSelection selection(SecretInput input) {
        requireOne();
        if (value.isGiven()) {
            return new TokenSelection.WithValue(value.read(input).orElseThrow());
        }
        if (method.isPresent()) {
            return new TokenSelection.WithMethod(TokenFilterArguments.method(method.get()));
        }
        EmailAddress owner = UserErrorException.unlessDone(EmailAddress.parse(account.orElseThrow()));
        return all
                ? new TokenSelection.OfAccount(owner)
                : new TokenSelection.ById(
                        owner, numbers.stream().map(TokenId::new).collect(ImmutableSet.toImmutableSet()));
    }

    private void requireOne() {
        long ways = Stream.of(value.isGiven(), method.isPresent(), account.isPresent())
                .filter(given -> given)
                .count();
        boolean named = all != !numbers.isEmpty();
        if (ways != 1 || named != account.isPresent() || (all && !numbers.isEmpty())) {
            throw new UserErrorException("say which tokens in one way: --account with their numbers, --account with"
                    + " --all, --method, or --value-stdin");
        }
    }
}
