package dev.latchkey.persistence;

import static java.util.Objects.requireNonNull;

import dev.latchkey.token.StorageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The directory {@code database} in a data directory, while this process alone has it: the lock is the operating system's, and gone
 * with the process, however that ends.
 */
final class DataDirectory implements AutoCloseable {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path directory;
    private final FileChannel lock;

    private DataDirectory(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /**
     * Makes it in {@code dataDirectory}, which is made too if it is not there, and locks it.
     *
     * @throws StorageException if that fails, or it is in use
     */
    static DataDirectory lock(Path dataDirectory) {
        Path directory = dataDirectory.toAbsolutePath().normalize().resolve("database");
        String path = directory.toString();
        if (path.contains(";") || path.contains("${")) { // in a URL, HSQLDB takes them for signs of its own
            throw new StorageException("the data directory " + dataDirectory + " must have no ; or ${ in its path");
        }
        try {
            makeForOwnerOnly(directory);
            FileChannel channel = FileChannel.open(
                    directory.resolve("latchkey.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new StorageException("the data directory " + dataDirectory + " is in use by another process");
            }
            return new DataDirectory(directory, channel);
        } catch (IOException e) {
            throw new StorageException("the data directory " + dataDirectory + " cannot be used", e);
        }
    }

    /** What was there already may be shared with others, and is left as it is; only what is ours is closed to them. */
    private static void makeForOwnerOnly(Path directory) throws IOException {
        Path parent = requireNonNull(directory.getParent());
        if (Files.notExists(parent)) {
            Files.createDirectories(parent);
            closeToOthers(parent);
        }
        Files.createDirectories(directory);
        closeToOthers(directory);
    }

    private static void closeToOthers(Path directory) throws IOException {
        @Nullable PosixFileAttributeView view = Files.getFileAttributeView(directory, PosixFileAttributeView.class);
        if (view != null) {
            view.setPermissions(OWNER_ONLY);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // this process itself has it open already
        }
    }

    /** What the names of the database's files begin with. */
    Path files() {
        return directory.resolve("latchkey");
    }

    /** Bytes that can still be written. */
    long usableSpace() {
        return directory.toFile().getUsableSpace();
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new StorageException("the lock on " + directory + " cannot be given free", e);
        }
    }
}
