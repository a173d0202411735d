package dev.latchkey.http.uploads;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that is being written, readable by its owner alone. It blocks. For one thread at a time. */
final class UploadFile implements AutoCloseable {

    static final String PREFIX = "upload-";
    static final String SUFFIX = ".tmp";

    private final Path path;
    private final FileChannel channel;

    private UploadFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static UploadFile create(Path directory) throws IOException {
        Path path = Files.createTempFile(directory, PREFIX, SUFFIX);
        try {
            return new UploadFile(path, FileChannel.open(path, StandardOpenOption.WRITE));
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    Path path() {
        return path;
    }

    void write(byte[] bytes, int from, int length) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes, from, length);
        while (left.hasRemaining()) {
            channel.write(left);
        }
    }

    /** Closes it; the file stays. */
    void finish() throws IOException {
        channel.close();
    }

    /** Closes it, and removes the file if it is still there. */
    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(path);
        }
    }
}
