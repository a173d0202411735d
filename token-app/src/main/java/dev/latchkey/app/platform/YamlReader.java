package dev.latchkey.app.platform;

import java.io.StringReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.representer.Representer;

/** Reads YAML, and JSON, which is YAML too. Makes nothing but texts, lists and maps, however the file tags them. */
final class YamlReader {

    /** Far above what {@link Value#DEEPEST} lets pass, which can tell the line, and far below what a stack can take. */
    private static final int NESTING_LIMIT = 1_000;

    private static final int LONGEST_TEXT = 256 * 1024;

    private YamlReader() {}

    /** What stands in the file; empty, with a problem, if it is no YAML, or larger or deeper than files need to be. */
    static Optional<Value> read(SourceFile file, Problems problems) {
        Optional<Node> root = compose(file, problems);
        if (root.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ValueMaker(file.name(), problems).make(root.get()));
        } catch (ValueMaker.TooMuchException e) {
            return Optional.empty();
        }
    }

    private static Optional<Node> compose(SourceFile file, Problems problems) {
        if (hasLongLine(file, problems)) {
            return Optional.empty();
        }
        try {
            @Nullable Node root = yaml().compose(new StringReader(file.text()));
            if (root == null) {
                problems.add(file.at(0), "the file is empty");
            }
            return Optional.ofNullable(root);
        } catch (MarkedYAMLException e) {
            tell(e, file, problems);
        } catch (ReaderException e) {
            problems.add(
                    file.at(file.text().offsetByCodePoints(0, e.getPosition())),
                    "the character U+%04X is not allowed; leave it out".formatted(e.getCodePoint()));
        } catch (YAMLException e) {
            problems.add(file.at(0), "this is nested too deeply, or repeated too often by aliases; write it flatter");
        }
        return Optional.empty();
    }

    /**
     * Whether a line has so much text without a quotation mark that the library would be busy with it: what it takes for a word, a text or
     * a comment grows with the square of its length. JSON in one line has quotation marks.
     */
    private static boolean hasLongLine(SourceFile file, Problems problems) {
        int length = 0;
        for (int i = 0; i < file.text().length(); i++) {
            char c = file.text().charAt(i);
            length = c == '\n' || c == '"' ? 0 : length + 1;
            if (length > LONGEST_TEXT) {
                problems.add(
                        file.at(i), "a line has a text of more than " + LONGEST_TEXT + " characters; leave it out");
                return true;
            }
        }
        return false;
    }

    private static void tell(MarkedYAMLException e, SourceFile file, Problems problems) {
        Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
        int line = mark == null ? 1 : mark.getLine() + 1;
        String text = file.line(line);
        boolean tab =
                text.substring(0, text.length() - text.stripLeading().length()).contains("\t");
        problems.add(
                new Place(file.name(), line),
                tab ? "a tab indents this line; write spaces" : "this is not YAML: " + told(e.getProblem()));
    }

    private static String told(@Nullable String problem) {
        String told = Shown.message(String.valueOf(problem));
        return told.startsWith("unexpected character found") || told.startsWith("expected alphabetic or numeric")
                ? told + "; write a text that begins with * or & in quotation marks, as \"*\""
                : told;
    }

    private static Yaml yaml() {
        LoaderOptions loading = new LoaderOptions();
        loading.setCodePointLimit(SourceFile.MOST_BYTES);
        loading.setNestingDepthLimit(NESTING_LIMIT);
        loading.setMaxAliasesForCollections(Value.MOST);
        DumperOptions dumping = new DumperOptions();
        return new Yaml(new SafeConstructor(loading), new Representer(dumping), dumping, loading, new KnownTypes());
    }
}
