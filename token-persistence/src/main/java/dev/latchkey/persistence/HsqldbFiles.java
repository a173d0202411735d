package dev.latchkey.persistence;

import dev.latchkey.token.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is looked at in HSQLDB's files before it opens them, as it passes over the same in silence. */
final class HsqldbFiles {

    private static final Logger LOG = LoggerFactory.getLogger(HsqldbFiles.class);

    private static final int CHUNK = 8192;

    /** Bytes of the longest record: a LONGVARCHAR, which has at most 16 Mi characters, and the other columns of its row. */
    private static final long MAX_RECORD = 17L << 20;

    private HsqldbFiles() {}

    /**
     * Makes sure that the log is there if it was, and ends with a whole line. HSQLDB writes a line a record, the last of a
     * commit before it acknowledges that: what a crash has left of a line was not acknowledged.
     *
     * @param database what the names of the files begin with
     * @throws StorageException if the log is missing beside a database that was open when it ended, or ends with what is no
     *     part of a record
     */
    static void prepare(Path database) throws IOException {
        Path log = Path.of(database + ".log");
        if (Files.exists(log)) {
            cutTornLine(log);
        } else if (wasOpen(Path.of(database + ".properties"))) {
            throw new StorageException(
                    "the log " + log + " is missing, and with it what was changed since the last checkpoint:"
                            + " put it back, or restore the whole directory from a backup");
        }
    }

    /** HSQLDB notes there that its log counts, at the first change, and that it no longer does, when it has shut down. */
    private static boolean wasOpen(Path file) throws IOException {
        if (Files.notExists(file)) {
            return false;
        }
        Properties properties = new Properties();
        try (InputStream content = Files.newInputStream(file)) {
            properties.load(content);
        }
        return "yes".equals(properties.getProperty("modified"));
    }

    private static void cutTornLine(Path log) throws IOException {
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = endOfLastLine(channel, log);
            long torn = channel.size() - end;
            if (torn > 0) {
                LOG.warn("{} ends with {} bytes of a record that was not acknowledged: they are cut off", log, torn);
                channel.truncate(end);
                channel.force(true);
            }
        }
    }

    /** Throws a {@link StorageException} if what follows the last line can't be the beginning of one record. */
    private static long endOfLastLine(FileChannel channel, Path log) throws IOException {
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        for (long end = channel.size(); end > 0; end -= chunk.limit()) {
            read(channel, chunk, end);
            for (int i = chunk.limit() - 1; i >= 0; i--) {
                long position = end - chunk.limit() + i;
                if (chunk.get(i) == '\n') {
                    return position + 1;
                }
                if (!isOfARecord(chunk.get(i)) || channel.size() - position > MAX_RECORD) {
                    throw new StorageException(
                            "the log " + log + " is damaged at its end: what follows its last line is"
                                    + " no record that a crash has torn: restore the whole directory from a backup");
                }
            }
        }
        return 0;
    }

    /** Fills the chunk with what stands before {@code end}. */
    private static void read(FileChannel channel, ByteBuffer chunk, long end) throws IOException {
        chunk.clear().limit((int) Math.min(CHUNK, end));
        long start = end - chunk.limit();
        while (chunk.hasRemaining() && channel.read(chunk, start + chunk.position()) >= 0) {
            // reads on
        }
    }

    /** HSQLDB writes all other characters as escapes. A carriage return ends a line on Windows, before the line feed. */
    private static boolean isOfARecord(byte value) {
        return value >= ' ' || value == '\r';
    }
}
