package dev.latchkey.persistence;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.persistence.RevisionStatements.Position;
import dev.latchkey.token.TokenFingerprint;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What a transaction changes of what others may have looked up. Used by one thread. */
final class Revoked {

    private final Set<TokenFingerprint> tokens = new HashSet<>();
    private boolean sessions;
    private boolean gone;
    private Optional<TokenFingerprint> goneToken = Optional.empty();
    private Optional<Position> position = Optional.empty();

    /** The token that had this fingerprint was changed. */
    void token(TokenFingerprint fingerprint) {
        tokens.add(fingerprint);
    }

    /** Sessions, or what they may do, were taken away, if there were any. */
    void sessions(int count) {
        sessions |= count > 0;
    }

    /** Something that was to be taken away is so already, perhaps by a change that not all have heard of. */
    void gone() {
        gone = true;
    }

    /** No token has this fingerprint, perhaps by such a change. */
    void gone(TokenFingerprint fingerprint) {
        goneToken = Optional.of(fingerprint);
    }

    boolean isGone() {
        return gone;
    }

    Optional<TokenFingerprint> goneToken() {
        return goneToken;
    }

    /** Forgets what was noted by an attempt that came to nothing. */
    void clear() {
        tokens.clear();
        sessions = false;
        gone = false;
        goneToken = Optional.empty();
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

    /** The revision under which others hear of it, or of what was there before; empty if nobody has to. */
    Optional<Position> position() {
        return position;
    }
}
