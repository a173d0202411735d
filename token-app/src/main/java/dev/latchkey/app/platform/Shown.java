package dev.latchkey.app.platform;

/** Texts of a file as messages show them: in one line, and not too long. */
final class Shown {

    private static final int LONGEST_TEXT = 100;
    private static final int LONGEST_MESSAGE = 300;

    private Shown() {}

    /** A text in quotation marks. */
    static String quoted(String text) {
        return '"' + shown(text, LONGEST_TEXT) + '"';
    }

    /** What a library says of a text. */
    static String message(String message) {
        return shown(message, LONGEST_MESSAGE);
    }

    /** A text without control characters, cut off if it is long. */
    private static String shown(String text, int longest) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(longest).forEach(c -> shown.appendCodePoint(isVisible(c) ? c : ' '));
        return text.codePointCount(0, text.length()) > longest
                ? shown.append('…').toString()
                : shown.toString();
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
