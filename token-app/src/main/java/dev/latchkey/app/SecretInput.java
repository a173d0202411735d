package dev.latchkey.app;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Secrets as people give them to a command: typed unseen, or piped in, one a line, in the order in which they are asked for. */
final class SecretInput {

    private final BufferedReader lines;

    SecretInput(InputStream in) {
        this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /**
     * The next line of the standard input.
     *
     * @param what it is to be
     */
    String line(String what) {
        try {
            String line = lines.readLine();
            if (line == null) {
                throw new UserErrorException("the standard input has no line for " + what);
            }
            return line;
        } catch (IOException e) {
            throw new UserErrorException("the standard input could not be read", e);
        }
    }

    /**
     * What somebody types at the terminal.
     *
     * @param otherwise what to do without a terminal
     */
    @SuppressWarnings("SystemConsoleNull") // it is null without a terminal up to Java 21; later it just reads
    String typed(String prompt, String otherwise) {
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("%s", prompt);
        if (typed == null) {
            throw new UserErrorException("there is no terminal to ask at: " + otherwise);
        }
        return new String(typed);
    }

    /** The first line of a file that an option names. */
    static String firstLine(Path file, String option) {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            String line = reader.readLine();
            if (line == null) {
                throw new UserErrorException(option + ": " + file + " is empty");
            }
            return line;
        } catch (IOException e) {
            throw new UserErrorException(option + ": " + file + " cannot be read", e);
        }
    }
}
