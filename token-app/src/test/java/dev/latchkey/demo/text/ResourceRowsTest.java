package dev.latchkey.demo.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.latchkey.demo.environment.NodeType;
import dev.latchkey.demo.environment.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResourceRowsTest {

    @Test
    void read_withCommentsAndJoinedLines_givesTheRows() {
        assertThat(ResourceRows.read(ResourceRowsTest.class, "table.txt", 2))
                .containsExactly(ImmutableList.of("1", "one"), ImmutableList.of("2", "two, three, four"));
    }

    @ParameterizedTest
    @CsvSource({"table.txt,3", "table-with-empty-cell.txt,2"})
    void read_withRowsOfAnotherForm_fails(String resource, int columns) {
        assertThatThrownBy(() -> ResourceRows.read(ResourceRowsTest.class, resource, columns))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(resource);
    }

    @Test
    void read_withoutTheFile_failsNamingIt() {
        assertThatThrownBy(() -> ResourceRows.read(ResourceRowsTest.class, "missing.txt", 2))
                .hasMessage("missing.txt");
    }

    @Test
    void nodeTypes_andRegions_haveUniqueNamesThatFitTheirColumns() {
        assertThat(NodeType.ids())
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(20)
                .allMatch(id -> id.length() <= 40);
        assertThat(Region.all())
                .extracting(Region::hostGroup)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(1);
        assertThat(Region.all()).extracting(Region::name).doesNotHaveDuplicates();
    }
}
