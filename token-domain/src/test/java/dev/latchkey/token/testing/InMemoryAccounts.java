package dev.latchkey.token.testing;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Ints;
import dev.latchkey.account.Account;
import dev.latchkey.account.AccountFilter;
import dev.latchkey.account.AccountSummary;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.HashingPlace;
import dev.latchkey.account.Passwords;
import dev.latchkey.account.SecondFactors;
import dev.latchkey.account.SessionId;
import dev.latchkey.account.TotpSecret;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Password;
import dev.latchkey.token.TokenFingerprint;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** {@link Accounts} that are gone with the process, their second factors, and the check of their passwords, for tests. */
public final class InMemoryAccounts implements Accounts, Passwords, SecondFactors {

    private final InMemorySessions sessions;
    private final InMemoryKnownBrowsers browsers;
    private final Map<AccountId, Account> accounts = new LinkedHashMap<>();
    private final Map<AccountId, String> passwords = new HashMap<>();
    private final Map<AccountId, TotpSecret> prepared = new HashMap<>();
    private final Map<AccountId, Factor> factors = new HashMap<>();
    private int lastId;

    private static final class Factor {

        private final TotpSecret secret;
        private long lastStep;
        private final Set<TokenFingerprint> recoveryCodes = new HashSet<>();

        Factor(TotpSecret secret) {
            this.secret = secret;
        }
    }

    /**
     * @param sessions which end when a password or a second factor is changed
     * @param browsers which are forgotten when an account is removed
     */
    InMemoryAccounts(InMemorySessions sessions, InMemoryKnownBrowsers browsers) {
        this.sessions = sessions;
        this.browsers = browsers;
    }

    @Override
    public synchronized Optional<Account> add(EmailAddress email, String name, Password password, Instant at) {
        if (find(email).isPresent()) {
            return Optional.empty();
        }
        Account added =
                new Account(new AccountId(Integer.toString(++lastId)), email, name, at, 0, false, Optional.empty());
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
        return copy(account, account.administrator(), account.disabledAt());
    }

    private Account copy(Account account, boolean administrator, Optional<Instant> disabledAt) {
        return new Account(
                account.id(),
                account.email(),
                account.name(),
                account.createdAt(),
                sessions.credentialVersion(account.id()),
                administrator,
                disabledAt);
    }

    /** All accounts, the oldest first. */
    public synchronized ImmutableList<Account> list() {
        return accounts.values().stream().map(this::upToDate).collect(ImmutableList.toImmutableList());
    }

    @Override
    public synchronized ImmutableList<AccountSummary> search(
            AccountFilter filter, Optional<AccountId> after, int limit) {
        int last = after.map(InMemoryAccounts::number).orElse(0);
        return accounts.values().stream()
                .map(this::upToDate)
                .filter(account -> number(account.id()) > last)
                .filter(filter::matches)
                .limit(limit)
                .map(account -> new AccountSummary(
                        account, secretOf(account.id()).isPresent(), recoveryCodesLeft(account.id())))
                .collect(ImmutableList.toImmutableList());
    }

    /** 0 for an id that no account can have. */
    private static int number(AccountId id) {
        @Nullable Integer number = Ints.tryParse(id.value());
        return number == null ? 0 : Math.max(0, number);
    }

    @Override
    public synchronized ImmutableMap<AccountId, EmailAddress> addresses(ImmutableSet<AccountId> ids) {
        return accounts.values().stream()
                .filter(account -> ids.contains(account.id()))
                .collect(ImmutableMap.toImmutableMap(Account::id, Account::email));
    }

    @Override
    public synchronized boolean setAdministrator(AccountId id, boolean administrator, AccountId by) {
        return mayBeChanged(id, by) && setAdministrator(id, administrator);
    }

    @Override
    public synchronized boolean disable(AccountId id, Instant at, AccountId by) {
        return mayBeChanged(id, by) && disable(id, at);
    }

    @Override
    public synchronized boolean remove(AccountId id, AccountId by) {
        return mayBeChanged(id, by) && remove(id);
    }

    private boolean mayBeChanged(AccountId id, AccountId by) {
        return !id.equals(by) && find(by).filter(Account::mayAdminister).isPresent();
    }

    @Override
    public synchronized boolean changePassword(AccountId id, Password password, Optional<SessionId> kept) {
        boolean changed = passwords.containsKey(id)
                && sessions.credentialsChanged(id, kept)
                && passwords.replace(id, password.reveal()) != null;
        if (changed) {
            browsers.removeAll(id);
        }
        return changed;
    }

    @Override
    public synchronized boolean setAdministrator(AccountId id, boolean administrator) {
        return change(id, account -> copy(account, administrator, account.disabledAt()));
    }

    @Override
    public synchronized boolean disable(AccountId id, Instant at) {
        boolean changed = change(
                id,
                account -> copy(
                        account, account.administrator(), account.disabledAt().or(() -> Optional.of(at))));
        return changed && sessions.credentialsChanged(id, Optional.empty());
    }

    @Override
    public synchronized boolean enable(AccountId id) {
        return change(id, account -> copy(account, account.administrator(), Optional.empty()));
    }

    private boolean change(AccountId id, UnaryOperator<Account> change) {
        return accounts.computeIfPresent(id, (same, account) -> change.apply(account)) != null;
    }

    @Override
    public synchronized boolean remove(AccountId id) {
        boolean wasThere = accounts.remove(id) != null;
        passwords.remove(id);
        prepared.remove(id);
        factors.remove(id);
        browsers.removeAll(id);
        return sessions.credentialsChanged(id, Optional.empty()) && wasThere;
    }

    @Override
    public synchronized boolean prepare(AccountId account, TotpSecret secret) {
        if (!accounts.containsKey(account)) {
            return false;
        }
        prepared.put(account, secret);
        return true;
    }

    @Override
    public synchronized Optional<TotpSecret> prepared(AccountId account) {
        return Optional.ofNullable(prepared.get(account));
    }

    @Override
    public synchronized boolean turnOn(AccountId account, TotpSecret secret, Optional<SessionId> kept) {
        if (!accounts.containsKey(account) || !sessions.credentialsChanged(account, kept)) {
            return false;
        }
        prepared.remove(account);
        factors.put(account, new Factor(secret));
        return true;
    }

    @Override
    public synchronized boolean turnOnPrepared(
            AccountId account,
            TotpSecret secret,
            long step,
            ImmutableSet<TokenFingerprint> recoveryCodes,
            SessionId kept) {
        boolean isPrepared = !factors.containsKey(account)
                && prepared(account)
                        .filter(known -> known.reveal().equals(secret.reveal()))
                        .isPresent();
        return isPrepared
                && turnOn(account, secret, Optional.of(kept))
                && accept(account, step)
                && setRecoveryCodes(account, recoveryCodes, Optional.of(kept));
    }

    @Override
    public synchronized boolean turnOff(AccountId account, Optional<SessionId> kept) {
        return factors.containsKey(account)
                && sessions.credentialsChanged(account, kept)
                && factors.remove(account) != null;
    }

    @Override
    public synchronized Optional<TotpSecret> secretOf(AccountId account) {
        return Optional.ofNullable(factors.get(account)).map(factor -> factor.secret);
    }

    @Override
    public synchronized boolean accept(AccountId account, long step) {
        Factor factor = factors.get(account);
        if (factor == null || factor.lastStep >= step) {
            return false;
        }
        factor.lastStep = step;
        return true;
    }

    @Override
    public synchronized boolean setRecoveryCodes(
            AccountId account, ImmutableSet<TokenFingerprint> codes, Optional<SessionId> with) {
        Factor factor = factors.get(account);
        boolean isThere = with.isEmpty()
                || sessions.ofAccount(account).stream()
                        .anyMatch(session -> session.id().equals(with.get()));
        if (factor == null || !isThere) {
            return false;
        }
        factor.recoveryCodes.clear();
        return factor.recoveryCodes.addAll(codes) || codes.isEmpty();
    }

    @Override
    public synchronized boolean takeRecoveryCode(AccountId account, TokenFingerprint code) {
        Factor factor = factors.get(account);
        return factor != null && factor.recoveryCodes.remove(code);
    }

    @Override
    public synchronized int recoveryCodesLeft(AccountId account) {
        Factor factor = factors.get(account);
        return factor == null ? 0 : factor.recoveryCodes.size();
    }

    @Override
    public <T> Optional<T> at(HashingPlace place, Supplier<T> work) {
        return Optional.of(work.get());
    }

    @Override
    public synchronized boolean matches(AccountId account, Password password) {
        return password.reveal().equals(passwords.get(account));
    }
}
