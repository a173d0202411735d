package dev.latchkey.app.platform;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is wrong with the files, as it is found. */
final class Problems {

    /** How many are told. */
    static final int MOST = 20;

    private final List<String> files = new ArrayList<>();
    private final List<Problem> found = new ArrayList<>();

    private record Problem(int file, int line, String text) {}

    /**
     * Adds one.
     *
     * @param what what is wrong, and what to write instead
     */
    void add(Place place, String what) {
        if (!files.contains(place.file())) {
            files.add(place.file());
        }
        found.add(new Problem(files.indexOf(place.file()), place.line(), place + ": " + what));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** Whether there are more than are told, so that looking for others is of no use. */
    boolean isFull() {
        return found.size() > MOST;
    }

    /** @throws PlatformFileException if there are any */
    void throwIfAny() {
        if (found.isEmpty()) {
            return;
        }
        String told = found.stream()
                .sorted(Comparator.comparingInt(Problem::file).thenComparingInt(Problem::line))
                .limit(MOST)
                .map(Problem::text)
                .collect(joining("\n"));
        throw new PlatformFileException(found.size() > MOST ? told + "\nand " + (found.size() - MOST) + " more" : told);
    }
}
