package dev.latchkey.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The setting {@code synchronous_standby_names} of a PostgreSQL server.
 *
 * @param required for how many standbys each commit waits; 0 if for none
 * @param named how many are named
 * @param isAny whether any other counts as if it were named
 * @see <a href="https://www.postgresql.org/docs/current/runtime-config-replication.html">PostgreSQL, Replication</a>
 */
record SynchronousStandbys(int required, int named, boolean isAny) {

    private static final Pattern WORD = Pattern.compile("\"(?:[^\"]|\"\")*\"|[^\\s,()\"]+|[(),]");

    /** Reads {@code [FIRST | ANY] number (name, …)} or {@code name, …}, where a name may be {@code *} or stand in quotes. */
    static SynchronousStandbys parse(String setting) {
        List<String> words = new ArrayList<>(
                WORD.matcher(setting).results().map(MatchResult::group).toList());
        int required = 1;
        if (words.contains("(")) {
            if (!words.get(0).matches("\\d+")) {
                String unused = words.remove(0);
            }
            required = Integer.parseInt(words.get(0));
            words = words.subList(words.indexOf("("), words.size());
        }
        List<String> names =
                words.stream().filter(word -> !word.matches("[(),]")).toList();
        return new SynchronousStandbys(names.isEmpty() ? 0 : required, names.size(), names.contains("*"));
    }

    boolean isNone() {
        return required == 0;
    }
}
