package dev.latchkey.persistence;

import dev.latchkey.account.SessionId;
import dev.latchkey.token.AccountId;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The sessions that end with a change of an account's credentials: all but the one, if any, with which the change is made. A part of what a
 * transaction does that has locked the account.
 *
 * @param ids of sessions
 */
record OtherSessions(IdPermutation ids) {

    /**
     * Ends them, if the one that is kept is there. Whoever changes credentials ends all others: so if it is there, the credentials are
     * still those that were confirmed with it.
     *
     * @return whether it is there; true if none is kept
     */
    boolean end(Handle handle, AccountId account, Optional<SessionId> kept, Revoked revoked) {
        if (!isThere(handle, account, kept)) {
            return false;
        }
        long row = kept.map(id -> ids.row(id.value())).orElse(IdPermutation.NO_ROW);
        revoked.sessions(handle.createUpdate("DELETE FROM latchkey.sessions WHERE account = :account AND id <> :kept")
                .bind("account", Sql.number(account))
                .bind("kept", Math.toIntExact(row))
                .execute());
        return true;
    }

    /** Whether the account has this session, which stays until the end of the transaction then; true if none is given. */
    boolean isThere(Handle handle, AccountId account, Optional<SessionId> session) {
        return session.isEmpty() || isThere(handle, account, session.get());
    }

    private boolean isThere(Handle handle, AccountId account, SessionId session) {
        return handle.createUpdate(
                                "UPDATE latchkey.sessions SET address = address WHERE account = :account AND id = :id")
                        .bind("account", Sql.number(account))
                        .bind("id", Math.toIntExact(ids.row(session.value())))
                        .execute()
                == 1;
    }
}
