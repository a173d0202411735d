package dev.latchkey.app;

import com.google.common.util.concurrent.ExecutionError;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A main class in whose process something goes wrong, beside the server or in its place. */
final class FailingProcess {

    private static Object[] hoard = {};

    private FailingProcess() {}

    /**
     * Goes wrong.
     *
     * @param arguments what goes wrong, and the arguments of a server, if there is to be one
     */
    public static void main(String[] arguments) throws InterruptedException {
        Main.watch();
        switch (arguments[0]) {
            case "memory" -> {
                hoardWhenAsked();
                Main.main(List.of(arguments).subList(1, arguments.length).toArray(new String[0]));
            }
            case "thread" -> new Thread(FailingProcess::fail).start();
            case "event loop" -> Vertx.vertx().runOnContext(unused -> fail());
            case "worker" ->
                Vertx.vertx()
                        .executeBlocking(FailingProcess::fail)
                        .onFailure(e -> Logger.getLogger("x").log(Level.SEVERE, "a call failed", e));
            case "wrapped" ->
                Logger.getLogger("x")
                        .log(Level.WARNING, "a run failed", new IllegalStateException(new NoClassDefFoundError("x")));
            case "deep stack" -> deepStack();
            case "deep stack in a cache" ->
                runAndEnd(() -> {
                    throw new ExecutionError(new StackOverflowError());
                });
            case "error in a cache" ->
                Logger.getLogger("x")
                        .log(Level.SEVERE, "a load failed", new ExecutionError(new AssertionError("on purpose")));
            case "exception" -> failOtherwise();
            case "closing" -> hangAtTheEnd();
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        if (!arguments[0].equals("memory")) {
            TimeUnit.MINUTES.sleep(10); // as a process that goes on would
        }
    }

    private static Object fail() {
        throw new AssertionError("on purpose");
    }

    private static void deepStack() throws InterruptedException {
        runAndEnd(() -> System.out.println(depth(Long.MAX_VALUE)));
    }

    private static void failOtherwise() throws InterruptedException {
        runAndEnd(() -> {
            throw new IllegalStateException("on purpose");
        });
    }

    private static void runAndEnd(Runnable task) throws InterruptedException {
        Thread thread = new Thread(task, "victim");
        thread.start();
        thread.join();
        System.exit(0);
    }

    /** Deeper than any stack. */
    private static long depth(long left) {
        return left == 0 ? 0 : 1 + depth(left - 1);
    }

    private static void hangAtTheEnd() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            Closing.watch(Duration.ofSeconds(1));
            awaitForever();
        }));
        System.exit(0);
    }

    private static void awaitForever() {
        try {
            TimeUnit.MINUTES.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes all of the heap, as a stranger's input may, so that threads of the server's are the next to need some. */
    private static void hoardWhenAsked() {
        Executors.newSingleThreadExecutor(task -> {
                    Thread thread = new Thread(task, "hoarder");
                    thread.setDaemon(true);
                    return thread;
                })
                .execute(() -> {
                    try {
                        System.in.read();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    for (int length = 1 << 18; length >= 2; length /= 2) {
                        hoard(length);
                    }
                });
    }

    private static void hoard(int length) {
        try {
            while (true) {
                Object[] more = new Object[length];
                more[0] = hoard;
                hoard = more;
            }
        } catch (OutOfMemoryError e) {
            // the next smaller ones may fit
        }
    }
}
