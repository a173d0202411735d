package dev.latchkey.app;

import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.TotpSecret;
import dev.latchkey.app.administration.Administration;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.BiConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "account",
        mixinStandardHelpOptions = true,
        description = "Manages accounts: on the data of a stopped server, or with --server through one that runs.")
final class AccountCommand implements Runnable {

    /** What people and their authenticator apps call this platform. */
    static final String PRODUCT = "Latchkey";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to do: account add, list, password, 2fa, admin, disable, enable, unlock or remove.");
    }

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Makes an account.")
    void add(
            @Mixin AdministrationArguments arguments,
            @Mixin PasswordInput passwordInput,
            @Mixin LoginArgument argument,
            @Option(names = "--name", description = "What the person is called (default: the login).")
                    Optional<String> name) {
        EmailAddress login = argument.parse();
        arguments.making(input -> passwordInput.read(login, input), (administration, password) -> {
            String uid = administration.add(login, name.orElse(login.text()), password);
            out().println("Made account " + uid + ", " + login + ".");
        });
    }

    @Command(
            name = "password",
            mixinStandardHelpOptions = true,
            description = "Gives an account another password, and ends its sessions. Its tokens stay.")
    void password(
            @Mixin AdministrationArguments arguments,
            @Mixin PasswordInput passwordInput,
            @Mixin LoginArgument argument) {
        EmailAddress login = argument.parse();
        arguments.with(input -> passwordInput.read(login, input), (administration, password) -> {
            administration.changePassword(login, password);
            out().println("Changed the password of " + login + ".");
        });
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists all accounts, the oldest first.")
    void list(@Mixin AdministrationArguments arguments) {
        arguments.with(
                administration -> Tables.accounts(administration.accounts()).print(out()));
    }

    @Command(
            name = "2fa",
            mixinStandardHelpOptions = true,
            description =
                    "Turns two-factor authentication on, with a new secret that it prints, and ends the account's sessions."
                            + " Its tokens stay, and work without a code. Through a server it can only turn it --off.")
    void twoFactor(
            @Mixin AdministrationArguments arguments,
            @Mixin LoginArgument argument,
            @Option(names = "--off", description = "Turn it off.") boolean off) {
        EmailAddress login = argument.parse();
        arguments.with(administration -> {
            if (off) {
                administration.turnOffSecondFactor(login);
                out().println("Two-factor authentication of " + login + " is off.");
            } else {
                print(administration.turnOnSecondFactor(login), login);
            }
        });
    }

    @Command(
            name = "admin",
            mixinStandardHelpOptions = true,
            description = "Makes an account an administrator's, who may manage the accounts and tokens of all.")
    void admin(
            @Mixin AdministrationArguments arguments,
            @Mixin LoginArgument argument,
            @Option(names = "--off", description = "Make it an administrator's no longer.") boolean off) {
        change(
                arguments,
                argument,
                (administration, login) -> administration.setAdministrator(login, !off),
                off ? "%s is no administrator." : "%s is an administrator.");
    }

    @Command(
            name = "disable",
            mixinStandardHelpOptions = true,
            description = "Disables an account: its sessions end, and its tokens are dead until it is enabled.")
    void disable(@Mixin AdministrationArguments arguments, @Mixin LoginArgument argument) {
        change(arguments, argument, Administration::disable, "Disabled %s: its sessions and tokens are dead.");
    }

    @Command(
            name = "enable",
            mixinStandardHelpOptions = true,
            description = "Enables an account: its tokens are what they were, its sessions do not come back.")
    void enable(@Mixin AdministrationArguments arguments, @Mixin LoginArgument argument) {
        change(arguments, argument, Administration::enable, "Enabled %s: its tokens are what they were.");
    }

    @Command(
            name = "unlock",
            mixinStandardHelpOptions = true,
            description = "Forgives the wrong passwords and codes that were counted of an account.")
    void unlock(@Mixin AdministrationArguments arguments, @Mixin LoginArgument argument) {
        change(arguments, argument, Administration::forgiveGuesses, "Unlocked %s: nobody has to wait to sign in.");
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Removes an account, and its sessions and tokens with it. Its history stays.")
    void remove(@Mixin AdministrationArguments arguments, @Mixin LoginArgument argument) {
        change(arguments, argument, Administration::remove, "Removed %s, and its tokens.");
    }

    /** @param told has the login at %s */
    private void change(
            AdministrationArguments arguments,
            LoginArgument argument,
            BiConsumer<Administration, EmailAddress> change,
            String told) {
        EmailAddress login = argument.parse();
        arguments.with(administration -> {
            change.accept(administration, login);
            out().println(told.replace("%s", login.text()));
        });
    }

    private void print(TotpSecret secret, EmailAddress login) {
        String uri = secret.revealUri(PRODUCT, login);
        out().println("Two-factor authentication of " + login + " is on. Add it to an authenticator app now:");
        out().println("this is shown once, and whoever has it can make the codes.");
        out().println();
        out().println("Secret: " + secret.reveal());
        out().println("URI:    " + uri);
        out().println();
        QrText.of(uri).lines(QrText.standardOutputHasBlocks()).forEach(out()::println);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
