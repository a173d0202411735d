package dev.latchkey.app.platform;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.app.platform.Value.Field;
import dev.latchkey.app.platform.Value.Fields;
import dev.latchkey.http.Misspelling;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the parser says of a document, with the lines. What concerns the operations and their tags and servers is a problem, as an operation
 * could be lost; what concerns schemas, responses and so on is a warning. Of paths and {@code security} nothing is taken from here.
 */
final class ParserMessages {

    private static final Pattern MESSAGE = Pattern.compile("(?:attribute )?\\.?(.*?)"
            + "( is unexpected| is missing| is unsupported| is repeated| is reserved by .*| is not of type `.*`)?");
    private static final Pattern PATH = Pattern.compile("paths\\.'(.*?)'(?:\\(([a-z]+)\\))?(?:\\.(.*))?");
    private static final String UNEXPECTED = " is unexpected";
    private static final Splitter DOTS = Splitter.on('.');

    private static final ImmutableSet<String> OF_OPERATION = ImmutableSet.of("tags", "servers", "operationId");
    private static final ImmutableSet<String> SPELLED =
            ImmutableSet.of("tags", "servers", "operationId", "security", "externalDocs");

    private final Fields document;
    private final Problems problems;
    private final Warnings warnings;

    /** Of what a message speaks: of an operation or a path, or of something else in the document. */
    private record Subject(Optional<String> path, Optional<String> method, List<String> names, String what) {}

    ParserMessages(Fields document, Problems problems, Warnings warnings) {
        this.document = document;
        this.problems = problems;
        this.warnings = warnings;
    }

    void tell(List<String> messages) {
        for (String message : messages) {
            Subject subject = subject(message);
            if (isProblem(subject)) {
                problems.add(place(subject), Shown.message(message) + "; " + advice(subject));
            } else if (isWarning(subject)) {
                warnings.add(warnings.isFull() ? document.place() : place(subject), Shown.message(message));
            }
        }
    }

    private static Subject subject(String message) {
        Matcher matcher = MESSAGE.matcher(message);
        String at = matcher.matches() ? matcher.group(1) : message;
        String what = matcher.matches() && matcher.group(2) != null ? matcher.group(2) : "";
        Matcher path = PATH.matcher(at);
        if (!path.matches()) {
            return new Subject(Optional.empty(), Optional.empty(), DOTS.splitToList(at), what);
        }
        String names = path.group(3) == null ? "" : path.group(3);
        return new Subject(
                Optional.of(path.group(1)), Optional.ofNullable(path.group(2)), DOTS.splitToList(names), what);
    }

    private static boolean isProblem(Subject subject) {
        String name = subject.names().get(0);
        boolean wrong =
                subject.what().startsWith(" is not of type") || subject.what().equals(" is missing");
        boolean unexpected = subject.what().equals(UNEXPECTED);
        if (subject.path().isEmpty()) {
            return wrong && (name.equals("tags") || name.equals("servers"));
        }
        if (subject.method().isEmpty()) {
            return (wrong && !name.equals("parameters"))
                    || (unexpected && subject.names().size() == 1);
        }
        return (wrong && OF_OPERATION.contains(name))
                || (unexpected && meant(subject).isPresent());
    }

    /** The version is checked before, and names of operations are told apart after they are made. */
    private static boolean isWarning(Subject subject) {
        String name = subject.names().get(0);
        return !name.startsWith("The provided definition") && !name.equals("paths") && !name.equals("security");
    }

    private static String advice(Subject subject) {
        return subject.what().equals(UNEXPECTED)
                ? meant(subject).map(name -> "write " + name).orElse("leave it out")
                : "write it as OpenAPI has it, or leave it out";
    }

    private static Optional<String> meant(Subject subject) {
        String last = subject.names().get(subject.names().size() - 1);
        return subject.names().size() == 1
                ? SPELLED.stream().filter(last::equalsIgnoreCase).findFirst().or(() -> Misspelling.meant(last, SPELLED))
                : Optional.empty();
    }

    /** As near as the message leads. */
    private Place place(Subject subject) {
        Walk walk = new Walk(document);
        subject.path().ifPresent(path -> walk.into("paths").into(path));
        subject.method().ifPresent(walk::into);
        subject.names().forEach(walk::into);
        return walk.place;
    }

    /** Goes down a document, and stays where there is nothing of a name. */
    private static final class Walk {

        private Value value;
        private Place place;

        Walk(Fields document) {
            this.value = document;
            this.place = document.place();
        }

        Walk into(String name) {
            Optional<Field> field = value instanceof Fields fields ? fields.field(name) : Optional.empty();
            field.ifPresent(next -> {
                value = next.value();
                place = next.place();
            });
            return this;
        }
    }
}
