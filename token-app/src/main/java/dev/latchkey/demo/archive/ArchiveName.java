package dev.latchkey.demo.archive;

import dev.latchkey.demo.text.Texts;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.RefusalReason;

/** What people call an archive: a file's name, never a path. Nothing on the disk is named by it. */
public final class ArchiveName {

    private static final int MAX_LENGTH = 255;

    private ArchiveName() {}

    public static Outcome<String> parse(String text) {
        return text.contains("/") || text.contains("\\") || text.equals(".") || text.equals("..")
                ? Outcome.refused(RefusalReason.INVALID_VALUE, "give a file's name, and no path")
                : Texts.line(text, MAX_LENGTH);
    }
}
