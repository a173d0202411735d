package dev.latchkey.persistence;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.persistence.NodeStatements.Position;
import dev.latchkey.token.TokenFingerprint;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What a transaction changes of what others may have looked up. Used by one thread. */
final class Revoked {

    private final Set<TokenFingerprint> tokens = new HashSet<>();
    private boolean sessions;
    private Optional<Position> position = Optional.empty();

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
        position = Optional.empty();
    }

    ImmutableSet<TokenFingerprint> tokens() {
        return ImmutableSet.copyOf(tokens);
    }

    boolean isEmpty() {
        return tokens.isEmpty() && !sessions;
    }

    void recordedAt(Position now) {
        position = Optional.of(now);
    }

    /** By which revision others know of it; empty if there was nothing to change, or there are no others. */
    Optional<Position> position() {
        return position;
    }
}
