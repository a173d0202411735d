package dev.latchkey.http.uploads;

import dev.latchkey.http.Doorkeeper;
import dev.latchkey.http.EarlyAnswerException;
import dev.latchkey.http.InvalidParameterException;
import dev.latchkey.http.Upload;
import dev.latchkey.http.bounds.BodyBytes;
import dev.latchkey.http.bounds.BodyMemory;
import dev.latchkey.http.bounds.Bounds;
import java.io.IOException;
import java.util.Optional;

/**
 * The file of a body while it comes in: held in memory until it is known who sends it, and on disk from then on. It blocks. For
 * one thread at a time.
 */
final class IncomingFile implements AutoCloseable {

    private record OnDisk(Uploads.Place place, UploadFile file) {}

    private final String name;
    private final Uploads uploads;
    private final BodyMemory.Share memory;
    private final BodyBytes waiting = new BodyBytes();
    private Optional<OnDisk> onDisk = Optional.empty();

    IncomingFile(String name, Uploads uploads, BodyMemory.Share memory) {
        this.name = name;
        this.uploads = uploads;
        this.memory = memory;
    }

    boolean isAdmitted() {
        return onDisk.isPresent();
    }

    void write(byte[] bytes, int from, int length) {
        if (onDisk.isPresent()) {
            write(onDisk.get(), bytes, from, length);
            return;
        }
        if (!memory.fits(length)) {
            throw new InvalidParameterException(
                    "session",
                    "it is still missing after " + Bounds.MAX_BODY
                            + " bytes: send it before the file, or as Authorization: Bearer");
        }
        memory.take(length);
        waiting.append(bytes, from, length);
    }

    /**
     * Goes on on disk.
     *
     * @param atLeast how many bytes are known to come
     * @throws EarlyAnswerException if there is no room for it
     */
    void admit(Doorkeeper.Admission admission, long atLeast) {
        OnDisk begun = begin(admission, atLeast);
        onDisk = Optional.of(begun);
        write(begun, waiting.toByteArray(), 0, waiting.size());
        memory.give(waiting.size());
        waiting.clear();
    }

    private OnDisk begin(Doorkeeper.Admission admission, long atLeast) {
        try {
            Uploads.Place place = uploads.begin(admission, waiting.size() + atLeast);
            try {
                return new OnDisk(place, UploadFile.create(uploads.directory()));
            } catch (IOException e) {
                place.close();
                throw e;
            }
        } catch (IOException e) {
            throw uploads.failed(e);
        }
    }

    private void write(OnDisk begun, byte[] bytes, int from, int length) {
        try {
            begun.place().grow(length);
            begun.file().write(bytes, from, length);
        } catch (IOException e) {
            throw uploads.failed(e);
        }
    }

    /** The whole file, closed; it keeps its place until this is closed. */
    Upload finish() {
        OnDisk whole = onDisk.orElseThrow();
        try {
            whole.file().finish();
        } catch (IOException e) {
            throw uploads.failed(e);
        }
        return new Upload(name, whole.file().path(), whole.place().bytes());
    }

    /** Closes it, removes it from the disk unless it was moved away, and gives its place back. */
    @Override
    public void close() throws IOException {
        if (onDisk.isPresent()) {
            try (Uploads.Place place = onDisk.get().place()) {
                onDisk.get().file().close();
            }
        }
    }
}
