package dev.latchkey.benchmarks;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What stands on a command line: options, each a name with two dashes and a value. */
final class Arguments {

    private final Map<String, String> options = new HashMap<>();

    /** @throws IllegalArgumentException if an option has no value, or something else stands there */
    static Arguments parse(String... words) {
        Arguments arguments = new Arguments();
        for (int i = 0; i < words.length; i += 2) {
            if (!words[i].startsWith("--") || i + 1 == words.length) {
                throw new IllegalArgumentException("give --option value, not " + words[i]);
            }
            arguments.options.put(words[i].substring(2), words[i + 1]);
        }
        return arguments;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(options.get(name));
    }

    String text(String name, String otherwise) {
        return options.getOrDefault(name, otherwise);
    }

    int number(String name, int otherwise) {
        return text(name).map(Integer::valueOf).orElse(otherwise);
    }

    Path path(String name, String otherwise) {
        return Path.of(text(name, otherwise)).toAbsolutePath();
    }
}
