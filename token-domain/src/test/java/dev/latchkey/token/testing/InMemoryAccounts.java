package dev.latchkey.token.testing;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.Session;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Password;
import dev.latchkey.token.PasswordConfirmation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@link Accounts} that are gone with the process, and the confirmation of their passwords, for tests. */
public final class InMemoryAccounts implements Accounts, PasswordConfirmation {

    private final InMemorySessions sessions;
    private final Map<AccountId, Account> accounts = new LinkedHashMap<>();
    private final Map<AccountId, String> passwords = new LinkedHashMap<>();

    /** @param sessions which end when a password is changed */
    public InMemoryAccounts(InMemorySessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public synchronized Optional<Account> add(EmailAddress email, String name, Password password, Instant at) {
        if (find(email).isPresent()) {
            return Optional.empty();
        }
        Account added = new Account(new AccountId(accounts.size() + 1), email, name, at);
        accounts.put(added.id(), added);
        passwords.put(added.id(), password.reveal());
        return Optional.of(added);
    }

    @Override
    public synchronized Optional<Account> find(AccountId id) {
        return Optional.ofNullable(accounts.get(id));
    }

    @Override
    public synchronized Optional<Account> find(EmailAddress email) {
        return accounts.values().stream()
                .filter(account -> account.email().equals(email))
                .findAny();
    }

    @Override
    public synchronized ImmutableList<Account> list() {
        return ImmutableList.copyOf(accounts.values());
    }

    @Override
    public synchronized boolean changePassword(AccountId id, Password password) {
        boolean changed = passwords.replace(id, password.reveal()) != null;
        sessions.remove(id, sessions.ofAccount(id).stream().map(Session::id).collect(ImmutableSet.toImmutableSet()));
        return changed;
    }

    @Override
    public synchronized Confirmation confirm(AccountId account, Password password) {
        return password.reveal().equals(passwords.get(account)) ? Confirmation.CONFIRMED : Confirmation.WRONG;
    }
}
