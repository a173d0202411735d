package dev.latchkey.app.platform;

import dev.latchkey.token.Outcome;
import dev.latchkey.token.RefusalReason;

/** What people call an archive: a file's name, never a path. Nothing on the disk is named by it. */
final class ArchiveName {

    private static final int MAX_LENGTH = 255;

    private ArchiveName() {}

    static Outcome<String> parse(String text) {
        return text.contains("/") || text.contains("\\") || text.equals(".") || text.equals("..")
                ? Outcome.refused(RefusalReason.INVALID_VALUE, "give a file's name, and no path")
                : Texts.line(text, MAX_LENGTH);
    }
}
