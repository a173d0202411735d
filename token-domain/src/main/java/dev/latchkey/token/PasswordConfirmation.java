package dev.latchkey.token;

import java.util.function.Supplier;

/**
 * Proof that an account's owner is there. It may take a while and blocks meanwhile; it is safe for use by many threads,
 * and bounds by itself how many it checks at once.
 */
public interface PasswordConfirmation {

    /** What came of it. */
    enum Result {
        CONFIRMED,
        WRONG,
        /** It was not checked, as too many others are waiting. */
        BUSY;

        /** The outcome of {@code next} if the password was confirmed, otherwise the refusal that this is. */
        public <T> Outcome<T> then(Supplier<Outcome<T>> next) {
            return switch (this) {
                case CONFIRMED -> next.get();
                case WRONG -> Outcome.refused(RefusalReason.WRONG_PASSWORD, "the login or the password is wrong");
                case BUSY ->
                    Outcome.refused(
                            RefusalReason.TOO_BUSY, "too many passwords are being checked: try again in a few seconds");
            };
        }
    }

    /**
     * Checks {@code password}. For an account that does not exist the answer is WRONG, and takes as long as for one that does.
     *
     * @throws StorageException if the account's password cannot be looked up
     */
    Result confirm(AccountId account, Password password);
}
