package dev.latchkey.app;

import com.google.common.collect.ImmutableList;
import dev.latchkey.account.Account;
import dev.latchkey.account.AccountStore;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.persistence.Database;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.TokenStore;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All ways in: passwords, sessions, tokens, and the methods that sign people in. A {@link ClosedAccount} is let through none of them. */
record Doors(Database database, Optional<ClosedLogin> closedLogin, Optional<ClosedAccount> closed) {

    private static final Logger LOGGER = LoggerFactory.getLogger(Doors.class);

    static Doors of(Database database, Optional<ClosedLogin> login) {
        return new Doors(
                database,
                login,
                login.map(given ->
                        new ClosedAccount(given, database.accountStore().accounts())));
    }

    AccountStore accounts() {
        AccountStore store = database.accountStore();
        return closed.<AccountStore>map(account -> new ClosedAccountStore(account, store))
                .orElse(store);
    }

    TokenStore tokens() {
        return closed.map(account -> ClosedTokens.in(database, account)).orElse(database);
    }

    /** Whether an account may give tokens what administrators alone can give. */
    boolean isAdministrator(AccountId account) {
        return accounts()
                .accounts()
                .find(account)
                .filter(Account::administrator)
                .isPresent();
    }

    ImmutableList<PlatformMethod> methods(List<PlatformMethod> methods) {
        return closed.map(account -> account.methods(methods)).orElseGet(() -> ImmutableList.copyOf(methods));
    }

    /** Tells the operator of an account that is there and closed. */
    void warn() {
        if (closed.filter(ClosedAccount::exists).isPresent()) {
            LOGGER.warn("{}", closedLogin.orElseThrow());
        }
    }
}
