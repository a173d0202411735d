package dev.latchkey.http;

import java.nio.file.Path;

/**
 * Where uploads go while they come in.
 *
 * @param directory exists, and is on the file system where methods keep files, so that they can be moved; what is left in it
 *     from a crash may be removed when no server runs
 * @param maxSize how many bytes a request with a file may have
 */
public record UploadSettings(Path directory, long maxSize) {}
