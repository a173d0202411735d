package dev.latchkey.app;

import com.google.common.collect.ImmutableSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Cuts the values of tokens and sessions out of what is logged. No part of the program logs one; should a library ever do, it is cut here. */
final class Redaction {

    private static volatile Redaction now = new Redaction(ImmutableSet.of("lkp_", "lks_"));

    private final ImmutableSet<String> prefixes;
    private final Pattern values;

    private Redaction(ImmutableSet<String> prefixes) {
        this.prefixes = prefixes;
        this.values = Pattern.compile(
                prefixes.stream().map(Pattern::quote).collect(Collectors.joining("|", "(", ")")) + "[0-9A-Za-z]{20,}");
    }

    private Redaction and(String prefix) {
        return new Redaction(
                ImmutableSet.<String>builder().addAll(prefixes).add(prefix).build());
    }

    /** Has values with this prefix cut too, from now on: those of a platform that gives its tokens a prefix of its own. */
    static synchronized void alsoOf(String prefix) {
        if (prefix.isEmpty()) {
            throw new IllegalArgumentException("prefix is empty");
        }
        now = now.and(prefix);
    }

    /** The text without values. */
    static String of(String text) {
        return now.values.matcher(text).replaceAll("$1[redacted]");
    }
}
