package dev.latchkey.account;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import com.google.common.hash.Hashing;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.TokenFingerprint;
import java.nio.charset.StandardCharsets;

/**
 * Whose wrong passwords or codes are counted together: those of an account, of an address, of a session. Subjects are ordered by their
 * keys, so that those who change several of them can do so in one order.
 *
 * @param key by which a store keeps it, of at most {@value #MAX_LENGTH} UTF-16 code units; it holds no secret, and no login
 */
public record GuessSubject(String key) implements Comparable<GuessSubject> {

    /** How long a key is at most. */
    public static final int MAX_LENGTH = 120;

    /** What the keys begin with of logins that belong to no account. */
    public static final String UNKNOWN_LOGIN = "login:";

    private static final String STRANGERS = "strangers:";
    private static final String KNOWN = "known:";

    /** What the keys begin with of which anybody can cause as many as they like: of logins and addresses. */
    public static final ImmutableSet<String> UNBOUNDED = ImmutableSet.of(UNKNOWN_LOGIN, STRANGERS, KNOWN);

    private static final String SESSION = "session:";

    public GuessSubject {
        requireNonNull(key, "key");
        checkArgument(key.length() <= MAX_LENGTH, "key is longer than %s: %s", MAX_LENGTH, key);
    }

    /** Whether it is a session's: somebody who is signed in gives the password, perhaps to take a right away. */
    public boolean isSession() {
        return key.startsWith(SESSION);
    }

    /** The strangers who try to sign in to an account. */
    public static GuessSubject account(AccountId account) {
        return new GuessSubject("account:" + requireNonNull(account, "account"));
    }

    /**
     * A login of which there is no account. People type passwords where the login belongs: so only 32 bits of its hash are kept, from which
     * nothing can be told.
     */
    static GuessSubject unknownLogin(String login) {
        return new GuessSubject(UNKNOWN_LOGIN
                + Hashing.sha256()
                        .hashString(login, StandardCharsets.UTF_8)
                        .toString()
                        .substring(0, 8));
    }

    /** A browser that an account has signed in with before. */
    static GuessSubject knownBrowser(TokenFingerprint browser) {
        return new GuessSubject("browser:" + browser);
    }

    static GuessSubject session(SessionId session) {
        return new GuessSubject(SESSION + session);
    }

    /** The strangers of a network. */
    static GuessSubject strangersAt(String network) {
        return new GuessSubject(STRANGERS + network);
    }

    /** The sessions and known browsers of a network. */
    static GuessSubject knownAt(String network) {
        return new GuessSubject(KNOWN + network);
    }

    /** The second factor of an account. */
    public static GuessSubject codes(AccountId account) {
        return new GuessSubject("codes:" + requireNonNull(account, "account"));
    }

    @Override
    public int compareTo(GuessSubject other) {
        return key.compareTo(other.key);
    }
}
