package dev.latchkey.app;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What must not be in a server's log, whatever its clients do: an error, or the stack trace of anything. */
final class LogRule {

    private static final int SHOWN = 5;
    private static final Pattern RECORD = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\S+ ([A-Z]+) .*");
    private static final Pattern ERROR = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\S+ (SEVERE|ERROR) .*");
    private static final Pattern STACK_TRACE = Pattern.compile("\\s+at \\S+\\(.*\\)");
    private static final Pattern ENDED_THREAD = Pattern.compile("Exception in thread .*");

    /** What a library tells of at these levels may have a stack trace. */
    private static final Pattern FOR_DEBUGGING =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\S+ (FINE|FINER|FINEST) .*", Pattern.DOTALL);

    private LogRule() {}

    /**
     * The first records that break it, with the first lines of their stack traces.
     *
     * @param expected the records that contain one of these are left out
     */
    static List<String> broken(String log, List<String> expected) {
        return records(log).stream()
                .filter(LogRule::isBroken)
                .filter(record -> expected.stream().noneMatch(record::contains))
                .limit(SHOWN)
                .map(LogRule::start)
                .toList();
    }

    private static List<String> records(String log) {
        List<String> records = new ArrayList<>();
        StringBuilder current = new StringBuilder();
        for (String line : log.lines().toList()) {
            if (RECORD.matcher(line).matches() && current.length() > 0) {
                records.add(current.toString());
                current.setLength(0);
            }
            current.append(line).append('\n');
        }
        records.add(current.toString());
        return records;
    }

    private static boolean isBroken(String record) {
        boolean forDebugging = FOR_DEBUGGING.matcher(record).matches();
        return record.lines()
                .anyMatch(line -> ERROR.matcher(line).matches()
                        || ENDED_THREAD.matcher(line).matches()
                        || (!forDebugging && STACK_TRACE.matcher(line).matches()));
    }

    private static String start(String record) {
        return String.join("\n", record.lines().limit(12).toList());
    }
}
