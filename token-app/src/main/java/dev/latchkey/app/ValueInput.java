package dev.latchkey.app;

import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.TokenValue;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a command gets the value of a token, which must not stand in a process list. */
final class ValueInput {

    @Option(
            names = "--value-stdin",
            description = "The token whose value is in the standard input: in its first line, or in that after those of"
                    + " --admin-password-stdin.")
    private boolean standardInput;

    boolean isGiven() {
        return standardInput;
    }

    /** The value, if it is to be read. */
    Optional<TokenValue> read(SecretInput input) {
        return standardInput
                ? Optional.of(
                        TokenFormat.parseAny(input.line("the token's value").strip())
                                .orElseThrow(() -> new UserErrorException(
                                        "what the standard input has is not the value of a token")))
                : Optional.empty();
    }
}
