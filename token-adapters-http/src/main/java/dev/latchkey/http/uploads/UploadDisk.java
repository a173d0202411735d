package dev.latchkey.http.uploads;

import dev.latchkey.http.EarlyAnswerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The room on the disk where uploads go. Asking costs a call of the system. Safe for use by many threads. */
final class UploadDisk {

    private static final Logger LOGGER = LoggerFactory.getLogger(UploadDisk.class);
    private static final Duration QUIET = Duration.ofMinutes(10);

    private final Path directory;
    private final long keepFree;
    private final LongSupplier usableSpace;
    private final AtomicLong quietUntil = new AtomicLong(System.nanoTime());

    /** @param keepFree how many bytes must stay free */
    UploadDisk(Path directory, long keepFree) {
        this(directory, keepFree, directory.toFile()::getUsableSpace);
    }

    /** @param usableSpace how many bytes are free; 0 where the directory is not there */
    UploadDisk(Path directory, long keepFree, LongSupplier usableSpace) {
        this.directory = directory;
        this.keepFree = keepFree;
        this.usableSpace = usableSpace;
    }

    /**
     * Whether there is room for {@code bytes} more.
     *
     * @throws IOException if the directory is not there
     */
    boolean hasRoom(long bytes) throws IOException {
        long usable = usableSpace.getAsLong();
        if (usable == 0 && !Files.isDirectory(directory)) {
            throw new NoSuchFileException(directory.toString());
        }
        return bytes <= usable - keepFree;
    }

    /** The answer where there is none; the operator is told, though not at each. */
    EarlyAnswerException full() {
        long now = System.nanoTime();
        long until = quietUntil.get();
        if (now - until >= 0 && quietUntil.compareAndSet(until, now + QUIET.toNanos())) {
            LOGGER.warn("files are refused: {} bytes are to stay free on the disk of {}", keepFree, directory);
        }
        return EarlyAnswerException.busy("the disk for files is full: none is taken until its operator makes room");
    }
}
