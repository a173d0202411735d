package dev.latchkey.demo.text;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * A file beside a class that people edit: each line is a row, its cells divided by {@code |}. Empty lines and those that
 * begin with {@code #} count for nothing; a backslash at its end joins a line with the next.
 */
public final class ResourceRows {

    private static final Splitter CELLS = Splitter.on('|').trimResults();

    private ResourceRows() {}

    /**
     * Returns the rows of a file beside {@code owner}.
     *
     * @throws IllegalStateException if a row has not {@code columns} cells, or one of them is empty
     */
    public static ImmutableList<ImmutableList<String>> read(Class<?> owner, String resource, int columns) {
        return text(owner, resource)
                .replaceAll("\\\\\\R\\s*", "")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> cells(resource, line, columns))
                .collect(toImmutableList());
    }

    private static ImmutableList<String> cells(String resource, String line, int columns) {
        ImmutableList<String> cells = ImmutableList.copyOf(CELLS.split(line));
        if (cells.size() != columns || cells.contains("")) {
            throw new IllegalStateException(resource + ": not " + columns + " cells: " + line);
        }
        return cells;
    }

    /** Returns the whole of a file beside {@code owner}. */
    public static String text(Class<?> owner, String resource) {
        try (InputStream stream = Objects.requireNonNull(owner.getResourceAsStream(resource), resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
