package dev.latchkey.token.history;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/** An {@link Allowance} for each of many, of whom those are remembered that used some of theirs. Not for use by several threads. */
public final class Allowances<K> {

    private final Map<K, Allowance> used = new HashMap<>();
    private final int burst;
    private final int perMinute;
    private final int most;
    private final IntSupplier nodes;
    private final Allowance ofFurther;

    /**
     * @param nodes how many share each of them; positive
     * @param most how many are remembered at once
     * @param ofFurther what all beyond share
     */
    public Allowances(int burst, int perMinute, IntSupplier nodes, int most, Allowance ofFurther) {
        this.burst = burst;
        this.perMinute = perMinute;
        this.nodes = nodes;
        this.most = most;
        this.ofFurther = ofFurther;
    }

    /** Returns the allowance of one of them. */
    public Allowance of(K key) {
        return used.size() < most
                ? used.computeIfAbsent(key, same -> new Allowance(burst, perMinute, nodes))
                : used.getOrDefault(key, ofFurther);
    }

    /** Makes room for others. */
    public void forgetFull(Instant now) {
        used.values().removeIf(allowance -> allowance.isFull(now));
    }
}
