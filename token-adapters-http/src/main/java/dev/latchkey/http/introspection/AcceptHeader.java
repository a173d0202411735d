package dev.latchkey.http.introspection;

import com.google.common.base.Splitter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What types of answers a request takes (RFC 9110, 12.5.1). */
final class AcceptHeader {

    private static final Splitter RANGES = Splitter.on(',').trimResults().omitEmptyStrings();
    private static final Splitter PARAMETERS = Splitter.on(';').trimResults();
    private static final Pattern REFUSING = Pattern.compile("q\\s*=\\s*0(?:\\.0{0,3})?", Pattern.CASE_INSENSITIVE);

    private AcceptHeader() {}

    /** Whether JSON is among what {@code headers} take: by the narrowest range that names it, and always if there are none. */
    static boolean takesJson(List<String> headers) {
        int narrowest = 0;
        boolean takes = false;
        boolean any = false;
        for (String header : headers) {
            for (String range : RANGES.split(header)) {
                any = true;
                List<String> parts = PARAMETERS.splitToList(range);
                int narrowness = narrowness(parts.get(0).toLowerCase(Locale.ROOT));
                if (narrowness > narrowest) {
                    narrowest = narrowness;
                    takes = parts.stream()
                            .noneMatch(part -> REFUSING.matcher(part).matches());
                }
            }
        }
        return !any || takes;
    }

    private static int narrowness(String range) {
        return switch (range) {
            case "application/json" -> 3;
            case "application/*" -> 2;
            case "*/*" -> 1;
            default -> 0;
        };
    }
}
