package dev.latchkey.app.administration;

import dev.latchkey.account.Account;
import dev.latchkey.persistence.Database;
import dev.latchkey.token.AccountId;
import java.util.HashMap;
import java.util.Map;

/** The logins of accounts, each looked up once. */
final class LocalLogins {

    private final Database database;
    private final Map<AccountId, String> known = new HashMap<>();

    LocalLogins(Database database) {
        this.database = database;
    }

    /** Returns the account's login, or its uid if there is no such account. */
    String of(AccountId id) {
        return known.computeIfAbsent(
                id,
                account -> database.accountStore()
                        .accounts()
                        .find(account)
                        .map(Account::email)
                        .map(Object::toString)
                        .orElse(account.toString()));
    }
}
