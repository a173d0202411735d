package dev.latchkey.benchmarks;

import dev.latchkey.http.MethodRegistry;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.TokenValue;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What comes before a look-up: finding the method of a path, parsing a value, its fingerprint. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ParseBenchmark {

    private static final int COUNT = 1 << 12;

    private String[] texts;
    private TokenValue[] values;
    private String[] paths;
    private MethodRegistry registry;
    private int next;

    /** Makes values and paths. */
    @Setup
    public void setUp() {
        GeneratedTokens generated = new GeneratedTokens();
        values = IntStream.range(0, COUNT).mapToObj(generated::value).toArray(TokenValue[]::new);
        texts = IntStream.range(0, COUNT).mapToObj(i -> values[i].reveal()).toArray(String[]::new);
        registry = BenchmarkPlatform.registry(List.of());
        paths = IntStream.range(0, COUNT)
                .mapToObj(
                        i -> registry.methods().get(i * 31 % registry.methods().size()))
                .map(method -> method.path())
                .toArray(String[]::new);
    }

    private int anyIndex() {
        next = next + 1 & COUNT - 1;
        return next;
    }

    @Benchmark
    public Optional<TokenValue> parse() {
        return TokenFormat.TOKEN.parse(texts[anyIndex()]);
    }

    @Benchmark
    public TokenFingerprint fingerprint() {
        return values[anyIndex()].fingerprint();
    }

    @Benchmark
    public Optional<PlatformMethod> findMethod() {
        return registry.find(paths[anyIndex()]);
    }
}
