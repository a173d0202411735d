package dev.latchkey.app;

import dev.latchkey.account.EmailAddress;
import picocli.CommandLine.Parameters;

/** The account that a command is about. */
final class LoginArgument {

    @Parameters(paramLabel = "LOGIN", description = "The account's login, an e-mail address.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String login;

    EmailAddress parse() {
        return UserErrorException.unlessDone(EmailAddress.parse(login));
    }
}
