package dev.latchkey.http.address;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/** One line of the header Forwarded (RFC 7239, 4), being read. For one thread at a time. */
final class ForwardedHeader {

    /** Longer lines are not read: as many proxies are behind none. */
    static final int MAX_LENGTH = 4_096;

    private static final String FOR = "for";
    private static final String TOKEN_PUNCTUATION = "!#$%&'*+-.^_`|~"; // RFC 9110, 5.6.2
    private static final String ADDRESS_PUNCTUATION = ":[]"; // they want quotation marks, and are often sent without

    private final String line;
    private int position;

    private ForwardedHeader(String line) {
        this.line = line;
    }

    /**
     * For each proxy of a line, in their order, from whom it says that it got the request; an empty text where it does not say.
     * Nothing if the line is broken anywhere, as nobody knows then where its elements end.
     */
    static Optional<ImmutableList<String>> nodes(String line) {
        if (line.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ForwardedHeader(line).nodes());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private ImmutableList<String> nodes() {
        ImmutableList.Builder<String> nodes = ImmutableList.builder();
        do {
            skipSpace();
            if (position < line.length() && line.charAt(position) != ',') {
                nodes.add(element());
            }
        } while (skip(','));
        require(position == line.length());
        return nodes.build();
    }

    private String element() {
        String node = "";
        boolean found = false;
        do {
            skipSpace();
            String name = token("");
            require(!name.isEmpty() && skip('='));
            String value = skip('"') ? quoted() : token(ADDRESS_PUNCTUATION);
            if (name.equalsIgnoreCase(FOR)) {
                require(!found);
                found = true;
                node = value;
            }
            skipSpace();
        } while (skip(';'));
        return node;
    }

    private String token(String more) {
        int start = position;
        while (position < line.length() && isToken(line.charAt(position), more)) {
            position++;
        }
        return line.substring(start, position);
    }

    /** What stands before the closing quotation mark, escapes taken away (RFC 9110, 5.6.4). */
    private String quoted() {
        StringBuilder text = new StringBuilder();
        while (!skip('"')) {
            skip('\\');
            require(position < line.length());
            text.append(line.charAt(position++));
        }
        return text.toString();
    }

    private boolean skip(char c) {
        boolean there = position < line.length() && line.charAt(position) == c;
        position += there ? 1 : 0;
        return there;
    }

    private void skipSpace() {
        while (skip(' ') || skip('\t')) {
            // go on
        }
    }

    private static boolean isToken(char c, String more) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || TOKEN_PUNCTUATION.indexOf(c) >= 0
                || more.indexOf(c) >= 0;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException();
        }
    }
}
