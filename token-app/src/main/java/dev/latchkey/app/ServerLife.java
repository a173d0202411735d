package dev.latchkey.app;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server from its start to the signal that ends the process, which may come before it has started. */
final class ServerLife {

    private static final Logger LOGGER = LoggerFactory.getLogger(ServerLife.class);

    /** How long a start may go on after the signal. */
    private static final Duration START_PATIENCE = Duration.ofSeconds(10);

    private final CompletableFuture<Server> started = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean ending;

    /**
     * Starts a server and returns when it is closed.
     *
     * @param ready what is done when it can serve, unless it is to end already
     */
    void run(Supplier<Server> start, Consumer<Server> ready) {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(this::end, "latchkey-shutdown"));
        } catch (IllegalStateException e) {
            return; // the signal was there first
        }
        Server server;
        try {
            server = start(start);
        } catch (StartEndedException e) {
            awaitClosed();
            return;
        }
        if (!ending) {
            ready.accept(server);
        }
        awaitClosed();
    }

    /** Ends the start here if the signal came meanwhile: {@code start} throws what this throws, and closes what it has opened. */
    void goOn() {
        if (ending) {
            throw new StartEndedException();
        }
    }

    private void awaitClosed() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Server start(Supplier<Server> start) {
        try {
            Server server = start.get();
            started.complete(server);
            return server;
        } catch (RuntimeException | Error e) {
            started.completeExceptionally(e);
            throw e;
        }
    }

    private static final class StartEndedException extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    private void end() {
        ending = true;
        FatalErrors.closing();
        Closing.watch(Closing.DEADLINE);
        try {
            started.get(START_PATIENCE.toSeconds(), TimeUnit.SECONDS).close();
        } catch (ExecutionException e) {
            LOGGER.debug("there is nothing to close: the start failed");
        } catch (TimeoutException e) {
            LOGGER.error("ended while starting, which hangs: its files are left as a crash would leave them");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closed.countDown();
            FatalErrors.closed();
        }
    }
}
