package dev.latchkey.account;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Client;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.Password;
import dev.latchkey.token.RefusalReason;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.TokenFingerprint;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What people do with their own accounts: another password, a second factor, a look at what happened. {@link SignIn#ownAccount} makes it.
 *
 * <p>Each change is made with a live full session, and confirmed with the account's password, whose wrong guesses are counted as at any
 * confirmation. It ends all other sessions of the account and keeps that one. It is made in one step in which that session is still there:
 * so what was confirmed before somebody else changed the credentials counts for nothing. Safe for use by many threads; every method throws
 * {@link StorageException} if the store is broken.
 */
public final class OwnAccount {

    private final Accounts accounts;
    private final SecondFactors factors;
    private final Guesses guesses;
    private final Events history;
    private final LiveSessions sessions;
    private final Confirmations confirmations;
    private final CodeCheck codes;
    private final AccountEvents events;
    private final SecureRandom random;
    private final PasswordPolicy policy;
    private final String issuer;

    OwnAccount(
            AccountStore store,
            LiveSessions sessions,
            Confirmations confirmations,
            CodeCheck codes,
            AccountEvents events,
            SecureRandom random,
            PasswordPolicy policy,
            String issuer) {
        this.accounts = store.accounts();
        this.factors = store.secondFactors();
        this.guesses = store.guesses();
        this.history = store.events();
        this.sessions = sessions;
        this.confirmations = confirmations;
        this.codes = codes;
        this.events = events;
        this.random = random;
        this.policy = policy;
        this.issuer = issuer;
    }

    /**
     * Gives the account another password, and forgets the wrong ones that strangers gave.
     *
     * @param session value of the session
     * @param newPassword as the {@link PasswordPolicy} has it, and another than {@code password}; else it is refused with
     *     {@link RefusalReason#WEAK_PASSWORD}
     */
    public Outcome<SessionId> changePassword(String session, Password password, String newPassword, Client client) {
        requireNonNull(session, "session");
        requireNonNull(password, "password");
        requireNonNull(newPassword, "newPassword");
        requireNonNull(client, "client");
        return sessions.full(session)
                .then(found -> fit(found.account(), password, newPassword))
                .then(next -> confirmations
                        .confirm(session, password, client)
                        .then(confirmed -> change(confirmed, next, client)));
    }

    private Outcome<Password> fit(AccountId account, Password present, String text) {
        Optional<Account> found = accounts.find(account);
        if (found.isEmpty()) {
            return CodeCheck.ended();
        }
        Outcome<Password> parsed = policy.parse(text, found.get().email());
        if (parsed instanceof Outcome.Refused<Password> refused) {
            return Outcome.refused(RefusalReason.WEAK_PASSWORD, refused.detail());
        }
        return parsed.orThrow().reveal().equals(present.reveal())
                ? Outcome.refused(RefusalReason.WEAK_PASSWORD, "it is the present one: give another")
                : parsed;
    }

    private Outcome<SessionId> change(Session session, Password next, Client client) {
        if (!accounts.changePassword(session.account(), next, Optional.of(session.id()))) {
            return CodeCheck.ended();
        }
        events.done(session.account(), client, Event.Kind.PASSWORD_CHANGED, "");
        forgive(GuessSubject.account(session.account()));
        return Outcome.done(session.id());
    }

    private void forgive(GuessSubject subject) {
        try {
            ImmutableMap<GuessSubject, GuessTally> unused = guesses.change(
                    ImmutableSet.of(subject),
                    tallies -> ImmutableMap.of(
                            subject,
                            tallies.getOrDefault(subject, GuessTally.NONE).forgiven()));
        } catch (StorageException e) {
            // the password is changed all the same; what was counted goes by with time
        }
    }

    /**
     * Makes the secret of a second factor, in place of one that was made and not turned on. It counts for nothing until
     * {@link #turnSecondFactorOn}; {@link RefusalReason#SECOND_FACTOR_ON} if the account has a second factor.
     */
    public Outcome<PreparedSecondFactor> prepareSecondFactor(String session, Password password, Client client) {
        return confirmed(session, password, client).then(this::prepare);
    }

    private Outcome<PreparedSecondFactor> prepare(Session session) {
        Optional<Account> account = accounts.find(session.account());
        TotpSecret secret = TotpSecret.generate(random);
        if (factors.secretOf(session.account()).isPresent()) {
            return alreadyOn();
        }
        if (account.isEmpty() || !factors.prepare(session.account(), secret)) {
            return CodeCheck.ended();
        }
        return Outcome.done(new PreparedSecondFactor(
                secret, secret.revealUri(issuer, account.get().email())));
    }

    /**
     * Turns on what was prepared, once a code has proved that its owner's app has it. That code counts as used.
     *
     * @return the recovery codes, to be shown once; {@link RefusalReason#SECOND_FACTOR_ON} if the account has a second factor,
     *     {@link RefusalReason#SECOND_FACTOR_NOT_PREPARED} if none was prepared
     */
    public Outcome<ImmutableList<RecoveryCode>> turnSecondFactorOn(
            String session, Password password, TotpCode code, Client client) {
        requireNonNull(code, "code");
        return confirmed(session, password, client).then(confirmed -> turnOn(confirmed, code, client));
    }

    private Outcome<ImmutableList<RecoveryCode>> turnOn(Session session, TotpCode code, Client client) {
        AccountId account = session.account();
        Optional<TotpSecret> prepared = factors.prepared(account);
        if (factors.secretOf(account).isPresent()) {
            return alreadyOn();
        }
        return prepared.isEmpty()
                ? notPrepared()
                : codes.prove(account, prepared.get(), code, client)
                        .then(step -> turnOn(session, prepared.get(), step, client));
    }

    private Outcome<ImmutableList<RecoveryCode>> turnOn(Session session, TotpSecret secret, long step, Client client) {
        ImmutableList<RecoveryCode> made = newCodes();
        if (!factors.turnOnPrepared(session.account(), secret, step, fingerprints(made), session.id())) {
            return notPrepared(); // or the session has ended, which the next call meets
        }
        events.done(session.account(), client, Event.Kind.SECOND_FACTOR_ON, Event.Kind.RECOVERY_CODES_MADE, told(made));
        return Outcome.done(made);
    }

    /**
     * Turns the second factor off.
     *
     * @param code of the present second factor, or a recovery code: a stolen session and the password are not enough
     * @return {@link RefusalReason#SECOND_FACTOR_OFF} if there is none
     */
    public Outcome<SessionId> turnSecondFactorOff(
            String session, Password password, SecondFactorCode code, Client client) {
        requireNonNull(code, "code");
        return confirmed(session, password, client)
                .then(confirmed -> checked(confirmed, code, client))
                .then(checked -> {
                    if (!factors.turnOff(checked.account(), Optional.of(checked.id()))) {
                        return CodeCheck.ended();
                    }
                    events.done(checked.account(), client, Event.Kind.SECOND_FACTOR_OFF, "");
                    return Outcome.done(checked.id());
                });
    }

    /**
     * Gives the account other recovery codes; those that it had are good no more. No session ends.
     *
     * @param code of the present second factor, or a recovery code
     * @return the codes, to be shown once; {@link RefusalReason#SECOND_FACTOR_OFF} if there is no second factor
     */
    public Outcome<ImmutableList<RecoveryCode>> renewRecoveryCodes(
            String session, Password password, SecondFactorCode code, Client client) {
        requireNonNull(code, "code");
        return confirmed(session, password, client)
                .then(confirmed -> checked(confirmed, code, client))
                .then(checked -> {
                    ImmutableList<RecoveryCode> made = newCodes();
                    if (!factors.setRecoveryCodes(checked.account(), fingerprints(made), Optional.of(checked.id()))) {
                        return CodeCheck.ended();
                    }
                    events.done(checked.account(), client, Event.Kind.RECOVERY_CODES_MADE, told(made));
                    return Outcome.done(made);
                });
    }

    private Outcome<Session> confirmed(String session, Password password, Client client) {
        requireNonNull(session, "session");
        requireNonNull(password, "password");
        requireNonNull(client, "client");
        return confirmations.confirm(session, password, client);
    }

    /** Done with the session if the code is one of its account's second factor. */
    private Outcome<Session> checked(Session session, SecondFactorCode code, Client client) {
        return factors.secretOf(session.account()).isEmpty()
                ? isOff()
                : codes.check(session.account(), code, client).then(right -> Outcome.done(session));
    }

    private ImmutableList<RecoveryCode> newCodes() {
        return Stream.generate(() -> RecoveryCode.generate(random))
                .limit(RecoveryCode.COUNT)
                .collect(ImmutableList.toImmutableList());
    }

    private static ImmutableSet<TokenFingerprint> fingerprints(ImmutableList<RecoveryCode> codes) {
        return codes.stream().map(RecoveryCode::fingerprint).collect(ImmutableSet.toImmutableSet());
    }

    private static String told(ImmutableList<RecoveryCode> codes) {
        return codes.size() + " codes";
    }

    private static <T> Outcome<T> alreadyOn() {
        return Outcome.refused(
                RefusalReason.SECOND_FACTOR_ON,
                "two-factor authentication is on: turn it off first, with a code of it");
    }

    private static <T> Outcome<T> isOff() {
        return Outcome.refused(RefusalReason.SECOND_FACTOR_OFF, "two-factor authentication is off");
    }

    private static <T> Outcome<T> notPrepared() {
        return Outcome.refused(
                RefusalReason.SECOND_FACTOR_NOT_PREPARED,
                "no such second factor is prepared: prepare one, and give a code of it");
    }

    /** How well the account of a session is guarded. */
    public Outcome<AccountSecurity> security(String session) {
        requireNonNull(session, "session");
        return sessions.full(session)
                .then(found -> accounts.find(found.account())
                        .map(account -> Outcome.done(security(found, account)))
                        .orElseGet(CodeCheck::ended));
    }

    private AccountSecurity security(Session session, Account account) {
        return new AccountSecurity(
                factors.secretOf(account.id()).isPresent(),
                factors.recoveryCodesLeft(account.id()),
                session.confirmedAt(),
                account.administrator());
    }

    /**
     * The latest events of the account and its tokens that {@code filter} lets through, the last recorded first. What strangers tried is
     * among them once it was {@linkplain SignIn#flush written}.
     *
     * @param filter whatever account it names, only those of {@code account} are returned
     * @param limit at most so many; positive
     */
    public ImmutableList<Events.Recorded> history(AccountId account, Events.Filter filter, int limit) {
        requireNonNull(account, "account");
        requireNonNull(filter, "filter");
        return history.latest(filter.account(account), limit);
    }
}
