package dev.latchkey.app;

import dev.latchkey.app.administration.AccountEntry;
import dev.latchkey.app.administration.HistoryEntry;
import dev.latchkey.app.administration.TokenEntry;
import java.util.List;

/** What commands list, as tables. */
final class Tables {

    private Tables() {}

    static Table accounts(List<AccountEntry> accounts) {
        Table table = new Table("UID", "EMAIL", "NAME", "CREATED", "ADMINISTRATOR", "TWO-FACTOR", "DISABLED");
        for (AccountEntry account : accounts) {
            table.row(
                    account.uid(),
                    account.email(),
                    account.name(),
                    Table.time(account.createdAt()),
                    account.administrator() ? "yes" : "-",
                    account.secondFactor() ? "yes" : "-",
                    account.disabledAt().map(Table::time).orElse("-"));
        }
        return table;
    }

    static Table tokens(List<TokenEntry> tokens) {
        Table table = new Table(
                "ID", "ACCOUNT", "VALUE", "METHODS", "STATE", "EXPIRES", "LAST USED", "CREATED", "DESCRIPTION");
        for (TokenEntry token : tokens) {
            table.row(
                    token.id().toString(),
                    token.owner(),
                    "…" + token.hint(),
                    token.methods(),
                    token.state(),
                    token.expiresAt().map(Table::time).orElse("never"),
                    token.lastUsedAt().map(Table::time).orElse("never"),
                    Table.time(token.createdAt()),
                    token.description());
        }
        return table;
    }

    static Table history(List<HistoryEntry> events) {
        Table table = new Table("WHEN", "WHAT", "BY", "TIMES", "ACCOUNT", "TOKEN", "VALUE", "FROM", "DETAIL", "WITH");
        for (HistoryEntry event : events) {
            table.row(
                    Table.time(event.at()),
                    event.kind(),
                    event.actor(),
                    Integer.toString(event.times()),
                    orDash(event.account()),
                    orDash(event.token()),
                    orDash(event.value()),
                    event.address(),
                    event.detail(),
                    event.userAgent());
        }
        return table;
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
