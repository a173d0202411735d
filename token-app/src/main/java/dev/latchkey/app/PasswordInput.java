package dev.latchkey.app;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.PasswordPolicy;
import dev.latchkey.token.Password;
import picocli.CommandLine.Option;

/** How a command gets a new password, so that it stands neither in a process list nor in a shell's history. */
final class PasswordInput {

    @Option(
            names = "--password-stdin",
            description = "Read the new password from the standard input: the first line, or that after those of"
                    + " --admin-password-stdin. Without it, it is asked for.")
    private boolean standardInput;

    private static final PasswordPolicy POLICY = policy(AccountCommand.PRODUCT);

    /** The policy of a platform that people know by this name, or by the product's. */
    static PasswordPolicy policy(String platform) {
        return PasswordPolicy.of(ImmutableSet.of(AccountCommand.PRODUCT, platform));
    }

    /** @param login of the account that the password is for */
    Password read(EmailAddress login, SecretInput input) {
        String text = standardInput
                ? input.line("the new password")
                : input.typed("New password of " + login + ": ", "pipe the password in with --password-stdin");
        return UserErrorException.unlessDone(POLICY.parse(text, login));
    }
}
