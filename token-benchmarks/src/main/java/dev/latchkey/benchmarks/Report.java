package dev.latchkey.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;

/** What a run has found, in Markdown: printed, and written between two comments of a document. */
final class Report {

    private final String name;
    private final StringBuilder text = new StringBuilder();

    /** @param name that of its place in the document */
    Report(String name) {
        this.name = name + "-jdk" + Runtime.version().feature();
        text.append(machine()).append("\n\n");
    }

    Report add(Object part) {
        text.append(part).append('\n');
        return this;
    }

    /** Prints it, and writes it into the document that the option {@code --write} names. */
    void publish(Arguments arguments) {
        System.out.println(text);
        arguments.text("write").map(Path::of).ifPresent(document -> {
            try {
                Files.writeString(document, placed(Files.readString(document), name, text.toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /**
     * The document, with {@code text} between its comments {@code <!-- begin name -->} and {@code <!-- end name -->}; where it
     * has none, they and the text are added at its end.
     */
    static String placed(String document, String name, String text) {
        String begin = "<!-- begin " + name + " -->\n";
        String end = "<!-- end " + name + " -->\n";
        int from = document.indexOf(begin);
        int to = document.indexOf(end, Math.max(from, 0));
        String block = begin + text.stripTrailing() + "\n" + end;
        return from < 0 || to < 0
                ? document + "\n" + block
                : document.substring(0, from) + block + document.substring(to + end.length());
    }

    private static String machine() {
        return "%s, %s %s, %s, %d cores, %s"
                .formatted(
                        LocalDate.now(ZoneOffset.UTC),
                        System.getProperty("java.vm.name"),
                        Runtime.version(),
                        processor(),
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"));
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }
}
