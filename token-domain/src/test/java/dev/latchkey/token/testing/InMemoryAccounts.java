package dev.latchkey.token.testing;

import com.google.common.collect.ImmutableList;
import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.SecondFactors;
import dev.latchkey.account.Session;
import dev.latchkey.account.TotpSecret;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Password;
import dev.latchkey.token.PasswordConfirmation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@link Accounts} that are gone with the process, their second factors, and the confirmation of their passwords, for tests. */
public final class InMemoryAccounts implements Accounts, PasswordConfirmation, SecondFactors {

    private final InMemorySessions sessions;
    private final Map<AccountId, Account> accounts = new LinkedHashMap<>();
    private final Map<AccountId, String> passwords = new LinkedHashMap<>();

    private final Map<AccountId, Factor> factors = new LinkedHashMap<>();

    private record Factor(TotpSecret secret, long lastStep, int attempts, Instant lastAttempt) {}

    /** @param sessions which end when a password is changed or a second factor turned on */
    public InMemoryAccounts(InMemorySessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public synchronized Optional<Account> add(EmailAddress email, String name, Password password, Instant at) {
        if (find(email).isPresent()) {
            return Optional.empty();
        }
        Account added = new Account(new AccountId(Integer.toString(accounts.size() + 1)), email, name, at, 0);
        accounts.put(added.id(), added);
        passwords.put(added.id(), password.reveal());
        return Optional.of(added);
    }

    @Override
    public synchronized Optional<Account> find(AccountId id) {
        return Optional.ofNullable(accounts.get(id)).map(this::upToDate);
    }

    @Override
    public synchronized Optional<Account> find(EmailAddress email) {
        return accounts.values().stream()
                .filter(account -> account.email().equals(email))
                .map(this::upToDate)
                .findAny();
    }

    private Account upToDate(Account account) {
        return new Account(
                account.id(),
                account.email(),
                account.name(),
                account.createdAt(),
                sessions.credentialVersion(account.id()));
    }

    @Override
    public synchronized ImmutableList<Account> list() {
        return accounts.values().stream().map(this::upToDate).collect(ImmutableList.toImmutableList());
    }

    @Override
    public synchronized boolean changePassword(AccountId id, Password password) {
        boolean changed = passwords.replace(id, password.reveal()) != null;
        if (changed) {
            sessions.credentialsChanged(id, session -> true);
        }
        return changed;
    }

    @Override
    public synchronized boolean turnOn(AccountId account, TotpSecret secret) {
        if (!accounts.containsKey(account)) {
            return false;
        }
        factors.put(account, new Factor(secret, 0, 0, Instant.MIN));
        sessions.credentialsChanged(account, session -> true);
        return true;
    }

    @Override
    public synchronized boolean turnOff(AccountId account) {
        boolean wasOn = factors.remove(account) != null;
        if (wasOn) {
            sessions.credentialsChanged(account, Session::isRestricted);
        }
        return wasOn;
    }

    @Override
    public synchronized Optional<TotpSecret> secretOf(AccountId account) {
        return Optional.ofNullable(factors.get(account)).map(Factor::secret);
    }

    @Override
    public synchronized boolean countAttempt(AccountId account, int limit, Instant deadline, Instant at) {
        Factor factor = factors.get(account);
        if (factor == null
                || (factor.attempts() >= limit && factor.lastAttempt().isAfter(deadline))) {
            return false;
        }
        factors.put(account, new Factor(factor.secret(), factor.lastStep(), factor.attempts() + 1, at));
        return true;
    }

    @Override
    public synchronized boolean accept(AccountId account, long step) {
        Factor factor = factors.get(account);
        if (factor == null || factor.lastStep() >= step) {
            return false;
        }
        factors.put(account, new Factor(factor.secret(), step, 0, factor.lastAttempt()));
        return true;
    }

    @Override
    public synchronized PasswordConfirmation.Result confirm(AccountId account, Password password) {
        return password.reveal().equals(passwords.get(account))
                ? PasswordConfirmation.Result.CONFIRMED
                : PasswordConfirmation.Result.WRONG;
    }
}
