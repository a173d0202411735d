package dev.latchkey.account;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Caller;
import dev.latchkey.token.Client;
import dev.latchkey.token.DenialReason;
import dev.latchkey.token.Event;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.Password;
import dev.latchkey.token.RefusalReason;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.TokenStore;
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
 * full one, dies with its fifth wrong code, and after {@link #CODE_LIMIT}.
 *
 * <p>What happens is told to the history of the store: sign-ins and sign-outs at once, what strangers try with the next {@link #flush}. Safe for use by many threads; every method throws
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

    /** How long a tally of wrong guesses is kept after its last change. */
    private static final Duration GUESSES_KEPT = Duration.ofDays(30);

    /** How many tallies are kept of unknown logins, and of addresses. */
    private static final int MOST_OF_STRANGERS = 100_000;

    private static final int ATTEMPTS = 100;

    private final AccountStore store;
    private final Accounts accounts;
    private final Sessions sessions;
    private final AccountEvents events;
    private final PasswordChecks passwords;
    private final CodeCheck codes;
    private final BrowserRecognition browsers;
    private final LiveSessions live;
    private final Confirmations confirmations;
    private final TokenFormat format;
    private final SecureRandom random;
    private final InstantSource clock;
    private final SessionLimits limits;

    /**
     * @param format of the values of sessions
     * @param clock by which sessions end, the same on all nodes
     */
    public SignIn(AccountStore store, TokenFormat format, SecureRandom random, InstantSource clock) {
        this(
                requireNonNull(store, "store"),
                requireNonNull(format, "format"),
                requireNonNull(random, "random"),
                requireNonNull(clock, "clock"),
                SessionLimits.DEFAULT,
                new AccountEvents(store.events(), store::nodes, clock));
    }

    private SignIn(
            AccountStore store,
            TokenFormat format,
            SecureRandom random,
            InstantSource clock,
            SessionLimits limits,
            AccountEvents events) {
        this.store = store;
        this.accounts = store.accounts();
        this.sessions = store.sessions();
        this.events = events;
        this.passwords = new PasswordChecks(store, clock);
        this.codes = new CodeCheck(store, events, clock);
        this.browsers = new BrowserRecognition(store.knownBrowsers(), random, clock);
        this.live = new LiveSessions(sessions, format, limits, clock);
        this.confirmations = new Confirmations(live, sessions, passwords, events, clock);
        this.format = format;
        this.random = random;
        this.clock = clock;
        this.limits = limits;
    }

    /** The same with other limits of sessions. Either writes what both note. */
    public SignIn limits(SessionLimits other) {
        return new SignIn(store, format, random, clock, requireNonNull(other, "other"), events);
    }

    /**
     * What people do with their own accounts.
     *
     * @param policy of new passwords
     * @param issuer what an authenticator app is to call the platform
     */
    public OwnAccount ownAccount(PasswordPolicy policy, String issuer) {
        return new OwnAccount(
                store,
                live,
                confirmations,
                codes,
                events,
                random,
                requireNonNull(policy, "policy"),
                requireNonNull(issuer, "issuer"));
    }

    /**
     * What administrators do with the accounts of all.
     *
     * @param tokens in which the accounts are the owners
     * @param policy of new passwords
     */
    public AccountAdministration administration(TokenStore tokens, PasswordPolicy policy) {
        return new AccountAdministration(
                store, requireNonNull(tokens, "tokens"), requireNonNull(policy, "policy"), events, random, clock);
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
                events.passwordRefused(
                        checked, Event.Kind.SIGN_IN_FAILED, account.map(Account::id), client, "signing in");
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
        Optional<TokenFingerprint> known = browser.flatMap(brought -> browsers.known(
                brought, account.map(Account::id).orElse(PasswordAttempt.NOBODY))); // asked of unknown logins too
        if (account.isEmpty()) {
            String normalised = EmailAddress.parse(login) instanceof Outcome.Done<EmailAddress> email
                    ? email.value().text()
                    : login;
            return PasswordAttempt.byUnknownLogin(normalised, client);
        }
        return known.map(fingerprint -> PasswordAttempt.byKnownBrowser(account.get(), fingerprint, client))
                .orElseGet(() -> PasswordAttempt.byStranger(account.get(), client));
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
            browser.flatMap(Browser::session).ifPresent(this::end);
            if (codeAttempts.isPresent()) {
                events.tried(Optional.of(account.id()), client, Event.Kind.CODE_ASKED, "");
                return new SignedIn(account, value, codeAttempts, Optional.empty());
            }
            events.done(account.id(), client, Event.Kind.SIGNED_IN, "");
            return new SignedIn(
                    account, value, codeAttempts, browser.flatMap(brought -> browsers.note(brought, account.id())));
        });
    }

    /**
     * Whether {@code password} is that of the account whose session {@code value} is. From then on it counts as confirmed with that session.
     */
    public Outcome<SessionId> confirm(String value, Password password, Client client) {
        requireNonNull(password, "password");
        requireNonNull(client, "client");
        return confirmations.confirm(value, password, client).then(session -> Outcome.done(session.id()));
    }

    /**
     * The same for what takes a right away, as removing tokens does: it never waits for other confirmations. A password that was confirmed
     * with the session within {@link #CONFIRMED_FOR} is enough, if none is given, or the one that is given cannot be looked at.
     */
    public Outcome<SessionId> confirmRevocation(String value, Optional<Password> password, Client client) {
        requireNonNull(password, "password");
        requireNonNull(client, "client");
        return confirmations.confirmRevocation(value, password, client).then(session -> Outcome.done(session.id()));
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
        if (live.isDead(found.get(), now)) {
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
    public Outcome<Verified> verify(String value, SecondFactorCode code, Client client) {
        return verify(value, code, client, Optional.empty());
    }

    /** The same in a browser, where the session gets another value. */
    public Outcome<Verified> verify(String value, SecondFactorCode code, Client client, Browser browser) {
        return verify(value, code, client, Optional.of(browser));
    }

    private Outcome<Verified> verify(String value, SecondFactorCode code, Client client, Optional<Browser> browser) {
        requireNonNull(value, "value");
        requireNonNull(code, "code");
        requireNonNull(client, "client");
        return live.find(value)
                .map(session -> codes.verify(session, code, client).then(right -> complete(right, client, browser)))
                .orElseGet(CodeCheck::ended);
    }

    private Outcome<Verified> complete(Session session, Client client, Optional<Browser> browser) {
        Optional<TokenValue> renewed = browser.map(brought -> format.generate(random));
        if (!sessions.makeFull(
                session.id(), renewed.map(TokenValue::fingerprint).orElse(session.fingerprint()))) {
            return CodeCheck.ended();
        }
        events.done(session.account(), client, Event.Kind.SIGNED_IN, "with a code");
        Optional<TokenValue> known = browser.flatMap(brought -> browsers.note(brought, session.account()));
        return Outcome.done(new Verified(session.id(), renewed, known));
    }

    /** The account's live full sessions, the oldest first. */
    public ImmutableList<Session> sessions(AccountId account) {
        return live.ofAccount(requireNonNull(account, "account"));
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
    public void signOut(String value, Client client) {
        requireNonNull(client, "client");
        Optional<Session> present = live.find(value);
        end(value)
                .filter(ended -> present.isPresent() && !ended.isRestricted())
                .ifPresent(ended -> events.done(ended.account(), client, Event.Kind.SIGNED_OUT, ""));
    }

    /** Ends the session with this value, dead or not, and returns it, or empty if there is none or somebody else was faster. */
    private Optional<Session> end(String value) {
        return format.parse(value)
                .flatMap(parsed -> sessions.find(parsed.fingerprint()))
                .filter(session -> sessions.remove(session.account(), ImmutableSet.of(session.id()))
                        .isEmpty());
    }

    /** Ends these sessions of the account, or none of them if one does not exist. */
    public Outcome<ImmutableSet<SessionId>> signOut(AccountId account, ImmutableSet<SessionId> ids, Client client) {
        requireNonNull(account, "account");
        requireNonNull(ids, "ids");
        requireNonNull(client, "client");
        ImmutableSet<SessionId> missing = sessions.remove(account, ids);
        return missing.isEmpty()
                ? ended(account, ids, client)
                : Outcome.refused(
                        RefusalReason.NO_SUCH_SESSION,
                        "there is no session " + missing.iterator().next());
    }

    /** Ends all sessions of the account, restricted ones too. */
    public Outcome<ImmutableSet<SessionId>> signOutAll(AccountId account, Client client) {
        requireNonNull(account, "account");
        requireNonNull(client, "client");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            ImmutableSet<SessionId> ids =
                    sessions.ofAccount(account).stream().map(Session::id).collect(ImmutableSet.toImmutableSet());
            if (sessions.remove(account, ids).isEmpty()) {
                return ended(account, ids, client);
            }
        }
        throw new StorageException("sessions of the account went on being removed meanwhile");
    }

    private Outcome<ImmutableSet<SessionId>> ended(AccountId account, ImmutableSet<SessionId> ids, Client client) {
        if (!ids.isEmpty()) {
            events.done(account, client, Event.Kind.SESSIONS_ENDED, Integer.toString(ids.size()));
        }
        return Outcome.done(ids);
    }

    /**
     * Writes what was noted of failed sign-ins and wrong codes to the history. To be called every few seconds, and at the end; {@link
     * dev.latchkey.Upkeep} does both.
     *
     * @throws StorageException if that failed; what was not written is kept for the next time
     */
    public void flush() {
        events.flush();
    }

    /** Removes the sessions that died of disuse or of age. */
    public void removeDeadSessions() {
        live.removeDead();
    }

    /** Removes what was counted of wrong guesses long ago. */
    public void removeOldGuesses() {
        store.guesses().removeOld(clock.instant().minus(GUESSES_KEPT), MOST_OF_STRANGERS);
    }
}
