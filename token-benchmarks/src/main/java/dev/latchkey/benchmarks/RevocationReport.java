package dev.latchkey.benchmarks;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetClient;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Whether a removed or regenerated token is dead for every call that starts after the change was acknowledged. All happens on one event
 * loop, so that started, acknowledged and answered have one order.
 */
final class RevocationReport {

    private static final int CONNECTIONS = 64;
    private static final int CHANGERS = 4;

    /** So many of the latest dead values are called most. */
    private static final int LATEST = 50;

    private final SplittableRandom random = new SplittableRandom();
    private final GeneratedTokens generated = new GeneratedTokens();
    private final NetClient client;
    private final int port;

    /** The index of the value that each token has, as far as is known. */
    private final int[] current;

    /** The indices of values in the order in which they died, and the same to be asked. */
    private final Map<Integer, Integer> deadByOrder = new HashMap<>();

    private final Set<Integer> dead = new HashSet<>();
    private final Set<Integer> changing = new HashSet<>();
    private int fresh;
    private long calls;
    private long callsOfDead;
    private long accepted;
    private long violations;
    private long wronglyRefused;

    private RevocationReport(NetClient client, int port, int tokens) {
        this.client = client;
        this.port = port;
        this.current = new int[tokens];
        for (int slot = 0; slot < tokens; slot++) {
            current[slot] = slot;
        }
        this.fresh = tokens;
    }

    /** Options: {@code --seconds} 60, {@code --tokens} 1000, {@code --write}. Fails where a dead token was accepted. */
    static void run(Arguments arguments) throws InterruptedException {
        int tokens = arguments.number("tokens", 1_000);
        int seconds = arguments.number("seconds", 60);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try (TemporaryDirectory data = TemporaryDirectory.create();
                ServerProcess server = ServerProcess.ours(tokens, data.path())) {
            RevocationReport revocation = new RevocationReport(vertx.createNetClient(), server.port(), tokens);
            CountDownLatch ended = new CountDownLatch(1);
            vertx.runOnContext(begin -> revocation.begin());
            vertx.setTimer(
                    TimeUnit.SECONDS.toMillis(seconds), timer -> vertx.close().onComplete(closed -> ended.countDown()));
            ended.await();
            Report report = new Report("revocation");
            report.add(revocation.table(seconds)).publish(arguments);
            if (revocation.violations > 0 || revocation.callsOfDead == 0) {
                throw new IllegalStateException("dead tokens were accepted, or none was tried");
            }
        }
    }

    private void begin() {
        for (int i = 0; i < CONNECTIONS; i++) {
            HttpCalls.connect(client, port).onSuccess(this::call);
        }
        for (int i = 0; i < CHANGERS; i++) {
            HttpCalls.connect(client, port).onSuccess(this::change);
        }
    }

    private void call(HttpCalls connection) {
        int index = dead.isEmpty() || random.nextBoolean() ? current[random.nextInt(current.length)] : anyDead();
        boolean isDead = dead.contains(index);
        String path = BenchmarkPlatform.AUTHORIZED.path() + "?session="
                + generated.value(index).reveal();
        connection.call(HttpCalls.request(path), answer -> {
            boolean success = HttpCalls.isSuccess(answer);
            calls++;
            callsOfDead += isDead ? 1 : 0;
            accepted += success ? 1 : 0;
            violations += success && isDead ? 1 : 0;
            wronglyRefused += !success && !dead.contains(index) && !changing.contains(index) ? 1 : 0;
            call(connection);
        });
    }

    private int anyDead() {
        int among = random.nextBoolean() ? Math.min(LATEST, dead.size()) : dead.size();
        return deadByOrder.getOrDefault(dead.size() - 1 - random.nextInt(among), 0);
    }

    private void change(HttpCalls connection) {
        int slot = random.nextInt(current.length);
        int from = current[slot];
        if (!changing.add(from)) {
            change(connection);
            return;
        }
        int to = fresh++;
        String path =
                "/1.0/benchmark/control/rest/replace?from=%d&to=%d&remove=%b".formatted(from, to, random.nextBoolean());
        connection.call(HttpCalls.request(path), answer -> {
            if (!HttpCalls.isSuccess(answer)) {
                throw new IllegalStateException(answer);
            }
            deadByOrder.put(dead.size(), from);
            dead.add(from);
            changing.remove(from);
            current[slot] = to;
            change(connection);
        });
    }

    private MarkdownTable table(int seconds) {
        return new MarkdownTable("tokens removed and regenerated under load", "counted", "wanted")
                .row("seconds", number(seconds), "60")
                .row("connections", number(CONNECTIONS), "64")
                .row("calls", number(calls), "")
                .row("of them accepted", number(accepted), "")
                .row("changes acknowledged", number(dead.size()), "")
                .row("calls that started after their token's change was acknowledged", number(callsOfDead), "")
                .row("of them accepted", number(violations), "0")
                .row("calls of good tokens refused", number(wronglyRefused), "0");
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
