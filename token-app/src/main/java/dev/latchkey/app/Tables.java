package dev.latchkey.app;

import dev.latchkey.app.administration.AccountEntry;
import dev.latchkey.app.administration.HistoryEntry;
import dev.latchkey.app.administration.TokenEntry;
import dev.latchkey.persistence.Node;
import dev.latchkey.persistence.NodeList;
import java.util.List;
import java.util.Locale;

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

    static Table nodes(NodeList list) {
        Table table = new Table("NAME", "VERSION", "JOINED", "BEATS", "LAST BEAT", "REVISION");
        for (Node node : list.nodes()) {
            boolean late = node.sinceBeat().compareTo(list.lease()) > 0;
            table.row(
                    node.name(),
                    orDash(node.version()),
                    Table.time(node.joinedAt()),
                    Long.toString(node.beat()),
                    String.format(Locale.ROOT, "%.1f s ago", node.sinceBeat().toMillis() / 1_000.0)
                            + (late ? ": out of reach" : ""),
                    node.confirmed() + " of " + list.revision());
        }
        return table;
    }

    private static String orDash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
