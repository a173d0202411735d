package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.demo.DemoAccount;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;

/**
 * Somebody at another address who uses the server while it is attacked: asks for its health, signs in, and calls a method with
 * a token, by TCP and by TLS, each time on a connection of its own, so that whatever the attack holds would be missed.
 */
final class Bystander implements AutoCloseable {

    /** How long an answer may take on a machine with other things to do; what the attacks used to do lasted for ever. */
    private static final Duration IN_TIME = Duration.ofSeconds(8);

    private static final String ADDRESS = "127.0.0.200";
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final List<RawTarget> targets;
    private final Map<String, String> calls;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(Bystander::daemon);
    private final ScheduledFuture<?> going;
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong rounds = new AtomicLong();
    private volatile long slowestMillis;

    private Bystander(List<RawTarget> targets, Map<String, String> calls) {
        this.targets = targets;
        this.calls = calls;
        this.going = thread.scheduleWithFixedDelay(this::round, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Begins to use the server, and returns once all is seen to work. */
    static Bystander of(ServerProcess server) {
        String token = ApiClient.signIn(server.address(), DemoAccount.LOGIN, DemoAccount.PASSWORD)
                .createToken("bystander", "environment.control.GetEnvInfo");
        Bystander bystander = new Bystander(
                List.of(
                        RawTarget.of(server.address()).from(ADDRESS),
                        RawTarget.of(server.secureAddress()).from(ADDRESS)),
                Map.of(
                        "health",
                        RawHttp.get("/health"),
                        "sign-in",
                        RawHttp.post(
                                RawHttp.SIGN_IN,
                                RawHttp.FORM,
                                "login=" + DemoAccount.LOGIN + "&password=" + DemoAccount.PASSWORD),
                        "token",
                        RawHttp.get(RawHttp.path("environment.control.GetEnvInfo") + "?envName=my-project&session="
                                + token)));
        bystander.awaitRound();
        bystander.assertUnharmed();
        return bystander;
    }

    /** Waits until everything was called once more from now on. */
    Bystander awaitRound() {
        long target = rounds.get() + 2;
        Awaitility.await("calls of others are answered")
                .atMost(IN_TIME.multipliedBy(4))
                .until(() -> rounds.get() >= target || !failures.isEmpty());
        return this;
    }

    /** Fails unless all calls so far were answered in time. */
    void assertUnharmed() {
        assertThat(failures).as("calls of others, of %d rounds", rounds.get()).isEmpty();
    }

    /** Forgets what failed until now, where that was meant to be. */
    void forget() {
        long target = rounds.get() + 2;
        Awaitility.await("calls that are under way end")
                .atMost(IN_TIME.multipliedBy(4))
                .until(() -> rounds.get() >= target);
        failures.clear();
    }

    /** What the attack cost others. */
    String figures() {
        return rounds.get() + " rounds, the slowest answer after " + slowestMillis + " ms, failures " + failures;
    }

    private void round() {
        for (RawTarget target : targets) {
            calls.forEach((name, request) -> call(target, name, request));
        }
        rounds.incrementAndGet();
    }

    private void call(RawTarget target, String name, String request) {
        long start = System.nanoTime();
        try (RawConnection connection = RawConnection.open(target)) {
            RawAnswer answer = connection.exchange(request);
            if (answer.status() != 200 || answer.result() > 0) {
                failures.add(name + ": " + answer);
            }
        } catch (Throwable e) {
            failures.add(name + ": " + e);
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        slowestMillis = Math.max(slowestMillis, millis);
        if (millis > IN_TIME.toMillis()) {
            failures.add(name + " took " + millis + " ms");
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "bystander");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        going.cancel(false);
        thread.shutdown();
        try {
            thread.awaitTermination(IN_TIME.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
