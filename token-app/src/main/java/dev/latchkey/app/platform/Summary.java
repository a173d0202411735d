package dev.latchkey.app.platform;

/** What a method does, in a line. */
final class Summary {

    private static final int LONGEST = 200;

    private Summary() {}

    /** The first line of {@code text} that is not blank, cut off after {@value #LONGEST} characters. */
    static String of(String text) {
        String line = text.lines()
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .findFirst()
                .orElse("");
        int length = line.codePointCount(0, line.length());
        return length <= LONGEST ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }
}
