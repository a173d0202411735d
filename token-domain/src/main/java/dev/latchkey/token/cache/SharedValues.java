package dev.latchkey.token.cache;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Interner;
import com.google.common.collect.Interners;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/** Values of which equal ones are one object, for as long as somebody has them. Not for use by several threads. */
final class SharedValues<T> {

    /** Bytes that a set takes with its place here, about. */
    private static final int SET_WEIGHT = 200;

    /** Bytes that a method takes in a set, about; the methods themselves are shared, and few. */
    private static final int METHOD_WEIGHT = 16;

    /** Bytes that an account's id takes with its place here and without its characters, about. */
    private static final int ACCOUNT_WEIGHT = 120;

    private final Map<T, Shared<T>> values = new HashMap<>();
    private final UnaryOperator<T> kept;
    private final ToIntFunction<T> weigher;
    private long weight;

    /**
     * @param kept what is kept for a new value, equal to it
     * @param weigher about how many bytes a value takes
     */
    private SharedValues(UnaryOperator<T> kept, ToIntFunction<T> weigher) {
        this.kept = kept;
        this.weigher = weigher;
    }

    /** Method sets, whose methods are shared too. */
    static SharedValues<ApiMethodSet> ofMethodSets() {
        Interner<ApiMethod> methods = Interners.newWeakInterner();
        return new SharedValues<>(set -> ofSharedMethods(set, methods), SharedValues::weight);
    }

    static SharedValues<AccountId> ofAccounts() {
        return new SharedValues<>(
                UnaryOperator.identity(), id -> ACCOUNT_WEIGHT + id.value().length());
    }

    private static final class Shared<T> {

        private final T value;
        private int users;

        Shared(T value) {
            this.value = value;
        }
    }

    /** The one value that is equal to this one; to be {@link #release released} as often as it was given. */
    T share(T value) {
        Shared<T> shared = values.get(value);
        if (shared == null) {
            shared = new Shared<>(kept.apply(value));
            values.put(shared.value, shared);
            weight += weigher.applyAsInt(shared.value);
        }
        shared.users++;
        return shared.value;
    }

    void release(T value) {
        Shared<T> shared = values.get(value);
        if (shared != null && --shared.users == 0) {
            values.remove(value);
            weight -= weigher.applyAsInt(value);
        }
    }

    /** About how many bytes they take. */
    long weight() {
        return weight;
    }

    private static ApiMethodSet ofSharedMethods(ApiMethodSet set, Interner<ApiMethod> methods) {
        return set instanceof ApiMethodSet.Custom custom
                ? new ApiMethodSet.Custom(
                        custom.methods().stream().map(methods::intern).collect(ImmutableSet.toImmutableSet()))
                : set;
    }

    private static int weight(ApiMethodSet set) {
        int methods =
                set instanceof ApiMethodSet.Custom custom ? custom.methods().size() : 0;
        return SET_WEIGHT + METHOD_WEIGHT * methods;
    }
}
