package dev.latchkey.demo.archive;

import dev.latchkey.http.InvalidParameterException;
import io.vertx.core.json.JsonObject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the Maven plugin takes for JSON: one object of texts and whole numbers, in quotes of either kind. The plugin escapes
 * nothing, so that a quote ends a text only where a separator follows it: {@code {'name':'it's.war', 'size':7}}.
 */
final class QuasiJson {

    private static final int MAX_DIGITS = 18;
    private static final Pattern SPACE = Pattern.compile("\\s*");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1," + MAX_DIGITS + "}");

    private final String parameter;
    private final String text;
    private int position;

    private QuasiJson(String parameter, String text) {
        this.parameter = parameter;
        this.text = text;
    }

    /** @throws InvalidParameterException if {@code text} is none */
    static JsonObject parse(String parameter, String text) {
        return new QuasiJson(parameter, text).object();
    }

    private JsonObject object() {
        JsonObject object = new JsonObject();
        expect('{');
        skip(SPACE);
        if (!at('}')) {
            do {
                String name = quoted();
                expect(':');
                skip(SPACE);
                object.put(name, at('\'') || at('"') ? quoted() : (Object) number());
                skip(SPACE);
            } while (accept(','));
        }
        expect('}');
        skip(SPACE);
        if (position != text.length()) {
            throw invalid();
        }
        return object;
    }

    private String quoted() {
        skip(SPACE);
        if (!at('\'') && !at('"')) {
            throw invalid();
        }
        char quote = text.charAt(position);
        int start = ++position;
        while (position < text.length()) {
            if (at(quote) && endsText(position + 1)) {
                return text.substring(start, position++);
            }
            position++;
        }
        throw invalid();
    }

    /** Whether what follows can only stand behind a text. */
    private boolean endsText(int next) {
        Matcher space = SPACE.matcher(text).region(next, text.length());
        int end = space.lookingAt() ? space.end() : next;
        return end == text.length() || ",:}".indexOf(text.charAt(end)) >= 0;
    }

    private long number() {
        Matcher number = NUMBER.matcher(text).region(position, text.length());
        if (!number.lookingAt()) {
            throw invalid();
        }
        position = number.end();
        return Long.parseLong(number.group());
    }

    private void skip(Pattern pattern) {
        Matcher matcher = pattern.matcher(text).region(position, text.length());
        if (matcher.lookingAt()) {
            position = matcher.end();
        }
    }

    private boolean at(char expected) {
        return position < text.length() && text.charAt(position) == expected;
    }

    private boolean accept(char expected) {
        boolean accepted = at(expected);
        position += accepted ? 1 : 0;
        return accepted;
    }

    private void expect(char expected) {
        skip(SPACE);
        if (!accept(expected)) {
            throw invalid();
        }
    }

    private InvalidParameterException invalid() {
        return new InvalidParameterException(
                parameter,
                "give {'name':'app.war', 'archive':'URL', 'comment':'…'}; it goes wrong at character "
                        + (position + 1));
    }
}
