package dev.latchkey.app;

import dev.latchkey.account.Account;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.persistence.Database;
import dev.latchkey.token.Password;
import java.io.PrintWriter;
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

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: account add, password or list.");
    }

    @Command(name = "add", mixinStandardHelpOptions = true, description = "Makes an account.")
    void add(
            @Mixin DatabaseArguments arguments,
            @Mixin PasswordInput passwordInput,
            @Parameters(paramLabel = "EMAIL", description = "The login.") String email,
            @Option(names = "--name", description = "What the person is called (default: the login).")
                    Optional<String> name) {
        EmailAddress login = UserErrorException.unlessDone(EmailAddress.parse(email));
        Password password = passwordInput.read();
        try (Database database = arguments.open()) {
            Account account = database.accounts()
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
            @Mixin DatabaseArguments arguments,
            @Mixin PasswordInput passwordInput,
            @Parameters(paramLabel = "EMAIL", description = "The login.") String email) {
        EmailAddress login = UserErrorException.unlessDone(EmailAddress.parse(email));
        Password password = passwordInput.read();
        try (Database database = arguments.open()) {
            Account account = find(database, login);
            database.accounts().changePassword(account.id(), password);
            out().println("Changed the password of " + login + ".");
        }
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists all accounts, the oldest first.")
    void list(@Mixin DatabaseArguments arguments) {
        try (Database database = arguments.open()) {
            Table table = new Table("UID", "EMAIL", "NAME", "CREATED");
            for (Account account : database.accounts().list()) {
                table.row(
                        account.id().toString(),
                        account.email().text(),
                        account.name(),
                        Table.time(account.createdAt()));
            }
            table.print(out());
        }
    }

    static Account find(Database database, EmailAddress login) {
        return database.accounts()
                .find(login)
                .orElseThrow(() -> new UserErrorException("there is no account " + login));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
