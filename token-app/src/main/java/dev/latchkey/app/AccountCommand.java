package dev.latchkey.app;

import dev.latchkey.account.Account;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.TotpSecret;
import dev.latchkey.persistence.Database;
import dev.latchkey.token.Password;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "account", mixinStandardHelpOptions = true, description = "Manages accounts.")
final class AccountCommand implements Runnable {

    /** What people and their authenticator apps call this platform. */
    static final String PRODUCT = "Latchkey";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: account add, password, 2fa or list.");
    }

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Makes an account.")
    void add(
            @Mixin DataArguments arguments,
            @Mixin PasswordInput passwordInput,
            @Parameters(paramLabel = "EMAIL", description = "The login.") String email,
            @Option(names = "--name", description = "What the person is called (default: the login).")
                    Optional<String> name) {
        EmailAddress login = UserErrorException.unlessDone(EmailAddress.parse(email));
        Password password = passwordInput.read(login);
        try (Database database = arguments.open()) {
            Account account = database.accountStore()
                    .accounts()
                    .add(login, name.orElse(login.text()), password, Instant.now())
                    .orElseThrow(() -> new UserErrorException("there is an account " + login + " already"));
            out().println("Made account " + account.id() + ", " + login + ".");
        }
    }

    @Command(
            name = "password",
            mixinStandardHelpOptions = true,
            description = "Gives an account another password, and ends its sessions. Its tokens stay.")
    void password(
            @Mixin DataArguments arguments,
            @Mixin PasswordInput passwordInput,
            @Parameters(paramLabel = "EMAIL", description = "The login.") String email) {
        EmailAddress login = UserErrorException.unlessDone(EmailAddress.parse(email));
        Password password = passwordInput.read(login);
        try (Database database = arguments.openExisting()) {
            Account account = find(database, login);
            database.accountStore().accounts().changePassword(account.id(), password, Optional.empty());
            out().println("Changed the password of " + login + ".");
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists all accounts, the oldest first.")
    void list(@Mixin DataArguments arguments) {
        try (Database database = arguments.openExisting()) {
            Table table = new Table("UID", "EMAIL", "NAME", "CREATED");
            for (Account account : database.accountStore().accounts().list()) {
                table.row(
                        account.id().toString(),
                        account.email().text(),
                        account.name(),
                        Table.time(account.createdAt()));
            }
            table.print(out());
        }
    }

    @Command(
            name = "2fa",
            mixinStandardHelpOptions = true,
            description =
                    "Turns two-factor authentication on, with a new secret that it prints, and ends the account's sessions."
                            + " Its tokens stay, and work without a code.")
    void twoFactor(
            @Mixin DataArguments arguments,
            @Parameters(paramLabel = "EMAIL", description = "The login.") String email,
            @Option(names = "--off", description = "Turn it off.") boolean off) {
        EmailAddress login = UserErrorException.unlessDone(EmailAddress.parse(email));
        try (Database database = arguments.openExisting()) {
            Account account = find(database, login);
            if (off) {
                boolean wasOn = database.accountStore().secondFactors().turnOff(account.id(), Optional.empty());
                out().println("Two-factor authentication of " + login + (wasOn ? " is off." : " was off already."));
            } else {
                TotpSecret secret = TotpSecret.generate(new SecureRandom());
                database.accountStore().secondFactors().turnOn(account.id(), secret, Optional.empty());
                print(secret, login);
            }
        }
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

    static Account find(Database database, EmailAddress login) {
        return database.accountStore()
                .accounts()
                .find(login)
                .orElseThrow(() -> new UserErrorException("there is no account " + login));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
