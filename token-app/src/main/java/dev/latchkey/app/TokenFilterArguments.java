package dev.latchkey.app;

import dev.latchkey.account.EmailAddress;
import dev.latchkey.app.administration.TokenQuery;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.TokenState;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which tokens to list. */
final class TokenFilterArguments {

    /** What a token can be, in the words of the command line. */
    enum State {
        LIVE(TokenState.LIVE),
        SUSPENDED(TokenState.SUSPENDED),
        EXPIRED(TokenState.EXPIRED),
        DISABLED(TokenState.OWNER_DISABLED);

        private final TokenState state;

        State(TokenState state) {
            this.state = state;
        }
    }

    @Option(names = "--account", paramLabel = "LOGIN", description = "Only those of this account.")
    private Optional<String> account = Optional.empty();

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "Only those that are live, suspended, expired, or disabled with their account.")
    private Optional<State> state = Optional.empty();

    @Option(names = "--template", paramLabel = "NAME", description = "Only those of this template.")
    private Optional<String> template = Optional.empty();

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            description = "Only those that may call this method, as environment.control.StopEnv.")
    private Optional<String> method = Optional.empty();

    @Option(
            names = "--unused-since",
            paramLabel = "DATE",
            description = "Only those not used from this day on, as 2026-01-31, UTC, nor made since.")
    private Optional<String> unusedSince = Optional.empty();

    @Option(
            names = "--expires-before",
            paramLabel = "DATE",
            description = "Only those that expire before this day, as 2026-01-31, UTC.")
    private Optional<String> expiresBefore = Optional.empty();

    @Mixin
    private final ValueInput value = new ValueInput();

    /** Which to list; a value is read from {@code input}. */
    TokenQuery query(SecretInput input) {
        return new TokenQuery(
                account.map(login -> UserErrorException.unlessDone(EmailAddress.parse(login))),
                state.map(wanted -> wanted.state),
                template,
                method.map(TokenFilterArguments::method),
                unusedSince.map(text -> day("--unused-since", text)),
                expiresBefore.map(text -> day("--expires-before", text)),
                value.read(input));
    }

    static ApiMethod method(String name) {
        return ApiMethod.parse(name.strip())
                .orElseThrow(() -> new UserErrorException("--method: give a name as environment.control.StopEnv"));
    }

    private static LocalDate day(String option, String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new UserErrorException(option + ": give a day as 2026-01-31", e);
        }
    }
}
