package dev.latchkey.benchmarks;

import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.Authorization;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Authorizing a call, and its yardstick: SHA-256 of the same values alone. Values come in a random order. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class AuthorizeBenchmark {

    private static final int OTHER_VALUES = 100_000;
    private static final ApiMethod AUTHORIZED = BenchmarkPlatform.AUTHORIZED.method();
    private static final ApiMethod OUTSIDE = BenchmarkPlatform.OUTSIDE.method();

    @Param({"10000", "1000000"})
    public int tokens;

    private String[] values;
    private byte[][] bytes;
    private String[] unknown;
    private String[] broken;
    private Authorizing cached;
    private Authorizing uncached;
    private MessageDigest sha256;
    private final byte[] digest = new byte[32];
    private int next;

    /** Makes the tokens, and has all of them cached. */
    @Setup
    public void setUp() throws NoSuchAlgorithmException {
        GeneratedTokens generated = new GeneratedTokens();
        MapTokens store = new MapTokens();
        var catalog = BenchmarkPlatform.registry(List.of()).catalog();
        cached = Authorizing.of(store, catalog);
        uncached = Authorizing.of(store.uncached(), catalog);
        for (int index = 0; index < tokens; index++) {
            store.put(generated.token(index, GeneratedTokens.accounts(tokens)));
            cached.cache(generated.value(index).reveal());
        }
        cached.flush();
        values = shuffled(generated, 0, tokens);
        bytes = new byte[tokens][];
        for (int i = 0; i < tokens; i++) {
            bytes[i] = values[i].getBytes(StandardCharsets.ISO_8859_1);
        }
        unknown = shuffled(generated, tokens, OTHER_VALUES);
        broken = new String[OTHER_VALUES];
        for (int i = 0; i < OTHER_VALUES; i++) {
            broken[i] = withWrongChecksum(unknown[i]);
        }
        sha256 = MessageDigest.getInstance("SHA-256");
    }

    /** In random order, and made in that order: a call's value has just come in, and is not to be fetched from far away. */
    private static String[] shuffled(GeneratedTokens generated, int from, int count) {
        List<Integer> indices =
                new ArrayList<>(IntStream.range(from, from + count).boxed().toList());
        Collections.shuffle(indices, new Random(from));
        return indices.stream().map(index -> generated.value(index).reveal()).toArray(String[]::new);
    }

    private static String withWrongChecksum(String value) {
        char last = value.charAt(value.length() - 1);
        return value.substring(0, value.length() - 1) + (last == 'a' ? 'b' : 'a');
    }

    private <T> T any(T[] all) {
        int index = next < all.length ? next : 0;
        next = index + 1;
        return all[index];
    }

    /** The yardstick: of bytes that are there, into an array that is there. */
    @Benchmark
    public byte[] sha256() throws DigestException {
        sha256.update(any(bytes));
        sha256.digest(digest, 0, digest.length);
        return digest;
    }

    /** The same from the text, which is what a call comes with, into a new array. */
    @Benchmark
    public byte[] sha256OfText() {
        return sha256.digest(any(values).getBytes(StandardCharsets.ISO_8859_1));
    }

    @Benchmark
    public Authorization cached() {
        return cached.authorize(any(values), AUTHORIZED);
    }

    /** From a store that is a map. */
    @Benchmark
    public Authorization uncached() {
        return uncached.authorize(any(values), AUTHORIZED);
    }

    /** Well-formed values of no token. */
    @Benchmark
    public Authorization unknown() {
        return cached.authorize(any(unknown), AUTHORIZED);
    }

    @Benchmark
    public Authorization wrongChecksum() {
        return cached.authorize(any(broken), AUTHORIZED);
    }

    @Benchmark
    public Authorization methodOutside() {
        return cached.authorize(any(values), OUTSIDE);
    }
}
