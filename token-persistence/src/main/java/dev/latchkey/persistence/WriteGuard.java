package dev.latchkey.persistence;

import dev.latchkey.token.StorageException;

/** What must be asked around every write, where a database acknowledges commits that it could not keep. */
interface WriteGuard {

    /** For a database that tells of every failure itself. */
    WriteGuard NONE = new WriteGuard() {
        @Override
        public void beforeGrowth() {}

        @Override
        public void beforeRemoval() {}

        @Override
        public void afterCommit() {}
    };

    /**
     * Before a write that may need more of the disk.
     *
     * @throws StorageException if it is not to be tried
     */
    void beforeGrowth();

    /**
     * Before a write that takes rights or rows away, which is tried longer than others on a disk that gets full.
     *
     * @throws StorageException if it is not to be tried
     */
    void beforeRemoval();

    /**
     * After a commit, and before it is acknowledged.
     *
     * @throws StorageException if it may not have reached the disk
     */
    void afterCommit();
}
