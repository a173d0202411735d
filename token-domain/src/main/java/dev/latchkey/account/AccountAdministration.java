package dev.latchkey.account;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Actor;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.Origin;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.Password;
import dev.latchkey.token.RefusalReason;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenStore;
import dev.latchkey.token.Tokens;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * What administrators do with accounts. Every change is refused with {@link RefusalReason#NOT_ADMINISTRATOR} unless it is asked for by an
 * account that is an administrator's, and not disabled, in the store at that time; with {@link RefusalReason#NO_SUCH_ACCOUNT} if there is
 * no such account. It is recorded in the account's history, without address or secret.
 *
 * <p>A change that was cut short, as by a crash, is completed by asking for it again; so a repeat may be recorded again. If the history
 * can't be written, as on a full disk, the change is made all the same, and recorded later. What takes rights
 * away begins with the account: nobody gets in any more, whatever of the rest is not done yet. Safe for use by many threads; every method
 * throws {@link StorageException} if a store is broken.
 */
public final class AccountAdministration {

    /** The most accounts or events that are returned at once. */
    public static final int MOST_FOUND = 1_000;

    private static final int ATTEMPTS = 100;

    private final AccountStore store;
    private final Accounts accounts;
    private final Tokens tokens;
    private final Events history;
    private final AccountEvents events;
    private final PasswordPolicy policy;
    private final SecureRandom random;
    private final InstantSource clock;

    /**
     * @param tokens in which the accounts are the owners
     * @param policy of new passwords
     * @param events takes what happens to accounts
     */
    AccountAdministration(
            AccountStore store,
            TokenStore tokens,
            PasswordPolicy policy,
            AccountEvents events,
            SecureRandom random,
            InstantSource clock) {
        this.store = store;
        this.accounts = store.accounts();
        this.tokens = tokens.tokens();
        this.history = tokens.events();
        this.policy = policy;
        this.events = events;
        this.random = random;
        this.clock = clock;
    }

    /** The account of an administrator who is not disabled; {@link RefusalReason#NOT_ADMINISTRATOR} if it is not one. */
    public Outcome<Account> administrator(AccountId id) {
        requireNonNull(id, "id");
        return accounts.find(id)
                .filter(Account::mayAdminister)
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(
                        RefusalReason.NOT_ADMINISTRATOR, "only an administrator may do this: ask one of them"));
    }

    /** The account with this id. */
    public Outcome<Account> find(AccountId id) {
        return accounts.find(requireNonNull(id, "id"))
                .map(Outcome::done)
                .orElseGet(AccountAdministration::noSuchAccount);
    }

    /** The account with this login. */
    public Outcome<Account> find(EmailAddress login) {
        return accounts.find(requireNonNull(login, "login"))
                .map(Outcome::done)
                .orElseGet(AccountAdministration::noSuchAccount);
    }

    /**
     * The accounts that {@code filter} lets through, the oldest first. The caller makes sure that it is asked for by an administrator.
     *
     * @param after the last account of the page before; empty for the first page
     * @param limit at most so many; from 1 to {@value #MOST_FOUND}
     * @throws IllegalArgumentException if {@code limit} is less or more
     */
    public ImmutableList<AccountSummary> search(AccountFilter filter, Optional<AccountId> after, int limit) {
        requireNonNull(filter, "filter");
        requireNonNull(after, "after");
        return accounts.search(filter, after, valid(limit));
    }

    /**
     * The latest events that {@code filter} lets through, the last recorded first. The caller makes sure that it is asked for by an
     * administrator.
     *
     * @param limit at most so many; from 1 to {@value #MOST_FOUND}
     * @throws IllegalArgumentException if {@code limit} is less or more
     */
    public ImmutableList<Events.Recorded> history(Events.Filter filter, int limit) {
        return history.latest(requireNonNull(filter, "filter"), valid(limit));
    }

    private static int valid(int limit) {
        checkArgument(limit >= 1 && limit <= MOST_FOUND, "limit must be from 1 to %s: %s", MOST_FOUND, limit);
        return limit;
    }

    /** The logins of those of these accounts that exist. */
    public ImmutableMap<AccountId, EmailAddress> logins(ImmutableSet<AccountId> ids) {
        return accounts.addresses(requireNonNull(ids, "ids"));
    }

    /**
     * Makes an account; {@link RefusalReason#LOGIN_TAKEN} if there is one with this login, {@link RefusalReason#WEAK_PASSWORD} if the policy
     * refuses the password.
     *
     * @param name what the person is called
     * @param password if empty, one is generated
     */
    public Outcome<NewPassword> add(
            AdministratorRequest request, EmailAddress login, String name, Optional<Password> password) {
        requireNonNull(request, "request");
        requireNonNull(login, "login");
        requireNonNull(name, "name");
        requireNonNull(password, "password");
        return administrator(request.administrator())
                .then(by -> good(password, login)
                        .then(good -> accounts.add(login, name, good, clock.instant())
                                .map(added -> {
                                    record(Event.Kind.ACCOUNT_ADDED, origin(request, added.id()));
                                    return Outcome.done(newPassword(added, good, password));
                                })
                                .orElseGet(() -> Outcome.refused(
                                        RefusalReason.LOGIN_TAKEN, "there is an account with this login already"))));
    }

    /**
     * Gives an account another password, ends its sessions, and forgives its wrong guesses; {@link RefusalReason#WEAK_PASSWORD} if the policy
     * refuses the password. A disabled account stays disabled.
     *
     * @param password if empty, one is generated
     */
    public Outcome<NewPassword> setPassword(AdministratorRequest request, AccountId id, Optional<Password> password) {
        requireNonNull(password, "password");
        return changing(
                request,
                id,
                account -> good(password, account.email()).then(good -> {
                    if (!accounts.changePassword(id, good, Optional.empty())) {
                        return noSuchAccount();
                    }
                    forgive(id);
                    record(Event.Kind.PASSWORD_CHANGED, origin(request, id));
                    return Outcome.done(newPassword(account, good, password));
                }));
    }

    private Outcome<Password> good(Optional<Password> given, EmailAddress login) {
        if (given.isEmpty()) {
            return Outcome.done(InitialPassword.generate(policy, login, random));
        }
        return policy.parse(given.get().reveal(), login) instanceof Outcome.Refused<Password> refused
                ? Outcome.refused(RefusalReason.WEAK_PASSWORD, refused.detail())
                : Outcome.done(given.get());
    }

    private static NewPassword newPassword(Account account, Password password, Optional<Password> given) {
        return new NewPassword(account, given.isPresent() ? Optional.empty() : Optional.of(password));
    }

    /**
     * Turns two-factor authentication off, and ends the account's sessions. If it is off already, nothing happens.
     * {@link RefusalReason#OWN_ACCOUNT} if it is the administrator's own, which takes a code.
     */
    public Outcome<Account> resetSecondFactor(AdministratorRequest request, AccountId id) {
        return changingAnother(request, id, account -> {
            if (store.secondFactors().turnOff(id, Optional.empty())) {
                forgive(id);
                record(Event.Kind.SECOND_FACTOR_OFF, origin(request, id));
            }
            return Outcome.done(account);
        });
    }

    /**
     * Disables an account: its sessions and tokens are dead when this returns. {@link RefusalReason#OWN_ACCOUNT} if it is the
     * administrator's own.
     */
    public Outcome<Account> disable(AdministratorRequest request, AccountId id) {
        return changingAnother(request, id, account -> {
            Origin origin = origin(request, id);
            if (!accounts.disable(id, origin.at(), request.administrator())) {
                return whyNot(request);
            }
            tokens.disableOwner(origin);
            record(Event.Kind.ACCOUNT_DISABLED, origin);
            return Outcome.done(account);
        });
    }

    /** Enables an account: its tokens are what they were, its sessions stay ended. */
    public Outcome<Account> enable(AdministratorRequest request, AccountId id) {
        return changing(request, id, account -> {
            Origin origin = origin(request, id);
            if (!accounts.enable(id)) {
                return noSuchAccount();
            }
            tokens.enableOwner(origin);
            if (accounts.find(id).filter(now -> now.disabledAt().isEmpty()).isEmpty()) {
                tokens.disableOwner(origin); // another one disabled or removed it meanwhile
            }
            record(Event.Kind.ACCOUNT_ENABLED, origin);
            return Outcome.done(account);
        });
    }

    /**
     * Removes an account with its sessions and tokens; the history is kept. {@link RefusalReason#OWN_ACCOUNT} if it is the administrator's
     * own. If it is cut short, the account is disabled.
     */
    public Outcome<Account> remove(AdministratorRequest request, AccountId id) {
        return changingAnother(request, id, account -> {
            Origin origin = origin(request, id);
            if (!accounts.disable(id, origin.at(), request.administrator())) {
                return whyNot(request);
            }
            tokens.disableOwner(origin); // none is added from here on
            removeTokens(origin);
            record(Event.Kind.ACCOUNT_REMOVED, origin); // before it is gone: a repeat would not find it
            return accounts.remove(id, request.administrator()) ? Outcome.done(account) : whyNot(request);
        });
    }

    private void removeTokens(Origin origin) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            ImmutableSet<TokenId> ids =
                    tokens.ownedBy(origin.account()).stream().map(Token::id).collect(ImmutableSet.toImmutableSet());
            if (tokens.remove(ids, origin).isEmpty()) {
                return;
            }
        }
        throw new StorageException("tokens of the account went on being removed meanwhile");
    }

    /**
     * Makes an account an administrator's, or no longer one. {@link RefusalReason#OWN_ACCOUNT} if administrators would unmake themselves; so
     * one always stays, also if several unmake each other at the same time.
     */
    public Outcome<Account> setAdministrator(AdministratorRequest request, AccountId id, boolean administrator) {
        if (administrator && request.administrator().equals(id)) {
            return administrator(id); // who is one already
        }
        return changingAnother(request, id, account -> {
            if (!accounts.setAdministrator(id, administrator, request.administrator())) {
                return whyNot(request);
            }
            record(
                    administrator ? Event.Kind.ADMINISTRATOR_MADE : Event.Kind.ADMINISTRATOR_UNMADE,
                    origin(request, id));
            return Outcome.done(account);
        });
    }

    /**
     * Forgives the wrong passwords and codes that strangers gave for an account: the next one need not wait, and an account that no stranger
     * got into any more is open again. What its live sessions and known browsers gave is counted on.
     */
    public Outcome<Account> forgiveGuesses(AdministratorRequest request, AccountId id) {
        return changing(request, id, account -> {
            forgive(id);
            record(Event.Kind.GUESSES_FORGIVEN, origin(request, id));
            return Outcome.done(account);
        });
    }

    private void forgive(AccountId id) {
        ImmutableMap<GuessSubject, GuessTally> unused = store.guesses()
                .change(
                        ImmutableSet.of(GuessSubject.account(id), GuessSubject.codes(id)),
                        tallies -> ImmutableMap.copyOf(Maps.transformValues(tallies, GuessTally::forgiven)));
    }

    private <T> Outcome<T> changing(AdministratorRequest request, AccountId id, Function<Account, Outcome<T>> change) {
        requireNonNull(request, "request");
        requireNonNull(id, "id");
        return administrator(request.administrator()).then(by -> find(id)).then(change);
    }

    private <T> Outcome<T> changingAnother(
            AdministratorRequest request, AccountId id, Function<Account, Outcome<T>> change) {
        return changing(
                request,
                id,
                account -> id.equals(request.administrator())
                        ? Outcome.refused(
                                RefusalReason.OWN_ACCOUNT,
                                "this is your own account: another administrator has to do it, so that one stays")
                        : change.apply(account));
    }

    /** Why a change that the store checks was not made: the administrator is none by now, or the account is gone. */
    private <T> Outcome<T> whyNot(AdministratorRequest request) {
        return administrator(request.administrator()).then(by -> noSuchAccount());
    }

    private static <T> Outcome<T> noSuchAccount() {
        return Outcome.refused(RefusalReason.NO_SUCH_ACCOUNT, "there is no such account");
    }

    private Origin origin(AdministratorRequest request, AccountId id) {
        return new Origin(id, Actor.administrator(request.administrator()), clock.instant(), request.client());
    }

    private void record(Event.Kind kind, Origin origin) {
        events.done(Event.ofAccount(kind, origin, ""));
    }
}
