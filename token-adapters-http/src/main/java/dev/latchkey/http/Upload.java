package dev.latchkey.http;

import java.nio.file.Path;

/**
 * A file that came with a call.
 *
 * @param fileName what the client calls it; not to be trusted as a path
 * @param file where it is; gone when the method has answered, unless it was moved away
 * @param size in bytes; 0 or more
 */
public record Upload(String fileName, Path file, long size) {}
