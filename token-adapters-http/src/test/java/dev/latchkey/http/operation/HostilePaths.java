package dev.latchkey.http.operation;

import java.util.List;
import java.util.Random;

/** Paths as honest and hostile clients write them, the same for the same seed. */
final class HostilePaths {

    private static final List<String> SEGMENTS = List.of(
            "orders",
            "orders",
            "orders",
            "export",
            "items",
            "users",
            "me",
            "v1",
            "7",
            "42",
            "a-b",
            "ORDERS",
            "Export",
            "%6frders",
            "order%73",
            "ex%70ort",
            "%45xport",
            "%2e",
            "%2E%2e",
            ".",
            "..",
            "...",
            "",
            "",
            ";x=1",
            "orders;x=1",
            "export;",
            "%3b",
            "a%2Fb",
            "..%2forders",
            "%5c..",
            "a\\b",
            "%00",
            "export%00",
            "%",
            "%zz",
            "%2",
            "%252e",
            "%252Fexport",
            "%C3%A9",
            "%c0%af",
            "%E2%80%8Bme",
            "%ef%bc%8f",
            "%20",
            "export%20",
            "%20export",
            "me%0a",
            "*",
            "{id}",
            ":id",
            "%7Bid%7D",
            "~",
            "a+b",
            "a:b",
            "@",
            "$",
            "!",
            "'",
            "(x)",
            ",",
            "=",
            "&",
            "|",
            "^",
            "\"",
            "<",
            "[x]",
            "`",
            "export.json",
            "export.",
            "orders%3Fx",
            "a%23b",
            "%2e%2e%2forders");

    private static final List<String> SPLICES = List.of(
            "/", "//", "/./", "/../", "%2f", "%2F", "%5C", ";", ";a=b", "%3B", "%", "%25", ".", "%2e", "\\", "%00", "?",
            "??", "&", "%3f", "#", "%23", "%0d%0a", "%20", "+", "A", "s");

    /** What some servers take for a slash, and what they take for no more than one. */
    private static final List<String> SLASHES = List.of("%2f", "%2F", "%5c", "%5C", "\\", "//", "%252F", "/./", ";/");

    private static final List<String> QUERIES =
            List.of("", "", "", "?", "?a=b", "?/../orders", "?a=%zz", "??", "?a=1?b=2");

    private final Random random;
    private final List<String> templates;

    HostilePaths(long seed, List<String> templates) {
        this.random = new Random(seed);
        this.templates = templates;
    }

    String next() {
        String path = random.nextBoolean() ? ofTemplate() : ofSegments();
        int splices = random.nextInt(3) == 0 ? 1 + random.nextInt(2) : 0;
        for (int i = 0; i < splices; i++) {
            int at = 1 + random.nextInt(path.length());
            path = path.substring(0, at) + pick(SPLICES) + path.substring(at);
        }
        return (random.nextInt(8) == 0 ? withAnotherSlash(path) : path) + pick(QUERIES);
    }

    private String ofTemplate() {
        String path = pick(templates);
        while (path.contains("{")) {
            String value = random.nextInt(3) == 0 ? pick(SEGMENTS) : Integer.toString(random.nextInt(100));
            path = path.substring(0, path.indexOf('{')) + value + path.substring(path.indexOf('}') + 1);
            if (value.contains("{")) {
                return path;
            }
        }
        return random.nextInt(8) == 0
                ? path + "/"
                : random.nextInt(8) == 0 ? path.toUpperCase(java.util.Locale.ROOT) : path;
    }

    /** The path with one of its slashes, but the first, written in another way. */
    private String withAnotherSlash(String path) {
        int at = path.indexOf('/', 1 + random.nextInt(path.length()));
        return at < 0 ? path : path.substring(0, at) + pick(SLASHES) + path.substring(at + 1);
    }

    private String ofSegments() {
        StringBuilder path = new StringBuilder();
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            path.append('/').append(pick(SEGMENTS));
        }
        return path.toString();
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
