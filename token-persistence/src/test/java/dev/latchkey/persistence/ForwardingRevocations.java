package dev.latchkey.persistence;

import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.Tokens;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;

/** Revocations that pass everything on, for tests that change something on the way. */
class ForwardingRevocations implements Revocations {

    private final Revocations revocations;

    ForwardingRevocations(Revocations revocations) {
        this.revocations = revocations;
    }

    @Override
    public Optional<Tokens.Watch> watch(Consumer<TokenFingerprint> watcher) {
        return revocations.watch(watcher);
    }

    @Override
    public void record(Connection connection, Revoked revoked) throws SQLException {
        revocations.record(connection, revoked);
    }

    @Override
    public void tell(Revoked revoked) {
        revocations.tell(revoked);
    }

    @Override
    public void await(Revoked revoked) {
        revocations.await(revoked);
    }

    @Override
    public <T> T decide(Connections connections, Decision<T> decision) throws SQLException {
        return revocations.decide(connections, decision);
    }

    @Override
    public void close() {
        revocations.close();
    }
}
