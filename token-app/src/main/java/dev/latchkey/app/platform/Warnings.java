package dev.latchkey.app.platform;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is doubtful in the files and stops nothing. */
final class Warnings {

    private static final Logger LOGGER = LoggerFactory.getLogger(Warnings.class);

    private static final int MOST = 10;

    private final Set<String> told = new LinkedHashSet<>();
    private int others;

    /** Adds one; what is there already is left out. */
    void add(Place place, String what) {
        if (told.size() < MOST) {
            told.add(place + ": " + what);
        } else {
            others++;
        }
    }

    /** Whether others are only counted. */
    boolean isFull() {
        return told.size() >= MOST;
    }

    /** What is logged, in its order. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(told);
        if (others > 0) {
            lines.add("and " + others + " more warnings of the platform's description");
        }
        return lines;
    }

    void log() {
        lines().forEach(LOGGER::warn);
    }
}
