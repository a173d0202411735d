package dev.latchkey.app;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.PasswordPolicy;
import dev.latchkey.token.Password;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;

/** How a command gets a new password, so that it stands neither in a process list nor in a shell's history. */
final class PasswordInput {

    @Option(
            names = "--password-stdin",
            description = "Read the password from the first line of the standard input; without it, it is asked for.")
    private boolean standardInput;

    private static final PasswordPolicy POLICY = policy(AccountCommand.PRODUCT);

    /** The policy of a platform that people know by this name, or by the product's. */
    static PasswordPolicy policy(String platform) {
        return PasswordPolicy.of(ImmutableSet.of(AccountCommand.PRODUCT, platform));
    }

    /** @param login of the account that the password is for */
    Password read(EmailAddress login) {
        return UserErrorException.unlessDone(POLICY.parse(standardInput ? firstLine() : typed(), login));
    }

    @SuppressWarnings("SystemConsoleNull") // it is null without a terminal up to Java 21; later it just reads
    private static String typed() {
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("Password: ");
        if (typed == null) {
            throw new UserErrorException("there is no terminal to ask at: pipe the password in with --password-stdin");
        }
        return new String(typed);
    }

    private static String firstLine() {
        try {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            if (line == null) {
                throw new UserErrorException("the standard input is empty: there is no password in it");
            }
            return line;
        } catch (IOException e) {
            throw new UserErrorException("the password could not be read", e);
        }
    }
}
