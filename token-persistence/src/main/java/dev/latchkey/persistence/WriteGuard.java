package dev.latchkey.persistence;

import dev.latchkey.token.StorageException;

/** What must be asked around every write, where a database acknowledges commits that it could not keep. */
interface WriteGuard {

    /** For a database that tells of every failure itself. */
    WriteGuard NONE = new WriteGuard() {
        @Override
        public void beforeWrite() {}

        @Override
        public void afterCommit() {}
    };

    /**
     * Before a write.
     *
     * @throws StorageException if it is not to be tried
     */
    void beforeWrite();

    /**
     * After a commit, and before it is acknowledged.
     *
     * @throws StorageException if it may not have reached the disk
     */
    void afterCommit();
}
