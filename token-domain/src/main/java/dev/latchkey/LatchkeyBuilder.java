package dev.latchkey;

import static java.util.Objects.requireNonNull;

import dev.latchkey.token.AccountId;
import dev.latchkey.token.ApiMethodCatalog;
import dev.latchkey.token.PasswordConfirmation;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.TokenStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a {@link Latchkey} is built from; only the store and the methods have to be said. Not for use by several threads. */
public final class LatchkeyBuilder {

    /** How many tokens an account may have, unless {@link #mostTokensOfAccount} says otherwise. */
    public static final int DEFAULT_MOST_TOKENS = 1_000;

    /** About how many bytes the cache may take, unless {@link #cacheBytes} says otherwise: 64 MiB. */
    public static final long DEFAULT_CACHE_BYTES = 64L << 20;

    private final TokenStore store;
    private final ApiMethodCatalog.Builder methods = ApiMethodCatalog.builder();
    private boolean named;
    private @Nullable ApiMethodCatalog catalog;

    TokenFormat format = TokenFormat.TOKEN;
    PasswordConfirmation passwords = (account, password) -> {
        throw new IllegalStateException("passwords can't be checked: say how by LatchkeyBuilder.confirmedBy");
    };
    Optional<InstantSource> clock = Optional.empty();
    SecureRandom random = new SecureRandom();
    long cacheBytes = DEFAULT_CACHE_BYTES;
    int mostTokensOfAccount = DEFAULT_MOST_TOKENS;
    OptionalInt callsPerMinute = OptionalInt.empty();
    Predicate<AccountId> administrators = account -> false;
    Duration flushPeriod = Duration.ofSeconds(10);

    LatchkeyBuilder(TokenStore store) {
        this.store = store;
    }

    /**
     * Tokens that begin like this, {@code lkp_} by default.
     *
     * @param prefix 1 to 20 characters of {@code 0-9A-Za-z_}
     * @throws IllegalArgumentException if it has none, more or others
     */
    public LatchkeyBuilder prefix(String prefix) {
        this.format = TokenFormat.of(prefix);
        return this;
    }

    /** Adds methods of the platform, which only read; see {@link ApiMethodCatalog.Builder#reads}. */
    public LatchkeyBuilder reads(String... names) {
        named = true;
        methods.reads(names);
        return this;
    }

    /** Adds methods of the platform, which may change something; see {@link ApiMethodCatalog.Builder#changes}. */
    public LatchkeyBuilder changes(String... names) {
        named = true;
        methods.changes(names);
        return this;
    }

    /** Adds a template of the platform; see {@link ApiMethodCatalog.Builder#template}. */
    public LatchkeyBuilder template(String name, String... patterns) {
        named = true;
        methods.template(name, patterns);
        return this;
    }

    /** Takes all of the platform's methods and templates from a catalog, in place of giving them one by one. */
    public LatchkeyBuilder catalog(ApiMethodCatalog given) {
        this.catalog = requireNonNull(given, "given");
        return this;
    }

    /** Has passwords checked like this. Without it, changes need the platform's own word. */
    public LatchkeyBuilder confirmedBy(PasswordConfirmation confirmation) {
        this.passwords = requireNonNull(confirmation, "confirmation");
        return this;
    }

    /** Lets every account have at most so many tokens, {@value #DEFAULT_MOST_TOKENS} by default; positive. */
    public LatchkeyBuilder mostTokensOfAccount(int most) {
        if (most <= 0) {
            throw new IllegalArgumentException("most must be positive: " + most);
        }
        this.mostTokensOfAccount = most;
        return this;
    }

    /**
     * Lets every token make at most so many calls a minute, any number by default. A token may make that many at once; after that they come
     * back evenly. Of several nodes on one database each counts for itself and grants its share, one call at least: the limit is exact if
     * calls are spread evenly over the nodes. Otherwise a token can make fewer. It can make more for a moment when nodes come
     * and go, or if there are more nodes than calls. Each node {@linkplain dev.latchkey.token.Quota tells} its share. Calls of methods that administrators alone can give count for nobody: a service makes them for all that
     * call it.
     *
     * @throws IllegalArgumentException if {@code most} is not positive
     */
    public LatchkeyBuilder callsPerMinute(int most) {
        if (most <= 0) {
            throw new IllegalArgumentException("most must be positive: " + most);
        }
        this.callsPerMinute = OptionalInt.of(most);
        return this;
    }

    /**
     * Has these accounts give their tokens methods that administrators alone can give
     * ({@link ApiMethodCatalog.Callers#TOKENS_OF_ADMINISTRATORS}); none by default. It is asked at each such change, and may block.
     */
    public LatchkeyBuilder administrators(Predicate<AccountId> which) {
        this.administrators = requireNonNull(which, "which");
        return this;
    }

    /** Lets the cache take about so many bytes, 64 MiB by default; 0 turns it off, so that the store is asked at every call. */
    public LatchkeyBuilder cacheBytes(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must not be negative: " + bytes);
        }
        this.cacheBytes = bytes;
        return this;
    }

    /**
     * Takes the time from this clock. The default is {@link dev.latchkey.token.Tokens.Watch#clock that of the store}, by which a token expires
     * on all nodes at once.
     */
    public LatchkeyBuilder clock(InstantSource source) {
        this.clock = Optional.of(requireNonNull(source, "source"));
        return this;
    }

    /** Makes token values with this source, a new {@link SecureRandom} by default. */
    public LatchkeyBuilder random(SecureRandom source) {
        this.random = requireNonNull(source, "source");
        return this;
    }

    /**
     * Starts a Latchkey, which is the caller's to close.
     *
     * @throws IllegalStateException if methods or templates are given one by one and by a catalog too
     * @throws IllegalArgumentException if a method or a template stands twice, or a template's pattern covers no method
     */
    public Latchkey start() {
        if (named && catalog != null) {
            throw new IllegalStateException("methods are given one by one and by a catalog: give them in one way");
        }
        return new Latchkey(store, catalog == null ? methods.build() : catalog, this);
    }
}
