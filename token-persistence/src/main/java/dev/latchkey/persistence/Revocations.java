package dev.latchkey.persistence;

import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenWatchers;
import dev.latchkey.token.Tokens;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;

/** How those who have looked something up learn that it was changed. Safe for use by many threads. */
interface Revocations extends AutoCloseable {

    /** Nobody learns it, and so the database has to be asked at every call. */
    Revocations NONE = new Revocations() {

        @Override
        public Optional<Tokens.Watch> watch(Consumer<TokenFingerprint> watcher) {
            return Optional.empty();
        }
    };

    /** As {@link Tokens#watch}. */
    Optional<Tokens.Watch> watch(Consumer<TokenFingerprint> watcher);

    /** Writes what was changed for other processes, as the last thing that the transaction of {@code connection} does. */
    default void record(Connection connection, Revoked revoked) throws SQLException {}

    /** Tells those in this process, after the commit, or after what may have been one. */
    default void tell(Revoked revoked) {}

    /** Returns when no process goes by what was there before the change; or before an earlier one, if that took away what this one did not find. */
    default void await(Revoked revoked) {}

    /** Asks what decides whether a call may be made. */
    default <T> T decide(Connections connections, Decision<T> decision) throws SQLException {
        return connections.call(decision::ask);
    }

    /** Whether calls can be decided now, as far as that is known without asking. */
    default boolean canDecide() {
        return true;
    }

    /** Whether {@code e} comes of what everybody has been told of, as it was noticed once for all: that there is no database for the moment. */
    default boolean isOutage(SQLException e) {
        return false;
    }

    /** How this process does as one of several; empty if it is none. */
    default Optional<NodeStatus> status() {
        return Optional.empty();
    }

    /** Ends what it started. */
    @Override
    default void close() {}

    /** All changes come through this process. */
    static Revocations inThisProcess() {
        TokenWatchers watchers = new TokenWatchers();
        return new Revocations() {

            @Override
            public Optional<Tokens.Watch> watch(Consumer<TokenFingerprint> watcher) {
                return Optional.of(watchers.add(watcher));
            }

            @Override
            public void tell(Revoked revoked) {
                watchers.tell(revoked.tokens());
            }
        };
    }
}
