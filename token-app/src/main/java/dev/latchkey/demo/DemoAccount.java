package dev.latchkey.demo;

import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.http.Platform;
import dev.latchkey.persistence.Database;
import dev.latchkey.token.Password;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** The account that the demo platform begins with. Everybody knows its password. */
public final class DemoAccount {

    public static final String LOGIN = "demo@example.com";
    public static final String PASSWORD = "demo-password";

    private static final Duration TRANSITION_TIME = Duration.ofMillis(500);

    private DemoAccount() {}

    /**
     * Starts the demo platform on a database that has its tables, and makes the account and its environments where they are not
     * there.
     *
     * @param directory where uploads come in and archives are kept, each in a directory of their own
     */
    public static Platform startPlatform(Database database, InstantSource clock, Path directory) {
        DemoPlatform platform = new DemoPlatform(database, clock, TRANSITION_TIME, directory.resolve("archives"));
        EmailAddress login = new EmailAddress(LOGIN);
        Accounts accounts = database.accountStore().accounts();
        Account account = accounts.find(login)
                .or(() -> accounts.add(login, "Demo", Password.parse(PASSWORD).orThrow(), clock.instant()))
                .or(() -> accounts.find(login)) // another server made it meanwhile
                .orElseThrow();
        platform.createDemoEnvironments(account.id());
        return platform.offered();
    }
}
