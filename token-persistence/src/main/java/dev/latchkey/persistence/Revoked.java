package dev.latchkey.persistence;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.TokenFingerprint;
import java.util.HashSet;
import java.util.Set;

/** What a transaction changes of what others may have looked up. Used by one thread. */
final class Revoked {

    /** The revision of a change that nobody has to be told of. */
    static final long NO_REVISION = -1;

    private final Set<TokenFingerprint> tokens = new HashSet<>();
    private boolean sessions;
    private long revision = NO_REVISION;

    /** The token that had this fingerprint was changed. */
    void token(TokenFingerprint fingerprint) {
        tokens.add(fingerprint);
    }

    /** Sessions, or what they may do, were taken away, if there were any. */
    void sessions(int count) {
        sessions |= count > 0;
    }

    /** Forgets what was noted by an attempt that came to nothing. */
    void clear() {
        tokens.clear();
        sessions = false;
        revision = NO_REVISION;
    }

    ImmutableSet<TokenFingerprint> tokens() {
        return ImmutableSet.copyOf(tokens);
    }

    boolean isEmpty() {
        return tokens.isEmpty() && !sessions;
    }

    void recordedAs(long number) {
        revision = number;
    }

    /** By which number others know of it; {@link #NO_REVISION} if it is empty, or there are no others. */
    long revision() {
        return revision;
    }
}
