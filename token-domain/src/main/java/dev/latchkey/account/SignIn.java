package dev.latchkey.account;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Caller;
import dev.latchkey.token.Client;
import dev.latchkey.token.DenialReason;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.Password;
import dev.latchkey.token.RefusalReason;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.TokenValue;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Signing in and out, recognising sessions, and confirming what is done with them. A session dies when it is signed out, when its account's
 * password is changed, two-factor authentication turned on or off, or the account disabled, when it was not used for {@link #IDLE_LIMIT}
 * ({@link #DASHBOARD_IDLE_LIMIT} in a browser), {@link #LIFETIME} after it was opened, or when it is its account's oldest and signing in makes
 * one too many.
 *
 * <p>Wrong passwords are counted, before a password is looked at: of an account and of an address they cause pauses, and after
 * {@value #MOST_WRONG_PASSWORDS} in a row no stranger gets into the account. Live sessions, and browsers that the account has signed in with
 * before, have counts of their own, so that a stranger can't keep its owner out.
 *
 * <p>An account with a {@link SecondFactors second factor} gets a restricted session: it opens nothing until a code makes it a
 * full one, dies with its fifth wrong code, and after {@link #CODE_LIMIT}. Safe for use by many threads; every method throws
 * {@link StorageException} if the store is broken.
 */
public final class SignIn {

    /** A session that was not used for so long is dead, unless {@link #limits} says otherwise. */
    public static final Duration IDLE_LIMIT = Duration.ofDays(7);

    /** A session of a browser that was not used for so long is dead, unless {@link #limits} says otherwise. */
    public static final Duration DASHBOARD_IDLE_LIMIT = Duration.ofHours(12);

    /** A session is dead so long after it was opened, unless {@link #limits} says otherwise. */
    public static final Duration LIFETIME = Duration.ofDays(30);

    /** How exactly the last use of a session is kept: it is not written more often than this. */
    public static final Duration ACCESS_PRECISION = Duration.ofMinutes(1);

    /** How many sessions an account may have, unless {@link #limits} says otherwise. */
    public static final int MAX_SESSIONS = 100;

    /** A restricted session so old is dead. */
    public static final Duration CODE_LIMIT = Duration.ofMinutes(10);

    /** After so many wrong passwords in a row none of a stranger is right. */
    public static final int MOST_WRONG_PASSWORDS = GuessLimit.MOST_IN_A_ROW;

    /** A password that was confirmed with a session stands for so long as confirmation of what takes rights away. */
    public static final Duration CONFIRMED_FOR = Duration.ofMinutes(10);

    /** By so many browsers an account is recognised, those that it used last. */
    static final int MAX_KNOWN_BROWSERS = 20;

    /** How long a tally of wrong guesses is kept after its last change. */
    private static final Duration GUESSES_KEPT = Duration.ofDays(30);

    private static final int MOST_UNKNOWN_LOGINS = 100_000;

    private static final TokenFormat KNOWN_BROWSER = TokenFormat.of("lkb_");

    private static final int ATTEMPTS = 100;

    private final AccountStore store;
    private final Accounts accounts;
    private final Sessions sessions;
    private final PasswordChecks passwords;
    private final CodeCheck codes;
    private final TokenFormat format;
    private final SecureRandom random;
    private final InstantSource clock;
    private final SessionLimits limits;

    /** @param format of the values of sessions */
    public SignIn(AccountStore store, TokenFormat format, SecureRandom random, InstantSource clock) {
        this(store, format, random, clock, SessionLimits.DEFAULT);
    }

    private SignIn(
            AccountStore store, TokenFormat format, SecureRandom random, InstantSource clock, SessionLimits limits) {
        this.store = requireNonNull(store, "store");
        this.accounts = store.accounts();
        this.sessions = store.sessions();
        this.passwords = new PasswordChecks(store, clock);
        this.codes = new CodeCheck(store);
        this.format = requireNonNull(format, "format");
        this.random = requireNonNull(random, "random");
        this.clock = requireNonNull(clock, "clock");
        this.limits = limits;
    }

    /** The same with other limits of sessions. */
    public SignIn limits(SessionLimits other) {
        return new SignIn(store, format, random, clock, requireNonNull(other, "other"));
    }

    /**
     * Signs an account in. An unknown login is refused like a wrong password, and takes as long; so is a disabled account, and one that no
     * stranger gets into any more.
     *
     * @param login the account's e-mail address, in any case
     */
    public Outcome<SignedIn> signIn(String login, Password password, Client client) {
        return signIn(login, password, client, Optional.empty());
    }

    /** The same in a browser, whose present session ends if that succeeds. */
    public Outcome<SignedIn> signIn(String login, Password password, Client client, Browser browser) {
        return signIn(login, password, client, Optional.of(browser));
    }

    private Outcome<SignedIn> signIn(String login, Password password, Client client, Optional<Browser> browser) {
        requireNonNull(login, "login");
        requireNonNull(password, "password");
        requireNonNull(client, "client");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Account> account = account(login);
            Outcome<PasswordAttempt> checked = passwords.check(attempt(login, account, client, browser), password);
            if (checked instanceof Outcome.Refused<PasswordAttempt> refused) {
                return Outcome.refused(refused.reason(), refused.detail(), refused.retryAfter());
            }
            Optional<SignedIn> opened = open(account.orElseThrow(), client, browser);
            if (opened.isPresent()) {
                return Outcome.done(opened.get());
            } // the credentials were changed meanwhile: whether the password is good has to be asked anew
        }
        throw new StorageException("the account's credentials went on being changed meanwhile");
    }

    private PasswordAttempt attempt(String login, Optional<Account> account, Client client, Optional<Browser> browser) {
        if (account.isEmpty()) {
            String normalised = EmailAddress.parse(login) instanceof Outcome.Done<EmailAddress> email
                    ? email.value().text()
                    : login;
            return PasswordAttempt.byUnknownLogin(normalised, client);
        }
        return browser.flatMap(brought -> known(brought, account.get()))
                .map(known -> PasswordAttempt.byKnownBrowser(account.get(), known, client))
                .orElseGet(() -> PasswordAttempt.byStranger(account.get(), client));
    }

    /** The fingerprint by which a browser is known to have signed in to the account before; empty if it has not. */
    private Optional<TokenFingerprint> known(Browser browser, Account account) {
        return browser.known()
                .flatMap(KNOWN_BROWSER::parse)
                .map(TokenValue::fingerprint)
                .filter(fingerprint -> store.knownBrowsers().find(fingerprint).equals(Optional.of(account.id())));
    }

    private Optional<Account> account(String login) {
        return EmailAddress.parse(login) instanceof Outcome.Done<EmailAddress> email
                ? accounts.find(email.value())
                : Optional.empty();
    }

    /** @param account as it was before its password was confirmed */
    private Optional<SignedIn> open(Account account, Client client, Optional<Browser> browser) {
        OptionalInt codeAttempts = codes.attempts(account.id());
        TokenValue value = format.generate(random);
        NewSession session = new NewSession(
                account.id(),
                account.credentialVersion(),
                value.fingerprint(),
                client.address(),
                client.userAgent(),
                clock.instant(),
                browser.isPresent(),
                codeAttempts);
        return sessions.add(session, limits.perAccount()).map(added -> {
            browser.flatMap(Browser::session).ifPresent(this::signOut);
            Optional<TokenValue> known =
                    codeAttempts.isPresent() ? Optional.empty() : browser.flatMap(brought -> noted(brought, account));
            return new SignedIn(account, value, codeAttempts, known);
        });
    }

    /** Notes that an account has signed in with a browser, and returns the value by which it is recognised if it has none yet. */
    private Optional<TokenValue> noted(Browser browser, Account account) {
        Optional<TokenFingerprint> known = known(browser, account);
        TokenValue value = KNOWN_BROWSER.generate(random);
        store.knownBrowsers()
                .note(account.id(), known.orElse(value.fingerprint()), clock.instant(), MAX_KNOWN_BROWSERS);
        return known.isPresent() ? Optional.empty() : Optional.of(value);
    }

    /**
     * Whether {@code password} is that of the account whose session {@code value} is. From then on it counts as confirmed with that session.
     */
    public Outcome<SessionId> confirm(String value, Password password, Client client) {
        requireNonNull(password, "password");
        requireNonNull(client, "client");
        return live(value).then(session -> confirm(session, password, client, HashingPlace.Kind.CONFIRMATION));
    }

    /**
     * The same for what takes a right away, as removing tokens does: it never waits for other confirmations. A password that was confirmed
     * with the session within {@link #CONFIRMED_FOR} is enough, if none is given, or the one that is given cannot be looked at.
     */
    public Outcome<SessionId> confirmRevocation(String value, Optional<Password> password, Client client) {
        requireNonNull(password, "password");
        requireNonNull(client, "client");
        return live(value).then(session -> confirmRevocation(session, password, client));
    }

    private Outcome<SessionId> confirmRevocation(Session session, Optional<Password> password, Client client) {
        boolean confirmedLately = clock.instant().isBefore(session.confirmedAt().plus(CONFIRMED_FOR));
        if (password.isEmpty()) {
            return confirmedLately
                    ? Outcome.done(session.id())
                    : Outcome.refused(
                            RefusalReason.PASSWORD_NEEDED,
                            "it is missing, and none was confirmed with this session in the last "
                                    + CONFIRMED_FOR.toMinutes() + " minutes");
        }
        Outcome<SessionId> outcome = confirm(session, password.get(), client, HashingPlace.Kind.REVOCATION);
        boolean wasLookedAt = !(outcome instanceof Outcome.Refused<SessionId> refused)
                || refused.reason() == RefusalReason.WRONG_PASSWORD;
        return wasLookedAt || !confirmedLately ? outcome : Outcome.done(session.id());
    }

    private Outcome<SessionId> confirm(Session session, Password password, Client client, HashingPlace.Kind kind) {
        return passwords
                .check(PasswordAttempt.bySession(session, client, kind), password)
                .then(right -> {
                    sessions.noteConfirmation(session.id(), clock.instant());
                    return Outcome.done(session.id());
                });
    }

    /** The live full session with this value. */
    private Outcome<Session> live(String value) {
        Instant now = clock.instant();
        return format.parse(value)
                .flatMap(parsed -> sessions.find(parsed.fingerprint()))
                .filter(session -> !session.isRestricted() && !isDead(session, now))
                .map(Outcome::done)
                .orElseGet(CodeCheck::ended);
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
     * Makes the restricted session with this value a full one, if {@code code} is one that the app of its owner shows now, or
     * {@value TotpSecret#STEP_SECONDS} seconds before or after, and was not used before, or a recovery code. The session keeps its value.
     */
    public Outcome<Verified> verify(String value, SecondFactorCode code) {
        return verify(value, code, Optional.empty());
    }

    /** The same in a browser, where the session gets another value. */
    public Outcome<Verified> verify(String value, SecondFactorCode code, Browser browser) {
        return verify(value, code, Optional.of(browser));
    }

    private Outcome<Verified> verify(String value, SecondFactorCode code, Optional<Browser> browser) {
        requireNonNull(value, "value");
        requireNonNull(code, "code");
        Instant now = clock.instant();
        return format.parse(value)
                .flatMap(parsed -> sessions.find(parsed.fingerprint()))
                .filter(session -> !isDead(session, now))
                .map(session -> codes.verify(session, code, now).then(right -> complete(right, browser)))
                .orElseGet(CodeCheck::ended);
    }

    private Outcome<Verified> complete(Session session, Optional<Browser> browser) {
        Optional<TokenValue> renewed = browser.map(brought -> format.generate(random));
        if (!sessions.makeFull(
                session.id(), renewed.map(TokenValue::fingerprint).orElse(session.fingerprint()))) {
            return CodeCheck.ended();
        }
        Optional<TokenValue> known = browser.flatMap(
                brought -> accounts.find(session.account()).flatMap(account -> noted(brought, account)));
        return Outcome.done(new Verified(session.id(), renewed, known));
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
        sessions.removeDead(now.minus(limits.idle()), now.minus(limits.dashboardIdle()), now.minus(limits.lifetime()));
    }

    /** Removes what was counted of wrong guesses long ago. */
    public void removeOldGuesses() {
        store.guesses().removeOld(clock.instant().minus(GUESSES_KEPT), MOST_UNKNOWN_LOGINS);
    }

    private boolean isDead(Session session, Instant now) {
        return !now.isBefore(session.lastAccess().plus(limits.idle(session)))
                || !now.isBefore(session.createdAt().plus(limits.lifetime()))
                || (session.isRestricted() && !now.isBefore(session.createdAt().plus(CODE_LIMIT)));
    }
}
