package dev.latchkey.app.platform;

/** The words for what a method does. */
final class Effects {

    private Effects() {}

    /**
     * Whether a word says that a method only reads.
     *
     * @throws IllegalArgumentException if it is neither of the two
     */
    static boolean isReads(String word) {
        return switch (word) {
            case "reads" -> true;
            case "changes" -> false;
            default -> throw new IllegalArgumentException("write reads or changes");
        };
    }
}
