package dev.latchkey.http.uploads;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where uploads go while they come in, and how much of them there may be. Files that are over a bound are refused; those that
 * are on their way already go on.
 *
 * @param directory exists, and is on the file system where methods keep files, so that they can be moved; nothing else is in it
 * @param maxSize how many bytes a request with a file may have
 * @param maxFiles how many files may be on their way at a time, in all
 * @param maxFilesOfAccount how many of them may be one account's
 * @param maxBytes how many bytes the files on their way may have, in all
 * @param maxBytesOfAccount how many of them may be one account's
 * @param keepFree how many bytes stay free on the disk, for all else that is written to it: a database, say
 */
public record UploadSettings(
        Path directory,
        long maxSize,
        int maxFiles,
        int maxFilesOfAccount,
        long maxBytes,
        long maxBytesOfAccount,
        long keepFree) {

    public static final int DEFAULT_MAX_FILES = 32;
    public static final int DEFAULT_MAX_FILES_OF_ACCOUNT = 8;
    public static final long DEFAULT_MAX_BYTES = 4L << 30;
    public static final long DEFAULT_MAX_BYTES_OF_ACCOUNT = 1L << 30;
    public static final long DEFAULT_KEEP_FREE = 256L << 20;

    /** The second is Netty's, by which earlier versions wrote. */
    private static final String LEFT = "{" + UploadFile.PREFIX + ",FUp_}*" + UploadFile.SUFFIX;

    /** @throws IllegalArgumentException if a bound is negative, or an account's is above that of all */
    public UploadSettings {
        if (maxSize < 0 || maxFilesOfAccount < 0 || maxBytesOfAccount < 0 || keepFree < 0) {
            throw new IllegalArgumentException("bounds of uploads must not be negative");
        }
        if (maxFilesOfAccount > maxFiles || maxBytesOfAccount > maxBytes) {
            throw new IllegalArgumentException(
                    "what one account may upload at a time must not be more than what all may");
        }
    }

    /** With the defaults for all else. */
    public UploadSettings(Path directory, long maxSize) {
        this(
                directory,
                maxSize,
                DEFAULT_MAX_FILES,
                DEFAULT_MAX_FILES_OF_ACCOUNT,
                DEFAULT_MAX_BYTES,
                DEFAULT_MAX_BYTES_OF_ACCOUNT,
                DEFAULT_KEEP_FREE);
    }

    /** Removes what a crash left in the directory. No server may be using it. */
    public void removeLeftovers() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, LEFT)) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
    }
}
