package dev.latchkey.http.multipart;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Gathers the headers of one part after the other, byte for byte. */
final class HeadReader {

    /** How many bytes the headers of a part may have. */
    static final int MAX_BYTES = 8 * 1024;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final List<String> lines = new ArrayList<>();
    private int bytes;
    private byte last;

    /**
     * Takes a byte, and returns whether the headers are over with it.
     *
     * @throws BrokenMultipartException if they are too long, or no lines of text that end in CR LF
     */
    boolean take(byte b) {
        if (++bytes > MAX_BYTES) {
            throw new BrokenMultipartException("a part has more than " + MAX_BYTES + " bytes of headers");
        }
        boolean afterReturn = last == '\r';
        last = b;
        if (afterReturn != (b == '\n')) {
            throw new BrokenMultipartException("a part has a header that does not end in CR LF");
        }
        if (b == '\n') {
            return endLine();
        }
        if (b != '\r') {
            addToLine(b);
        }
        return false;
    }

    /** What was gathered, and begins anew. */
    PartHead end() {
        PartHead head = PartHead.parse(lines);
        lines.clear();
        bytes = 0;
        last = 0;
        return head;
    }

    private boolean endLine() {
        if (line.size() == 0) {
            return true;
        }
        lines.add(Percents.utf8(line.toByteArray()));
        line.reset();
        return false;
    }

    private void addToLine(byte b) {
        boolean control = (b >= 0 && b < ' ' && b != '\t') || b == 0x7F;
        boolean folded = line.size() == 0 && (b == ' ' || b == '\t');
        if (control || folded) {
            throw new BrokenMultipartException("a part has a header with a control character, or on two lines");
        }
        line.write(b);
    }
}
