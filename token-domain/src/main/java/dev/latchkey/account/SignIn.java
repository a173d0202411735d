package dev.latchkey.account;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Caller;
import dev.latchkey.token.DenialReason;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.Password;
import dev.latchkey.token.PasswordConfirmation;
import dev.latchkey.token.RefusalReason;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.TokenValue;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Signing in and out, and recognising sessions. A session dies when it is signed out, when its account's password is
 * changed or two-factor authentication turned on, when it was not used for {@link #IDLE_LIMIT}, {@link #LIFETIME} after it was opened, or
 * when it is its account's oldest and signing in makes one too many.
 *
 * <p>An account with a {@link SecondFactors second factor} gets a restricted session: it opens nothing until a code makes it a
 * full one, dies with its fifth wrong code, and after {@link #CODE_LIMIT}. Safe for use by many threads; every method throws
 * {@link StorageException} if the store is broken.
 */
public final class SignIn {

    /** A session that was not used for so long is dead, unless {@link #limits} says otherwise. */
    public static final Duration IDLE_LIMIT = Duration.ofDays(7);

    /** A session is dead so long after it was opened, unless {@link #limits} says otherwise. */
    public static final Duration LIFETIME = Duration.ofDays(30);

    /** How exactly the last use of a session is kept: it is not written more often than this. */
    public static final Duration ACCESS_PRECISION = Duration.ofMinutes(1);

    /** How many sessions an account may have, unless {@link #limits} says otherwise. */
    public static final int MAX_SESSIONS = 100;

    /** A restricted session so old is dead. */
    public static final Duration CODE_LIMIT = Duration.ofMinutes(10);

    /** Stands where a login turned out to belong to nobody. */
    private static final AccountId NOBODY = new AccountId("nobody");

    private static final int ATTEMPTS = 100;

    private final Accounts accounts;
    private final Sessions sessions;
    private final PasswordConfirmation passwords;
    private final CodeCheck codes;
    private final TokenFormat format;
    private final SecureRandom random;
    private final InstantSource clock;
    private final SessionLimits limits;

    public SignIn(
            Accounts accounts,
            Sessions sessions,
            PasswordConfirmation passwords,
            SecondFactors factors,
            TokenFormat format,
            SecureRandom random,
            InstantSource clock) {
        this.accounts = requireNonNull(accounts, "accounts");
        this.sessions = requireNonNull(sessions, "sessions");
        this.passwords = requireNonNull(passwords, "passwords");
        this.codes = new CodeCheck(requireNonNull(factors, "factors"), sessions);
        this.format = requireNonNull(format, "format");
        this.random = requireNonNull(random, "random");
        this.clock = requireNonNull(clock, "clock");
        this.limits = SessionLimits.DEFAULT;
    }

    private SignIn(SignIn original, SessionLimits limits) {
        this.accounts = original.accounts;
        this.sessions = original.sessions;
        this.passwords = original.passwords;
        this.codes = original.codes;
        this.format = original.format;
        this.random = original.random;
        this.clock = original.clock;
        this.limits = limits;
    }

    /** The same with other limits of sessions. */
    public SignIn limits(SessionLimits other) {
        return new SignIn(this, requireNonNull(other, "other"));
    }

    /**
     * Signs an account in. An unknown login is refused like a wrong password, and takes as long.
     *
     * @param login the account's e-mail address, in any case
     */
    public Outcome<SignedIn> signIn(String login, Password password, String address, String userAgent) {
        requireNonNull(login, "login");
        requireNonNull(password, "password");
        requireNonNull(address, "address");
        requireNonNull(userAgent, "userAgent");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Account> account = account(login);
            Outcome<Optional<SignedIn>> opened = confirm(account, password)
                    .then(() -> Outcome.done(open(account.orElseThrow(), address, userAgent)));
            boolean changedMeanwhile = opened instanceof Outcome.Done<Optional<SignedIn>> done
                    && done.value().isEmpty(); // whether the password is good has to be asked anew
            if (!changedMeanwhile) {
                return opened.then(signedIn -> Outcome.done(signedIn.orElseThrow()));
            }
        }
        throw new StorageException("the account's credentials went on being changed meanwhile");
    }

    private Optional<Account> account(String login) {
        return EmailAddress.parse(login) instanceof Outcome.Done<EmailAddress> email
                ? accounts.find(email.value())
                : Optional.empty();
    }

    private PasswordConfirmation.Result confirm(Optional<Account> account, Password password) {
        PasswordConfirmation.Result result =
                passwords.confirm(account.map(Account::id).orElse(NOBODY), password);
        boolean nobodys = account.isEmpty() && result == PasswordConfirmation.Result.CONFIRMED;
        return nobodys ? PasswordConfirmation.Result.WRONG : result;
    }

    /** Whether {@code password} is the account's. */
    public Outcome<AccountId> checkPassword(AccountId account, Password password) {
        requireNonNull(account, "account");
        requireNonNull(password, "password");
        return passwords.confirm(account, password).then(() -> Outcome.done(account));
    }

    /** Whether {@code value} claims to be a session and is to be asked about here. */
    public boolean claims(String value) {
        return format.claims(value);
    }

    /** Whose session {@code value} is; {@link DenialReason#CODE_NEEDED} if it is a restricted one. */
    public SessionCheck identify(String value) {
        return identify(value, false);
    }

    /** Whose session {@code value} is, full or restricted. */
    public SessionCheck identifyEvenRestricted(String value) {
        return identify(value, true);
    }

    private SessionCheck identify(String value, boolean evenRestricted) {
        Optional<TokenValue> session = format.parse(value);
        if (session.isEmpty()) {
            return new SessionCheck.Refused(DenialReason.MALFORMED);
        }
        Optional<Session> found = sessions.find(session.get().fingerprint());
        if (found.isEmpty()) {
            return new SessionCheck.Refused(DenialReason.UNKNOWN);
        }
        Instant now = clock.instant();
        if (isDead(found.get(), now)) {
            return new SessionCheck.Refused(DenialReason.EXPIRED);
        }
        if (found.get().isRestricted() && !evenRestricted) {
            return new SessionCheck.Refused(DenialReason.CODE_NEEDED);
        }
        noteAccess(found.get(), now);
        return new SessionCheck.Live(Caller.bySession(found.get().account()));
    }

    /** Notes that a session was used; where that cannot be written, the call goes on all the same. */
    private void noteAccess(Session session, Instant now) {
        if (session.lastAccess().plus(ACCESS_PRECISION).isBefore(now)) {
            try {
                sessions.touch(session.id(), now);
            } catch (StorageException e) {
                // the next call tries again; a store that is broken is told by what has to be written
            }
        }
    }

    /**
     * Makes the restricted session with this value a full one, if {@code code} is what the app of its owner shows now, or
     * {@value TotpSecret#STEP_SECONDS} seconds before or after, and was not used before.
     */
    public Outcome<SessionId> verify(String value, TotpCode code) {
        requireNonNull(value, "value");
        requireNonNull(code, "code");
        Instant now = clock.instant();
        return format.parse(value)
                .flatMap(parsed -> sessions.find(parsed.fingerprint()))
                .filter(session -> !isDead(session, now))
                .map(session -> codes.verify(session, code, now))
                .orElseGet(CodeCheck::ended);
    }

    /** The account's live full sessions, the oldest first. */
    public ImmutableList<Session> sessions(AccountId account) {
        requireNonNull(account, "account");
        Instant now = clock.instant();
        return sessions.ofAccount(account).stream()
                .filter(session -> !session.isRestricted() && !isDead(session, now))
                .collect(ImmutableList.toImmutableList());
    }

    /** Whether {@code session} is the one whose value is {@code value}. */
    public boolean isValueOf(Session session, String value) {
        requireNonNull(session, "session");
        requireNonNull(value, "value");
        return format.parse(value)
                .filter(parsed -> parsed.fingerprint().equals(session.fingerprint()))
                .isPresent();
    }

    /** Ends the session with this value; a value of no session changes nothing. */
    public void signOut(String value) {
        format.parse(value)
                .flatMap(parsed -> sessions.find(parsed.fingerprint()))
                .ifPresent(session -> sessions.remove(session.account(), ImmutableSet.of(session.id())));
    }

    /** Ends these sessions of the account, or none of them if one does not exist. */
    public Outcome<ImmutableSet<SessionId>> signOut(AccountId account, ImmutableSet<SessionId> ids) {
        requireNonNull(account, "account");
        requireNonNull(ids, "ids");
        ImmutableSet<SessionId> missing = sessions.remove(account, ids);
        return missing.isEmpty()
                ? Outcome.done(ids)
                : Outcome.refused(
                        RefusalReason.NO_SUCH_SESSION,
                        "there is no session " + missing.iterator().next());
    }

    /** Ends all sessions of the account, restricted ones too. */
    public Outcome<ImmutableSet<SessionId>> signOutAll(AccountId account) {
        requireNonNull(account, "account");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            ImmutableSet<SessionId> ids =
                    sessions.ofAccount(account).stream().map(Session::id).collect(ImmutableSet.toImmutableSet());
            if (sessions.remove(account, ids).isEmpty()) {
                return Outcome.done(ids);
            }
        }
        throw new StorageException("sessions of the account went on being removed meanwhile");
    }

    /** Removes the sessions that died of disuse or of age. */
    public void removeDeadSessions() {
        Instant now = clock.instant();
        sessions.removeDead(now.minus(limits.idle()), now.minus(limits.lifetime()));
    }

    /** @param account as it was before its password was confirmed */
    private Optional<SignedIn> open(Account account, String address, String userAgent) {
        OptionalInt codeAttempts = codes.attempts(account.id());
        TokenValue value = format.generate(random);
        NewSession session = new NewSession(
                account.id(),
                account.credentialVersion(),
                value.fingerprint(),
                address,
                userAgent,
                clock.instant(),
                codeAttempts);
        return sessions.add(session, limits.perAccount()).map(added -> new SignedIn(account, value, codeAttempts));
    }

    private boolean isDead(Session session, Instant now) {
        return !now.isBefore(session.lastAccess().plus(limits.idle()))
                || !now.isBefore(session.createdAt().plus(limits.lifetime()))
                || (session.isRestricted() && !now.isBefore(session.createdAt().plus(CODE_LIMIT)));
    }
}
