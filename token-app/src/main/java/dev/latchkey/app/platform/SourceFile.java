package dev.latchkey.app.platform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file as text.
 *
 * @param name as its user names it
 */
record SourceFile(String name, String text) {

    /** The most bytes that a file may have: 10 MiB. */
    static final int MOST_BYTES = 10 * 1024 * 1024;

    /** The file's text, without a byte order mark. Empty, with a problem, if it can't be read, is too large or no UTF-8. */
    static Optional<SourceFile> read(Path path, Problems problems) {
        Place start = new Place(path.toString(), 1);
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                problems.add(start, "the file has more than 10 MiB; leave out what is not needed, examples say");
                return Optional.empty();
            }
            return decoded(path.toString(), bytes, problems);
        } catch (IOException e) {
            problems.add(start, "the file cannot be read: " + e);
            return Optional.empty();
        }
    }

    private static Optional<SourceFile> decoded(String name, byte[] bytes, Problems problems) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(bytes.length);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (decoder.decode(in, text, true).isError()) {
            int line = lineAt(text.flip(), text.length());
            problems.add(new Place(name, line), "this is not UTF-8; save the file in UTF-8");
            return Optional.empty();
        }
        String all = text.flip().toString();
        return Optional.of(new SourceFile(name, all.startsWith("\uFEFF") ? all.substring(1) : all));
    }

    /** The place of a character. */
    Place at(int index) {
        return new Place(name, lineAt(text, index));
    }

    private static int lineAt(CharSequence text, int end) {
        return 1 + (int) text.chars().limit(end).filter(c -> c == '\n').count();
    }

    /** A line's text; empty if there is no such line. */
    String line(int number) {
        return text.lines().skip(number - 1L).findFirst().orElse("");
    }
}
