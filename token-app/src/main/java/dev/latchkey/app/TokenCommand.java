package dev.latchkey.app;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.account.Account;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.persistence.Database;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Actor;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Client;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.Origin;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenId;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "token", mixinStandardHelpOptions = true, description = "Looks after tokens. Their values are nowhere.")
final class TokenCommand implements Runnable {

    private static final String COMMAND_LINE = "command line";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: token list, remove or history.");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists an account's tokens, or everybody's.")
    void list(
            @Mixin DataArguments arguments,
            @Option(names = "--account", paramLabel = "EMAIL", description = "Whose.") Optional<String> email) {
        try (Database database = arguments.openExisting()) {
            Table table = new Table("ID", "ACCOUNT", "VALUE", "METHODS", "EXPIRES", "CREATED", "DESCRIPTION");
            for (Account account : accounts(database, email)) {
                database.tokens().ownedBy(account.id()).forEach(token -> table.row(cells(token, account)));
            }
            table.print(out());
        }
    }

    @Command(
            name = "remove",
            mixinStandardHelpOptions = true,
            description = "Removes tokens of an account, all that are given or none.")
    void remove(
            @Mixin DataArguments arguments,
            @Option(names = "--account", paramLabel = "EMAIL", required = true, description = "Whose.") String email,
            @Parameters(paramLabel = "ID", arity = "1..*", description = "The tokens' numbers.")
                    List<Integer> numbers) {
        ImmutableSet<TokenId> ids = numbers.stream().map(TokenId::new).collect(ImmutableSet.toImmutableSet());
        try (Database database = arguments.openExisting()) {
            AccountId account = account(database, email).id();
            ImmutableSet<TokenId> missing = database.tokens()
                    .remove(ids, new Origin(account, Actor.platform(), Instant.now(), new Client(COMMAND_LINE, "")));
            if (!missing.isEmpty()) {
                throw new UserErrorException(
                        email + " has no token " + missing.iterator().next());
            }
            out().println("Removed " + ids.size() + (ids.size() == 1 ? " token." : " tokens."));
        }
    }

    @Command(
            name = "history",
            mixinStandardHelpOptions = true,
            description = "Tells what happened to tokens and accounts and which calls were refused, the latest first.")
    void history(
            @Mixin DataArguments arguments,
            @Option(names = "--account", paramLabel = "EMAIL", description = "Only of this account and its tokens.")
                    Optional<String> email,
            @Option(names = "--token", paramLabel = "ID", description = "Only of this token.") Optional<Integer> token,
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "50",
                            description = "At most so many (default: 50).")
                    int limit) {
        if (limit < 1) {
            throw new UserErrorException("--limit must be positive");
        }
        try (Database database = arguments.openExisting()) {
            Events.Filter filter = Events.Filter.ALL;
            filter = email.map(login -> account(database, login).id())
                    .map(filter::account)
                    .orElse(filter);
            filter = token.map(TokenId::new).map(filter::token).orElse(filter);
            Table table =
                    new Table("WHEN", "WHAT", "BY", "TIMES", "ACCOUNT", "TOKEN", "VALUE", "FROM", "DETAIL", "WITH");
            database.events().latest(filter, limit).forEach(recorded -> table.row(cells(recorded.event())));
            table.print(out());
        }
    }

    private static String[] cells(Token token, Account account) {
        boolean expired = token.expiry().hasPassed(Instant.now());
        return new String[] {
            token.id().toString(),
            account.email().text(),
            "…" + token.hint(),
            methods(token.methods()),
            token.expiry().instant().map(Table::time).orElse("never") + (expired ? " (expired)" : ""),
            Table.time(token.createdAt()),
            token.description().text()
        };
    }

    private static String[] cells(Event event) {
        return new String[] {
            Table.time(event.at()),
            event.kind().name().toLowerCase(Locale.ROOT),
            actor(event.actor()),
            Integer.toString(event.times()),
            event.account().map(AccountId::toString).orElse("-"),
            event.token().map(TokenId::toString).orElse("-"),
            event.fingerprint().map(value -> value(event, value)).orElse("-"),
            event.client().address(),
            event.detail(),
            event.client().userAgent()
        };
    }

    private static String value(Event event, TokenFingerprint fingerprint) {
        return event.hint().isEmpty()
                ? "-"
                : "…" + event.hint() + " " + fingerprint.toString().substring(0, 12);
    }

    private static String actor(Actor actor) {
        if (actor instanceof Actor.Administrator administrator) {
            return "administrator " + administrator.account();
        }
        if (actor instanceof Actor.Owner) {
            return "owner";
        }
        if (actor instanceof Actor.Stranger) {
            return "stranger";
        }
        return actor instanceof Actor.Platform ? "platform" : "token";
    }

    private static String methods(ApiMethodSet set) {
        if (set instanceof ApiMethodSet.OfTemplate template) {
            return template.template();
        }
        return "Custom (" + ((ApiMethodSet.Custom) set).methods().size() + ")";
    }

    private static List<Account> accounts(Database database, Optional<String> email) {
        return email.isPresent()
                ? List.of(account(database, email.get()))
                : database.accountStore().accounts().list();
    }

    private static Account account(Database database, String email) {
        return AccountCommand.find(database, UserErrorException.unlessDone(EmailAddress.parse(email)));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
