package dev.latchkey.demo.environment;

import static java.util.Objects.requireNonNullElse;

import dev.latchkey.demo.text.Texts;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.RefusalReason;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A container image, as {@code acme/app:v1} names it (the grammar of references of the OCI distribution specification, without
 * digests).
 *
 * @param name with its registry, if it has one: {@code registry.example.com:5000/acme/app}
 */
public record DockerImage(String name, String tag) {

    static final String LATEST = "latest";

    private static final int MAX_NAME = 255;
    private static final String COMPONENT = "[a-z0-9]+(?:[._-]+[a-z0-9]+)*";
    private static final String TAG = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}";
    private static final Pattern TAG_FORM = Pattern.compile(TAG);
    /** A first component with a dot or a port, which is none of a name on the default registry. */
    private static final String REGISTRY =
            "(?:localhost|[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+)(?::[0-9]{1,5})?/|[A-Za-z0-9-]+:[0-9]{1,5}/";

    private static final Pattern FORM = Pattern.compile(
            "(?<name>(?:" + REGISTRY + ")?" + COMPONENT + "(?:/" + COMPONENT + ")*)(?::(?<tag>" + TAG + "))?");

    /** Returns the image that {@code text} names; without a tag, the latest. */
    public static Outcome<DockerImage> parse(String text) {
        Matcher image = FORM.matcher(text.strip());
        return text.length() <= MAX_NAME && image.matches()
                ? Outcome.done(new DockerImage(image.group("name"), requireNonNullElse(image.group("tag"), LATEST)))
                : Outcome.refused(RefusalReason.INVALID_VALUE, "give an image as NAME:TAG, not " + Texts.quoted(text));
    }

    /** Returns {@code text} if an image can have it as its tag. */
    public static Outcome<String> parseTag(String text) {
        String tag = text.strip();
        return TAG_FORM.matcher(tag).matches()
                ? Outcome.done(tag)
                : Outcome.refused(
                        RefusalReason.INVALID_VALUE,
                        "a tag has 1 to 128 letters, digits, underscores, dots and hyphens, and begins with none of the"
                                + " last two");
    }
}
