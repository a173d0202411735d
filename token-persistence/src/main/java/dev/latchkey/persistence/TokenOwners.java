package dev.latchkey.persistence;

import dev.latchkey.token.AccountId;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The rows by which the owners of tokens are locked, in the table {@code token_owners}. Who counts the tokens of one owner, or removes
 * some, locks the owner first: so none is added meanwhile, and no two wait for each other's tokens in turn.
 */
final class TokenOwners {

    private final Transactions transactions;

    TokenOwners(Transactions transactions) {
        this.transactions = transactions;
    }

    /** Makes the row of an owner, if there is none. It stays for good. */
    void make(AccountId owner) {
        boolean known = transactions.read(
                handle -> handle.createQuery("SELECT 1 FROM latchkey.token_owners WHERE owner = :owner")
                        .bind("owner", owner.value())
                        .mapTo(int.class)
                        .findOne()
                        .isPresent());
        if (!known) {
            Optional<Integer> unused = transactions.write(handle -> UniqueRows.write(
                    handle,
                    () -> handle.createUpdate("INSERT INTO latchkey.token_owners (owner, touched) VALUES (:owner, 0)")
                            .bind("owner", owner.value())
                            .execute()));
        }
    }

    /** Locks the row of an owner until the end of the transaction, as an update does on both databases. */
    static void lock(Handle handle, AccountId owner) {
        handle.createUpdate("UPDATE latchkey.token_owners SET touched = 0 WHERE owner = :owner")
                .bind("owner", owner.value())
                .execute();
    }

    static int countTokens(Handle handle, AccountId owner) {
        return handle.createQuery("SELECT COUNT(*) FROM latchkey.tokens WHERE owner = :owner")
                .bind("owner", owner.value())
                .mapTo(int.class)
                .one();
    }
}
