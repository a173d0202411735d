package dev.latchkey.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportTest {

    @TempDir
    private Path directory;

    @Test
    void placed_betweenItsComments_replacesWhatWasThereAndNothingElse() {
        String document =
                "before\n<!-- begin a -->\nold\n<!-- end a -->\nbetween\n<!-- begin b -->\n<!-- end b -->\nafter\n";

        assertThat(Report.placed(document, "a", "new\n\n"))
                .isEqualTo(
                        "before\n<!-- begin a -->\nnew\n<!-- end a -->\nbetween\n<!-- begin b -->\n<!-- end b -->\nafter\n");
        assertThat(Report.placed(document, "b", "new"))
                .isEqualTo(
                        "before\n<!-- begin a -->\nold\n<!-- end a -->\nbetween\n<!-- begin b -->\nnew\n<!-- end b -->\nafter\n");
    }

    @Test
    void placed_withoutItsComments_isAddedAtTheEnd() {
        String once = Report.placed("before\n", "a", "first");

        assertThat(once).isEqualTo("before\n\n<!-- begin a -->\nfirst\n<!-- end a -->\n");
        assertThat(Report.placed(once, "a", "second")).isEqualTo(once.replace("first", "second"));
    }

    @Test
    void publish_writesTheMachineAndTheTable() throws Exception {
        Path document = Files.writeString(directory.resolve("document.md"), "# Performance\n");

        new Report("test")
                .add(new MarkdownTable("a", "b").row("c", "1"))
                .publish(Arguments.parse("--write", document.toString()));

        assertThat(Files.readString(document))
                .startsWith("# Performance\n\n<!-- begin test-jdk"
                        + Runtime.version().feature() + " -->\n")
                .contains(Runtime.version().toString())
                .contains("| c");
    }

    @Test
    void table_putsItsColumnsInLine() {
        assertThat(new MarkdownTable("what", "n").row("a", "1,000").row("longer", "2"))
                .hasToString("""
                        | what   |     n |
                        | ------ | ----: |
                        | a      | 1,000 |
                        | longer |     2 |
                        """);
        assertThatThrownBy(() -> new MarkdownTable("a", "b").row("c")).hasMessageContaining("2 cells");
    }

    @Test
    void ratio_isMadeWithinEachRound() {
        Rounds rounds = new Rounds();
        for (double[] round : List.of(new double[] {10, 5}, new double[] {30, 10}, new double[] {8, 8})) {
            rounds.add("one", round[0]);
            rounds.add("other", round[1]);
        }

        assertThat(rounds.ratio("one", "other")).isEqualTo(new Spread(1, 2, 3));
        assertThat(rounds.ratio("one", "other").text(2)).isEqualTo("2.00 (1.00–3.00)");
        assertThat(rounds.of("one").text(0)).isEqualTo("10 (8–30)");
    }

    @Test
    void percentile_ofUnsortedValues_isBetweenTheNearest() {
        long[] values = {40, 10, 30, 20};

        assertThat(Spread.percentile(values, 0.5)).isEqualTo(25);
        assertThat(Spread.percentile(values, 1)).isEqualTo(40);
    }

    @Test
    void arguments_withoutAValue_areRefused() {
        assertThat(Arguments.parse("--rounds", "3").number("rounds", 1)).isEqualTo(3);
        assertThatThrownBy(() -> Arguments.parse("--rounds")).hasMessageContaining("--rounds");
    }
}
