package dev.latchkey.http.operation;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static java.util.stream.Collectors.joining;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The paths of an operation: {@code /orders/{id}/items}. A segment is a text, which a path must have exactly so, or one parameter, which
 * stands for any one segment that is not empty. A slash at the end counts. Immutable.
 */
public final class PathTemplate {

    private static final Splitter SEGMENTS = Splitter.on('/');
    private static final Pattern PARAMETER = Pattern.compile("\\{[^{}/]+\\}");
    private static final Pattern BRACES = Pattern.compile("[{}]");

    private final String text;
    private final ImmutableList<Segment> segments;

    /**
     * A segment of paths.
     *
     * @param literal what it has to be, decoded; null for a parameter
     * @param partial what it has to match, if parameters are parts of it; null otherwise
     */
    record Segment(@Nullable String literal, @Nullable Pattern partial) {

        static final Segment PARAMETER = new Segment(null, null);

        static Segment of(String literal) {
            return new Segment(literal, null);
        }

        /** Whether a segment exists that both stand for. Texts that differ in their case alone are not told apart, as some servers ignore it. */
        boolean overlaps(Segment other) {
            return literal == null || other.literal == null || literal.equalsIgnoreCase(other.literal);
        }

        boolean differsInCaseAlone(Segment other) {
            return literal != null && !literal.equals(other.literal) && literal.equalsIgnoreCase(other.literal);
        }

        boolean isNarrowerThan(Segment other) {
            return literal != null && other.literal == null;
        }
    }

    private PathTemplate(String text, ImmutableList<Segment> segments) {
        this.text = text;
        this.segments = segments;
    }

    /**
     * The template that {@code text} is, in which parameters stand in braces, as OpenAPI has them (3.1, 4.7.8.2). Percent-encoded
     * characters of a text are decoded, as those of a path are.
     *
     * @throws IllegalArgumentException if it does not begin with a slash, has a parameter that is not a whole segment, or text that
     *     {@link RequestPath} would not take; the message says what is wrong and what to write
     */
    public static PathTemplate parse(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("path must begin with a slash: " + text);
        }
        ImmutableList<String> parts = SEGMENTS.splitToStream(text.substring(1)).collect(toImmutableList());
        if (parts.subList(0, parts.size() - 1).contains("")) {
            throw new IllegalArgumentException("a path must have no empty segment but at its end: " + text);
        }
        return new PathTemplate(
                text, parts.stream().map(part -> segment(part, text)).collect(toImmutableList()));
    }

    private static Segment segment(String part, String text) {
        if (PARAMETER.matcher(part).matches()) {
            return Segment.PARAMETER;
        }
        if (BRACES.matcher(part).find()) {
            throw new IllegalArgumentException(
                    "a parameter must be a whole segment of the path, as {name} between slashes: " + part + " in "
                            + text);
        }
        return RequestPath.segments("/" + part)
                .map(segments -> Segment.of(segments.get(0)))
                .orElseThrow(() -> new IllegalArgumentException(
                        "a path must have no segment that servers read in different ways: " + part + " in " + text));
    }

    /**
     * The template that {@code text} is, in which parameters may be parts of segments, and texts may be such as no path has that
     * {@link RequestPath} takes: for routes that are not to be taken.
     */
    static PathTemplate parseLoosely(String text) {
        return new PathTemplate(
                text,
                SEGMENTS.splitToStream(text.startsWith("/") ? text.substring(1) : text)
                        .map(PathTemplate::looseSegment)
                        .collect(toImmutableList()));
    }

    private static Segment looseSegment(String part) {
        if (PARAMETER.matcher(part).matches()) {
            return Segment.PARAMETER;
        }
        if (!PARAMETER.matcher(part).find()) {
            return RequestPath.segments("/" + part)
                    .map(segments -> Segment.of(segments.get(0)))
                    .orElseGet(() -> Segment.of(part));
        }
        String pattern =
                Stream.of(PARAMETER.split(part, -1)).map(Pattern::quote).collect(joining(".+"));
        return new Segment(null, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL));
    }

    ImmutableList<Segment> segments() {
        return segments;
    }

    /**
     * Whether some path stands for both, and neither template is the narrower one of it: then servers differ in which they choose. One that
     * differs in nothing but a slash at the end, or that has a text in another case, is not told apart either, as servers ignore that or do not.
     */
    boolean conflictsWith(PathTemplate other) {
        ImmutableList<Segment> mine = withoutSlashAtEnd();
        ImmutableList<Segment> others = other.withoutSlashAtEnd();
        if (mine.size() != others.size()) {
            return false;
        }
        boolean caseAlone = false;
        boolean narrower = false;
        boolean wider = false;
        for (int i = 0; i < mine.size(); i++) {
            if (!mine.get(i).overlaps(others.get(i))) {
                return false;
            }
            caseAlone |= mine.get(i).differsInCaseAlone(others.get(i));
            narrower |= mine.get(i).isNarrowerThan(others.get(i));
            wider |= others.get(i).isNarrowerThan(mine.get(i));
        }
        return caseAlone || narrower == wider;
    }

    ImmutableList<Segment> withoutSlashAtEnd() {
        int last = segments.size() - 1;
        return last > 0 && "".equals(segments.get(last).literal) ? segments.subList(0, last) : segments;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PathTemplate that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** As it was given. */
    @Override
    public String toString() {
        return text;
    }
}
