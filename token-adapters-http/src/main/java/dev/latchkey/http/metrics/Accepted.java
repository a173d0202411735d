package dev.latchkey.http.metrics;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import java.util.List;

/** Which format somebody prefers that says what it accepts (RFC 9110, 12.5.1). */
final class Accepted {

    private static final Splitter RANGES = Splitter.on(',').trimResults().omitEmptyStrings();
    private static final Splitter PARAMETERS = Splitter.on(';').trimResults().omitEmptyStrings();

    private Accepted() {}

    /**
     * OpenMetrics if that is accepted by name, and liked as well as the text of Prometheus at least. The text of Prometheus in all other
     * cases, as those who can't read it are told so by its type.
     *
     * @param accept the values of the header
     */
    static Exposition preferred(List<String> accept) {
        double openMetrics = 0;
        double text = 0;
        for (String range : RANGES.split(String.join(",", accept))) {
            List<String> parts = PARAMETERS.splitToList(Ascii.toLowerCase(range));
            if (parts.isEmpty()) {
                continue;
            }
            switch (parts.get(0)) {
                case "application/openmetrics-text" -> openMetrics = Math.max(openMetrics, weight(parts, "1.0.0"));
                case "text/plain", "text/*", "*/*" -> text = Math.max(text, weight(parts, "0.0.4"));
                default -> {} // of another kind
            }
        }
        return openMetrics > 0 && openMetrics >= text ? Exposition.OPEN_METRICS : Exposition.PROMETHEUS;
    }

    /** How much a range is liked; 0 if it is of another version, or not to be understood. */
    private static double weight(List<String> parts, String version) {
        double weight = 1;
        for (String part : parts.subList(1, parts.size())) {
            if (part.startsWith("version=") && !unquoted(part.substring(8)).equals(version)) {
                return 0;
            }
            if (part.startsWith("q=")) {
                weight = number(part.substring(2));
            }
        }
        return weight;
    }

    private static String unquoted(String text) {
        return text.replace("\"", "");
    }

    /** As RFC 9110, 12.4.2, has it: from 0 to 1 with three digits at most. */
    private static double number(String text) {
        return text.matches("0(\\.\\d{0,3})?|1(\\.0{0,3})?") ? Double.parseDouble(text) : 0;
    }
}
