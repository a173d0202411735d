package dev.latchkey.account;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * The passwords that are guessed first: the list of the npm package {@code @zxcvbn-ts/language-common}, 4.1.3, one a line, in lower case, the
 * most common first. It is read from the class path each time, as that is seldom: a password is set by a person. Safe for use by many
 * threads.
 */
final class CommonPasswords {

    private static final String FILE = "common-passwords.txt";

    private CommonPasswords() {}

    /** Whether one of these is among them; {@code guesses} are in lower case. */
    static boolean containAny(Set<String> guesses) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                requireNonNull(CommonPasswords.class.getResourceAsStream(FILE), FILE), StandardCharsets.UTF_8))) {
            return lines.lines().anyMatch(guesses::contains);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
