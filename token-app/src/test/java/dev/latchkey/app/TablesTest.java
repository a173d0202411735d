package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.latchkey.persistence.Node;
import dev.latchkey.persistence.NodeList;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class TablesTest {

    private static final Instant JOINED = Instant.parse("2026-11-26T10:15:30.5Z");

    private static String nodes(NodeList list) {
        StringWriter printed = new StringWriter();
        Tables.nodes(list).print(new PrintWriter(printed));
        return printed.toString();
    }

    @Test
    void nodes_tellsWhichOneIsOutOfReach_orBehind() {
        Node one = new Node(new UUID(0, 1), "web-1", "1.0", JOINED, Duration.ofMillis(312), 1_204, 42);
        Node other = new Node(new UUID(0, 2), "web-2", "", JOINED, Duration.ofMillis(7_100), 12, 41);

        assertThat(nodes(new NodeList(Duration.ofSeconds(2), 42, ImmutableList.of(one, other))))
                .isEqualTo("""
                        NAME   VERSION  JOINED                BEATS  LAST BEAT                REVISION
                        web-1  1.0      2026-11-26T10:15:30Z  1204   0.3 s ago                42 of 42
                        web-2  -        2026-11-26T10:15:30Z  12     7.1 s ago: out of reach  41 of 42
                        """);
    }

    @Test
    void nodes_ofADatabaseThatIsNotShared_areNone() {
        assertThat(nodes(NodeList.NONE)).startsWith("NAME ").hasLineCount(1);
    }
}
