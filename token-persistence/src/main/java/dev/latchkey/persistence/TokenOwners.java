package dev.latchkey.persistence;

import dev.latchkey.token.AccountId;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The rows by which the owners of tokens are locked, in the table {@code token_owners}. Who counts the tokens of one owner, or changes
 * several, locks the owner first: so none is added meanwhile, and no two wait for each other's tokens in turn. A disabled owner is
 * marked in its row, where adding looks, and in each of its tokens' rows, where the look-up does.
 */
final class TokenOwners {

    private final Transactions transactions;

    TokenOwners(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Makes the row of an owner, if there is none. It stays for good. */
    void make(AccountId owner) {
        if (isDisabled(owner).isEmpty()) {
            Optional<Integer> unused = transactions.write(handle -> insert(handle, owner));
        }
    }

    /** The same where it is made to take rights away. */
    private void makeToShrink(AccountId owner) {
        if (isDisabled(owner).isEmpty()) {
            Optional<Integer> unused = transactions.shrink(handle -> insert(handle, owner));
        }
    }

    private static Optional<Integer> insert(Handle handle, AccountId owner) {
        return UniqueRows.write(
                handle,
                () -> handle.createUpdate("INSERT INTO latchkey.token_owners (owner, touched) VALUES (:owner, 0)")
                        .bind("owner", owner.value())
                        .execute());
    }

    /** Whether an owner is disabled; empty if it has no row. */
    Optional<Boolean> isDisabled(AccountId owner) {
        return transactions.read(
                handle -> handle.createQuery("SELECT disabled FROM latchkey.token_owners WHERE owner = :owner")
                        .bind("owner", owner.value())
                        .mapTo(boolean.class)
                        .findOne());
    }

    /** Disables an owner with all its tokens. */
    void disable(AccountId owner) {
        makeToShrink(owner);
        int unused = transactions.shrink((handle, revoked) -> setDisabled(handle, owner, true, revoked));
    }

    /** Enables an owner with all its tokens. */
    void enable(AccountId owner) {
        int unused = transactions.write((handle, revoked) -> setDisabled(handle, owner, false, revoked));
    }

    /** The owner's row first: it stays locked, and so the tokens that there are then are all that there will be. */
    private static int setDisabled(Handle handle, AccountId owner, boolean disabled, Revoked revoked) {
        int unused = handle.createUpdate("UPDATE latchkey.token_owners SET disabled = :disabled WHERE owner = :owner")
                .bind("disabled", disabled)
                .bind("owner", owner.value())
                .execute();
        int changed = handle.createUpdate("UPDATE latchkey.tokens SET owner_disabled = :disabled"
                        + " WHERE owner = :owner AND owner_disabled <> :disabled")
                .bind("disabled", disabled)
                .bind("owner", owner.value())
                .execute();
        handle.createQuery("SELECT fingerprint FROM latchkey.tokens WHERE owner = :owner")
                .bind("owner", owner.value())
                .map((row, context) -> Sql.fingerprint(row))
                .forEach(revoked::token);
        return changed;
    }

    /** Locks the row of an owner until the end of the transaction, as an update does on both databases. */
    static void lock(Handle handle, AccountId owner) {
        handle.createUpdate("UPDATE latchkey.token_owners SET touched = 0 WHERE owner = :owner")
                .bind("owner", owner.value())
                .execute();
    }

    /** The same unless the owner is disabled; returns whether it is not. The owner has a row. */
    static boolean lockIfEnabled(Handle handle, AccountId owner) {
        return handle.createUpdate("UPDATE latchkey.token_owners SET touched = 0 WHERE owner = :owner AND NOT disabled")
                        .bind("owner", owner.value())
                        .execute()
                == 1;
    }

    static int countTokens(Handle handle, AccountId owner) {
        return handle.createQuery("SELECT COUNT(*) FROM latchkey.tokens WHERE owner = :owner")
                .bind("owner", owner.value())
                .mapTo(int.class)
                .one();
    }
}
