package dev.latchkey.token;

import static java.util.Objects.requireNonNull;

import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Those that a {@link Tokens} tells of its changes. Safe for use by many threads. */
public final class TokenWatchers {

    private static final System.Logger LOGGER = System.getLogger(TokenWatchers.class.getName());

    private final List<Entry> watching = new CopyOnWriteArrayList<>();

    /** Nobody, at first. */
    public TokenWatchers() {}

    /** A watcher; two watches of one watcher are two. */
    private static final class Entry {

        private final Consumer<TokenFingerprint> watcher;

        Entry(Consumer<TokenFingerprint> watcher) {
            this.watcher = watcher;
        }
    }

    /** Has {@code watcher} told from now on, until the watch is closed. There is one era for good, and no other node. */
    public Tokens.Watch add(Consumer<TokenFingerprint> watcher) {
        Entry entry = new Entry(requireNonNull(watcher, "watcher"));
        watching.add(entry);
        return new Tokens.Watch() {
            @Override
            public long era() {
                return 0;
            }

            @Override
            public int nodes() {
                return 1;
            }

            @Override
            public InstantSource clock() {
                return InstantSource.system();
            }

            @Override
            public void close() {
                watching.remove(entry);
            }
        };
    }

    /**
     * Tells all that the tokens which had these fingerprints were changed. What a watcher throws is logged: the change was made, and
     * the others are told all the same.
     */
    public void tell(Collection<TokenFingerprint> changed) {
        requireNonNull(changed, "changed");
        for (Entry entry : watching) {
            changed.forEach(fingerprint -> tell(entry, fingerprint));
        }
    }

    private static void tell(Entry entry, TokenFingerprint fingerprint) {
        try {
            entry.watcher.accept(fingerprint);
        } catch (RuntimeException e) {
            LOGGER.log(System.Logger.Level.ERROR, "a watcher failed to take note of a change", e);
        }
    }
}
