package dev.latchkey.http.multipart;

import java.nio.charset.StandardCharsets;

/**
 * Parses a body of {@code multipart/form-data} that comes in pieces of any length (RFC 2046, 5.1.1; RFC 7578), in one pass and
 * without keeping content: a piece is looked at once, wherever its end cuts a delimiter.
 *
 * <p>A line ends in CR LF. What stands before the first delimiter and after the last is ignored, up to {@value #MAX_IGNORED}
 * bytes each. For one thread at a time; of no use after it has thrown.
 */
public final class MultipartParser {

    /** What is told of a body, in its order. */
    public interface Parts {

        /** A part begins; the one before has ended. */
        void begin(PartHead head);

        /**
         * Some of the content of the part that began last; many times, or not at all where it is empty.
         *
         * @param bytes are the caller's again when this returns
         * @param length more than 0
         */
        void content(byte[] bytes, int from, int length);

        /** The part that began last is over. */
        void end();
    }

    /** How many parts a body may have. */
    public static final int MAX_PARTS = 1_000;

    /** How many bytes may stand before the first delimiter, and after the last. */
    public static final int MAX_IGNORED = 1_024;

    private static final int MAX_BOUNDARY = 70;

    private enum State {
        PREAMBLE,
        DELIMITED,
        PADDED,
        HEAD,
        CONTENT,
        EPILOGUE
    }

    private final Parts parts;
    private final byte[] delimiter;
    private final HeadReader head = new HeadReader();
    private State state = State.PREAMBLE;
    private int count;
    private int ignored;

    /** How much of the delimiter has come; the first line needs no line end before it. */
    private int matched = 2;

    /** The last byte after a delimiter; 0 where there is none. */
    private byte last;

    /** @param boundary as {@link #boundary} gives it */
    public MultipartParser(String boundary, Parts parts) {
        this.parts = parts;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The boundary that a Content-Type names.
     *
     * @throws BrokenMultipartException if it names none of 1 to 70 printable ASCII characters
     */
    public static String boundary(String contentType) {
        String boundary =
                HeaderValue.parse(contentType).parameter("boundary").orElse("").stripTrailing();
        boolean printable = boundary.chars().allMatch(c -> c >= ' ' && c <= '~');
        if (boundary.isEmpty() || boundary.length() > MAX_BOUNDARY || !printable) {
            throw new BrokenMultipartException(
                    "the Content-Type has no boundary of 1 to " + MAX_BOUNDARY + " characters of ASCII");
        }
        return boundary;
    }

    /**
     * Takes the next piece.
     *
     * @param piece of any length
     * @throws BrokenMultipartException if the body is not of its form; what {@link Parts} throws comes through
     */
    public void feed(byte[] piece) {
        int at = 0;
        while (at < piece.length) {
            if (state == State.CONTENT || state == State.PREAMBLE) {
                at = scan(piece, at);
            } else {
                step(piece[at]);
                at++;
            }
        }
    }

    /**
     * Says that all pieces have come.
     *
     * @throws BrokenMultipartException if the body is over before its last delimiter
     */
    public void end() {
        if (state != State.EPILOGUE) {
            throw new BrokenMultipartException("it ends before its last boundary");
        }
    }

    /** Looks for the delimiter from {@code from} on, and returns where to go on. A delimiter has one CR alone, its first byte. */
    private int scan(byte[] piece, int from) {
        int earlier = matched; // of a delimiter that began in an earlier piece, until it proves to be none
        for (int i = from; i < piece.length; i++) {
            byte b = piece[i];
            if (b == delimiter[matched]) {
                if (++matched == delimiter.length) {
                    content(piece, from, earlier > 0 ? from : i + 1 - matched);
                    delimited();
                    return i + 1;
                }
            } else if (matched > 0) {
                content(delimiter, 0, earlier);
                earlier = 0;
                matched = b == '\r' ? 1 : 0;
            }
        }
        content(piece, from, earlier > 0 ? from : piece.length - matched);
        return piece.length;
    }

    private void content(byte[] bytes, int from, int end) {
        if (end <= from) {
            return;
        }
        if (state == State.CONTENT) {
            parts.content(bytes, from, end - from);
        } else {
            ignore(end - from);
        }
    }

    private void delimited() {
        if (state == State.CONTENT) {
            parts.end();
        }
        state = State.DELIMITED;
        matched = 0;
        last = 0;
    }

    private void step(byte b) {
        switch (state) {
            case DELIMITED, PADDED -> afterDelimiter(b);
            case HEAD -> {
                if (head.take(b)) {
                    state = State.CONTENT;
                    parts.begin(head.end());
                }
            }
            case EPILOGUE -> ignore(1);
            case PREAMBLE, CONTENT -> throw new IllegalStateException("these are scanned");
        }
    }

    /** Two hyphens, or a line end, perhaps after blanks that a gateway put there (RFC 2046, 5.1.1). */
    private void afterDelimiter(byte b) {
        if (last == '-' && b == '-') {
            state = State.EPILOGUE;
            ignored = 0;
        } else if (last == '\r' && b == '\n') {
            beginPart();
        } else if (last == 0 && (b == ' ' || b == '\t')) {
            state = State.PADDED;
            ignore(1);
        } else if (last == 0 && (b == '\r' || (b == '-' && state == State.DELIMITED))) {
            last = b;
        } else {
            throw new BrokenMultipartException("a boundary is not followed by the end of its line");
        }
    }

    private void beginPart() {
        if (++count > MAX_PARTS) {
            throw new BrokenMultipartException("it has more than " + MAX_PARTS + " parts");
        }
        state = State.HEAD;
        ignored = 0;
    }

    private void ignore(int bytes) {
        ignored += bytes;
        if (ignored > MAX_IGNORED) {
            throw new BrokenMultipartException(
                    "it has more than " + MAX_IGNORED + " bytes before its first boundary, or after its last");
        }
    }
}
