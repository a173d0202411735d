package dev.latchkey.http.bounds;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Times that end something, looked at a few times a second: so a call that is done in time costs no timer. Safe for use by many threads.
 */
public final class Deadlines implements AutoCloseable {

    private static final long PERIOD_MILLIS = 200;

    private final Vertx vertx;
    private final Set<Deadline> pending = ConcurrentHashMap.newKeySet();
    private final long timer;

    /** Looks at its times on an event loop of {@code vertx}, until it is closed. */
    public Deadlines(Vertx vertx) {
        this.vertx = vertx;
        this.timer = vertx.setPeriodic(PERIOD_MILLIS, unused -> look());
    }

    /** A deadline that runs {@code expired} in the caller's context, which is an event loop's, unless it ends before. */
    public Deadline in(Duration time, Runnable expired) {
        return in(time, deadline -> expired.run());
    }

    /** The same, for what looks whether it is over: it may {@linkplain Deadline#extend extend} the deadline instead. */
    public Deadline in(Duration time, Consumer<Deadline> expired) {
        Deadline deadline = new Deadline(vertx.getOrCreateContext(), time, expired);
        deadline.renew();
        return deadline;
    }

    private void look() {
        long now = System.nanoTime();
        pending.stream().filter(deadline -> deadline.due - now <= 0).forEach(Deadline::expire);
    }

    /** Ends all of them. */
    @Override
    public void close() {
        vertx.cancelTimer(timer);
        pending.clear();
    }

    /** One of them. */
    public final class Deadline {

        private final Context context;
        private final Duration time;
        private final Consumer<Deadline> expired;
        private volatile long due;
        private volatile boolean ended;

        private Deadline(Context context, Duration time, Consumer<Deadline> expired) {
            this.context = context;
            this.time = time;
            this.expired = expired;
        }

        /** Starts its time anew. */
        public void renew() {
            extend(time);
        }

        /** Moves it to {@code more} from now; sets it anew if it has expired, but not if it has ended. */
        public void extend(Duration more) {
            if (ended) {
                return;
            }
            due = System.nanoTime() + more.toNanos();
            pending.add(this);
        }

        private void expire() {
            if (pending.remove(this)) {
                context.runOnContext(unused -> {
                    if (!ended && due - System.nanoTime() <= 0) { // it may have been moved meanwhile
                        expired.accept(this);
                    }
                });
            }
        }

        /** Takes it back. */
        public void end() {
            ended = true;
            pending.remove(this);
        }
    }
}
