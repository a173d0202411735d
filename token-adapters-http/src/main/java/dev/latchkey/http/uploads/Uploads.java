package dev.latchkey.http.uploads;

import dev.latchkey.http.Answer;
import dev.latchkey.http.Doorkeeper;
import dev.latchkey.http.EarlyAnswerException;
import dev.latchkey.http.Refusals;
import dev.latchkey.http.ResultCode;
import dev.latchkey.http.bounds.Bound;
import dev.latchkey.http.bounds.BoundCounters;
import dev.latchkey.token.AccountId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * All files that are on their way: how many there are and how large, in all and of each account, and whether the disk has room.
 * Each is asked before the first byte of a file and at every byte that it grows by. Safe for use by many threads.
 */
public final class Uploads {

    /** What one account's files, or all, come to. */
    private record Amount(int files, long bytes) {

        static final Amount NONE = new Amount(0, 0);

        Amount plus(int moreFiles, long moreBytes) {
            return new Amount(files + moreFiles, bytes + moreBytes);
        }
    }

    /** About as much as comes at once: a disk without room for it is full, whatever the reason it gave. */
    private static final int PIECE = 64 * 1024;

    private final UploadSettings settings;
    private final BoundCounters counters;
    private final UploadDisk disk;
    private final Map<Optional<AccountId>, Amount> ofAccounts = new HashMap<>();
    private Amount all = Amount.NONE;

    /** @param counters are told of each file that is refused */
    public Uploads(UploadSettings settings, BoundCounters counters) {
        this(settings, counters, new UploadDisk(settings.directory(), settings.keepFree()));
    }

    Uploads(UploadSettings settings, BoundCounters counters, UploadDisk disk) {
        this.settings = settings;
        this.counters = counters;
        this.disk = disk;
    }

    Path directory() {
        return settings.directory();
    }

    long maxSize() {
        return settings.maxSize();
    }

    /**
     * A place for a file.
     *
     * @param atLeast how many bytes it will have, so far as that is known; 0 or more
     * @throws EarlyAnswerException if there is none
     */
    Place begin(Doorkeeper.Admission admission, long atLeast) throws IOException {
        checkDisk(atLeast);
        take(admission, 1, 0, atLeast);
        return new Place(admission);
    }

    private void checkDisk(long bytes) throws IOException {
        if (!disk.hasRoom(bytes)) {
            throw full();
        }
    }

    private EarlyAnswerException full() {
        counters.refused(Bound.UPLOAD_DISK);
        return disk.full();
    }

    /** @param expected bytes for which there must be room too, though they are not taken */
    private synchronized void take(Doorkeeper.Admission admission, int files, long bytes, long expected) {
        Amount ofAccount = ofAccount(admission).plus(files, bytes);
        Amount ofAll = all.plus(files, bytes);
        check(
                ofAccount.bytes() + expected <= admission.room().bytes()
                        && admission.room().bytes() > 0,
                admission);
        check(ofAccount.files() <= settings.maxFilesOfAccount(), Bound.UPLOADS, 200);
        check(ofAccount.bytes() + expected <= settings.maxBytesOfAccount(), Bound.UPLOAD_BYTES, 200);
        check(ofAll.files() <= settings.maxFiles(), Bound.UPLOADS, 503);
        check(ofAll.bytes() + expected <= settings.maxBytes(), Bound.UPLOAD_BYTES, 503);
        ofAccounts.put(admission.account(), ofAccount);
        all = ofAll;
    }

    private static void check(boolean fits, Doorkeeper.Admission admission) {
        if (!fits) {
            throw new EarlyAnswerException(200, admission.room().refusal());
        }
    }

    private void check(boolean fits, Bound bound, int status) {
        if (fits) {
            return;
        }
        counters.refused(bound);
        throw status == 503
                ? EarlyAnswerException.busy("the server takes all the files that it can: try again in a moment")
                : new EarlyAnswerException(
                        status,
                        Answer.error(
                                ResultCode.PERMISSION_DENIED,
                                "this account sends " + settings.maxFilesOfAccount() + " files with "
                                        + settings.maxBytesOfAccount()
                                        + " bytes at a time and no more: wait until one is through"));
    }

    private synchronized void give(Doorkeeper.Admission admission, long bytes) {
        Amount left = ofAccount(admission).plus(-1, -bytes);
        if (left.equals(Amount.NONE)) {
            ofAccounts.remove(admission.account());
        } else {
            ofAccounts.put(admission.account(), left);
        }
        all = all.plus(-1, -bytes);
    }

    private Amount ofAccount(Doorkeeper.Admission admission) {
        return ofAccounts.getOrDefault(admission.account(), Amount.NONE);
    }

    /** How many files are on their way. */
    synchronized int files() {
        return all.files();
    }

    /** How many bytes they have so far. */
    synchronized long bytes() {
        return all.bytes();
    }

    /** The place of one file. For one thread at a time. */
    final class Place implements AutoCloseable {

        private final Doorkeeper.Admission admission;
        private long bytes;
        private boolean closed;

        private Place(Doorkeeper.Admission admission) {
            this.admission = admission;
        }

        /** @throws EarlyAnswerException if the file may not grow by as much */
        void grow(long by) throws IOException {
            checkDisk(by);
            take(admission, 0, by, 0);
            bytes += by;
        }

        long bytes() {
            return bytes;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                give(admission, bytes);
            }
        }
    }

    /** The failure to write a file, told as what it is: one of the server's own, or a disk that has become full. */
    RuntimeException failed(IOException e) {
        try {
            if (!disk.hasRoom(PIECE)) {
                return full();
            }
        } catch (IOException missing) {
            e.addSuppressed(missing);
        }
        return new EarlyAnswerException(503, Refusals.failure("an upload", e));
    }
}
