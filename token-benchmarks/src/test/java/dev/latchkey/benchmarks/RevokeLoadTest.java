package dev.latchkey.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.persistence.DatabaseOptions;
import dev.latchkey.token.TokenValue;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RevokeLoadTest {

    private static final int TOKENS = 20;
    private static final int NODES = 3;

    @TempDir
    private Path directory;

    private static TokenValue[] values(int from) {
        GeneratedTokens generated = new GeneratedTokens();
        return IntStream.range(from, from + TOKENS).mapToObj(generated::value).toArray(TokenValue[]::new);
    }

    @Test
    void revokes_areCounted_andRefusedByAnotherNodeAfterwards() {
        try (PostgresServer postgres = PostgresServer.start(directory.resolve("postgresql"))) {
            DatabaseOptions options =
                    DatabaseOptions.at(postgres.url("nodes"), PostgresServer.USER, PostgresServer.USER);
            NodeTokens.load(options, 3 * TOKENS);
            try (LocalNodes nodes = LocalNodes.open(options, NODES)) {
                assertThat(postgres.nodes("nodes")).isEqualTo(NODES);

                RevokeLoad due = new RevokeLoad(nodes, values(0)).prepared().atRate(100);
                assertThat(due.latencies().count()).isEqualTo(TOKENS);
                assertThat(due.granted()).isZero();
                assertThat(due.failed()).isZero();
                assertThat(postgres.tokens("nodes")).isEqualTo(2 * TOKENS);

                RevokeLoad fast = new RevokeLoad(nodes, values(TOKENS)).asFastAsTheyCan(30);
                assertThat(fast.latencies().count()).isEqualTo(TOKENS);
                assertThat(postgres.tokens("nodes")).isEqualTo(TOKENS);

                assertThat(new RevokeLoad(nodes, values(0)).atRate(100).failed())
                        .isEqualTo(TOKENS);
                assertThatThrownBy(() -> new RevokeLoad(nodes, values(0)).prepared())
                        .hasMessageContaining("does not grant");
                assertThat(postgres.busySeconds()).isPositive();
                assertThat(postgres.busySecondsOfRenewals("nodes")).isPositive();
                assertThat(ProcessTimes.busySecondsOfThreads(
                                ProcessHandle.current().pid(), "latchkey-lease"))
                        .isPositive();
            }
        }
    }

    @Test
    void latencies_areThoseOfTheirShare() {
        Latencies latencies = new Latencies();
        assertThat(latencies.milliseconds(1)).isEqualTo("none");
        for (int i = 2_000; i > 0; i--) {
            latencies.add(i * 1_000_000L);
        }

        assertThat(latencies.count()).isEqualTo(2_000);
        assertThat(latencies.milliseconds(0.5)).isEqualTo("1,000.5");
        assertThat(latencies.milliseconds(1)).isEqualTo("2,000.0");
    }
}
