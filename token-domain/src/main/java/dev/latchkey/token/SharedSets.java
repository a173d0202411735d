package dev.latchkey.token;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Interner;
import com.google.common.collect.Interners;
import java.util.HashMap;
import java.util.Map;

/** Method sets of which equal ones are one object, for as long as somebody has them. Not for use by several threads. */
final class SharedSets {

    private static final int SET_WEIGHT = 200;

    /** Bytes that a method takes in a set, about; the methods themselves are shared, and few. */
    private static final int METHOD_WEIGHT = 16;

    private final Map<ApiMethodSet, Shared> sets = new HashMap<>();
    private final Interner<ApiMethod> methods = Interners.newWeakInterner();
    private long weight;

    private static final class Shared {

        private final ApiMethodSet set;
        private int users;

        Shared(ApiMethodSet set) {
            this.set = set;
        }
    }

    /** The one set that is equal to this one; to be {@link #release released} as often as it was given. */
    ApiMethodSet share(ApiMethodSet set) {
        Shared shared = sets.get(set);
        if (shared == null) {
            shared = new Shared(ofSharedMethods(set));
            sets.put(shared.set, shared);
            weight += weight(shared.set);
        }
        shared.users++;
        return shared.set;
    }

    void release(ApiMethodSet set) {
        Shared shared = sets.get(set);
        if (shared != null && --shared.users == 0) {
            sets.remove(set);
            weight -= weight(set);
        }
    }

    /** About how many bytes they take. */
    long weight() {
        return weight;
    }

    private ApiMethodSet ofSharedMethods(ApiMethodSet set) {
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
