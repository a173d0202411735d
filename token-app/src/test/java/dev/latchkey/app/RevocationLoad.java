package dev.latchkey.app;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.awaitility.Awaitility;

/**
 * Tokens are generated, used on the nodes that are called, and revoked at A, one after the other, while a thread for each of those nodes calls it with the
 * tokens that were revoked last and with the one that is next. A call is stamped before it is sent, and a token after its revoke was acknowledged.
 */
final class RevocationLoad implements AutoCloseable {

    private static final int PREPARED = 12;
    private static final int WATCHED = 6;
    private static final int REVOKERS = 2;
    private static final int CALLS_AFTER = 3;
    private static final Duration LONGEST_REVOKE = Duration.ofSeconds(3);

    private final List<ClusterNode> called;
    private final RevocationFigures figures = new RevocationFigures();
    private final DoomedTokens tokens;
    private final BlockingQueue<DoomedToken> prepared = new ArrayBlockingQueue<>(PREPARED);
    private final List<DoomedToken> watched = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ReentrantReadWriteLock pausing = new ReentrantReadWriteLock(true);
    private final List<Future<?>> loops = new ArrayList<>();
    private volatile boolean ended;

    private RevocationLoad(Cluster cluster, ApiClient owner) {
        this.tokens = new DoomedTokens(cluster.a(), owner, figures);
        this.called = List.of(cluster.b(), cluster.c());
    }

    static RevocationLoad on(Cluster cluster, ApiClient owner) throws Exception {
        RevocationLoad load = new RevocationLoad(cluster, owner);
        load.loops.add(load.threads.submit(load.loop(load::prepareNext)));
        while (load.prepared.remainingCapacity() > 0) {
            TimeUnit.MILLISECONDS.sleep(10);
            load.requireRunning();
        }
        for (int i = 0; i < REVOKERS; i++) {
            load.loops.add(load.threads.submit(load.loop(load::revokeNext)));
        }
        for (ClusterNode node : load.called) {
            load.loops.add(load.threads.submit(load.loop(() -> load.callLongest(node))));
        }
        return load;
    }

    /** What is done, again and again by some threads. */
    interface Step {
        void run() throws Exception;
    }

    private Callable<Boolean> loop(Step step) {
        return () -> {
            while (!ended) {
                step.run();
            }
            return true;
        };
    }

    private void requireRunning() throws Exception {
        for (Future<?> loop : loops) {
            if (loop.isDone()) {
                loop.get();
            }
        }
    }

    private void prepareNext() throws Exception {
        Optional<DoomedToken> token = prepare();
        boolean taken = token.isEmpty();
        while (!ended && !taken) {
            taken = prepared.offer(token.get(), 50, TimeUnit.MILLISECONDS);
        }
    }

    /** A new token, with which the nodes were called that can answer, so that they keep it. */
    private Optional<DoomedToken> prepare() throws InterruptedException {
        Optional<DoomedToken> token = tokens.generate();
        if (token.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        token.ifPresent(this::callAll);
        return token;
    }

    /** Calls each node that can answer. */
    void callAll(DoomedToken token) {
        called.stream().filter(node -> !node.isAway()).forEach(node -> call(node, token));
    }

    private void call(ClusterNode node, DoomedToken token) {
        try (RawClient client = node.connect()) {
            call(node, client, token);
        } catch (IOException e) {
            figures.lost();
        }
    }

    private boolean call(ClusterNode node, RawClient client, DoomedToken token) throws IOException {
        long start = System.nanoTime();
        boolean dead = token.isDeadAt(start);
        return figures.called(node.name(), dead, client.exchange(token.call()));
    }

    private void revokeNext() throws Exception {
        DoomedToken token = prepared.poll(50, TimeUnit.MILLISECONDS);
        if (token != null) {
            watch(List.of(token));
            boolean unused = revoke(token);
        }
    }

    /** Has the nodes called with these tokens too. */
    synchronized void watch(List<DoomedToken> more) {
        watched.addAll(more);
        while (watched.size() > WATCHED) {
            watched.remove(0);
        }
    }

    /** Tokens that are ready to be revoked, taken from the load. */
    List<DoomedToken> take(int count) throws InterruptedException {
        List<DoomedToken> taken = new ArrayList<>();
        while (taken.size() < count) {
            taken.add(prepared.take());
        }
        return taken;
    }

    /** Revokes tokens, each in a thread of its own. */
    List<Future<?>> revokeAside(List<DoomedToken> some) {
        List<Future<?>> revokes = new ArrayList<>();
        some.forEach(token -> revokes.add(threads.submit(() -> revoke(token))));
        return revokes;
    }

    /** Does something while nothing is revoked. */
    void betweenRevokes(Step step) throws Exception {
        pausing.writeLock().lock();
        try {
            step.run();
        } finally {
            pausing.writeLock().unlock();
        }
    }

    /** Sends a call with each of these tokens, each on a connection that is open already, and lets the answers come when they will. */
    List<Future<?>> callAside(ClusterNode node, List<RawClient> connections, List<DoomedToken> some) {
        List<Future<?>> calls = new ArrayList<>();
        for (int i = 0; i < connections.size(); i++) {
            RawClient client = connections.get(i);
            DoomedToken token = some.get(i % some.size());
            calls.add(threads.submit(() -> call(node, client, token)));
        }
        return calls;
    }

    private boolean revoke(DoomedToken token) throws IOException {
        pausing.readLock().lock();
        try {
            callAcrossTheRevoke(token);
            tokens.revoke(token);
            return true;
        } finally {
            pausing.readLock().unlock();
        }
    }

    private void callAcrossTheRevoke(DoomedToken token) {
        for (ClusterNode node : called) {
            if (!node.isAway()) {
                Future<?> unused = threads.submit(() -> callAcrossTheRevoke(node, token));
            }
        }
    }

    /** Calls a node with a token until some calls have started after the acknowledgement: a call with another token may wait for a database that is away. */
    private boolean callAcrossTheRevoke(ClusterNode node, DoomedToken token) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_REVOKE.toNanos();
        int after = 0;
        try (RawClient client = node.connect()) {
            while (!ended && after < CALLS_AFTER && System.nanoTime() - end < 0) {
                after += token.isDeadAt(System.nanoTime()) ? 1 : 0;
                boolean unused = call(node, client, token);
                TimeUnit.MILLISECONDS.sleep(3);
            }
        } catch (IOException e) {
            figures.lost();
        }
        return true;
    }

    /** Calls a node until its connection breaks. */
    private void callLongest(ClusterNode node) throws InterruptedException {
        try (RawClient client = node.connect()) {
            while (!ended) {
                for (DoomedToken token : watched) {
                    callTimed(node, client, token);
                }
            }
        } catch (IOException e) {
            figures.lost();
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Does not count the time in which the node was stopped. */
    private void callTimed(ClusterNode node, RawClient client, DoomedToken token) throws IOException {
        boolean away = node.isAway();
        long start = System.nanoTime();
        if (!call(node, client, token) && !away) {
            figures.withoutDecision(node.name(), System.nanoTime() - start);
        }
    }

    /** Waits until one more revoke is acknowledged. */
    void awaitAcknowledgement() {
        int before = figures.revokes();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> figures.revokes() > before);
    }

    /** Tokens that no node but the one which generated them has seen. */
    List<DoomedToken> generateUnseen(int count) {
        List<DoomedToken> unseen = new ArrayList<>();
        while (unseen.size() < count) {
            tokens.generate().ifPresent(unseen::add);
        }
        return unseen;
    }

    /** Revokes a token by its value at some node, aside. */
    Future<?> revokeAsideAt(ClusterNode node, DoomedToken token) {
        callAcrossTheRevoke(token);
        return threads.submit(() -> {
            tokens.revokeValue(node, token);
            return true;
        });
    }

    /** Those with which the nodes are called. */
    List<DoomedToken> watched() {
        return List.copyOf(watched);
    }

    RevocationFigures figures() {
        return figures;
    }

    /** Goes on for so long. */
    void goOn(long millis) throws Exception {
        TimeUnit.MILLISECONDS.sleep(millis);
        requireRunning();
    }

    /** Ends the threads, and fails if one of them failed. */
    @Override
    public void close() throws Exception {
        ended = true;
        try {
            for (Future<?> loop : loops) {
                loop.get(45, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdown();
            if (!threads.awaitTermination(45, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        }
    }
}
