package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.demo.DemoAccount;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strangers guess passwords, one by one and in floods, and an owner takes a leaked token away meanwhile. */
final class GuessingIT {

    private static final String WRONG = "the login or the password is wrong";
    private static final String PAUSED = "too many wrong passwords";
    private static final int FLOOD = 60;
    private static final int REVOKES = 100;
    private static final Duration P99 = Duration.ofSeconds(2);
    private static final Duration ATTACK = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    @Test
    void guessesAtOneAccount_areLookedAtAFewTimes() throws Exception {
        try (ServerProcess server = serve("--demo")) {
            AtomicInteger lookedAt = new AtomicInteger();
            AtomicInteger paused = new AtomicInteger();
            long end = System.nanoTime() + ATTACK.toNanos();
            try (Attack attack = Attack.by(8, attacker -> {
                while (System.nanoTime() - end < 0) {
                    RawAnswer answer = signIn(server, "127.0.1." + attacker, DemoAccount.LOGIN);
                    assertThat(answer.result()).isEqualTo(701);
                    (answer.body().contains(WRONG) ? lookedAt : paused).incrementAndGet();
                }
            })) {
                attack.await();
            }
            System.out.printf(
                    "Guesses at one account in %d s: %d looked at, %d made to wait%n",
                    ATTACK.toSeconds(), lookedAt.get(), paused.get());
            assertThat(lookedAt.get()).isBetween(5, 6); // five, and one after the first pause
            assertThat(paused).hasPositiveValue();
        }
    }

    @Test
    void aFloodOfSignIns_keepsNoOwnerFromRevoking() throws Exception {
        try (ServerProcess server = serve("--demo")) {
            ApiClient owner = ApiClient.signIn(server.address(), DemoAccount.LOGIN, DemoAccount.PASSWORD);
            for (int i = 0; i < REVOKES; i++) {
                owner.createToken("leaked " + i, "environment.control.GetEnvs");
            }
            List<Integer> ids = ids(owner);
            assertThat(ids).hasSize(REVOKES);
            AtomicInteger attempts = new AtomicInteger();
            AtomicBoolean going = new AtomicBoolean(true);
            List<Long> millis = new ArrayList<>();
            List<String> refused = new ArrayList<>();
            try (Attack attack = Attack.by(FLOOD, attacker -> {
                for (int i = 0; going.get(); i++) {
                    signIn(server, "127.0.1." + attacker, "nobody-" + attacker + "-" + i + "@example.com");
                    attempts.incrementAndGet();
                }
            })) {
                while (attempts.get() < FLOOD) {
                    Thread.onSpinWait();
                }
                for (int id : ids) {
                    long start = System.nanoTime();
                    String answer = owner.text(
                            "users.authentication.DeleteTokens",
                            "ids",
                            Integer.toString(id),
                            "password",
                            DemoAccount.PASSWORD);
                    millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
                    if (!answer.equals("{\"result\":0}")) {
                        refused.add(answer);
                    }
                }
                going.set(false);
                attack.await();
            }
            Collections.sort(millis);
            long p99 = millis.get(REVOKES - 2);
            System.out.printf(
                    "Revokes beside %d connections that sign in: %d of %d done, median %d ms, p99 %d ms; %d sign-ins%n",
                    FLOOD, REVOKES - refused.size(), REVOKES, millis.get(REVOKES / 2), p99, attempts.get());
            assertThat(refused).isEmpty();
            assertThat(p99).isLessThan(P99.toMillis());
            assertThat(ids(owner)).isEmpty();
        }
    }

    @Test
    void twoServersOnOneDatabase_countTogether_andRememberIt() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
            String url = postgres.getJdbcUrl("postgres", "postgres");
            try (ServerProcess one = serve("--demo", "--database-url", url)) {
                try (ServerProcess other = serve("--demo", "--database-url", url)) {
                    for (ServerProcess server : List.of(one, other, one, other, one)) {
                        assertThat(signIn(server, "127.0.1.1", DemoAccount.LOGIN)
                                        .body())
                                .contains(WRONG);
                    }
                    assertThat(signIn(other, "127.0.1.2", DemoAccount.LOGIN).body())
                            .contains(PAUSED);
                }
                try (ServerProcess again = serve("--demo", "--database-url", url)) {
                    assertThat(signIn(again, "127.0.1.3", DemoAccount.LOGIN).body())
                            .contains(PAUSED);
                }
            }
        }
    }

    private ServerProcess serve(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(
                List.of("--data", directory.resolve("data-" + System.nanoTime()).toString()));
        return ServerProcess.serve(directory, all);
    }

    private static RawAnswer signIn(ServerProcess server, String from, String login) {
        try (RawConnection connection =
                RawConnection.open(RawTarget.of(server.address()).from(from))) {
            return connection.exchange(
                    RawHttp.post(RawHttp.SIGN_IN, RawHttp.FORM, "login=" + login + "&password=wrong-password"));
        }
    }

    private static List<Integer> ids(ApiClient owner) {
        JsonArray tokens =
                owner.call("users.authentication.GetTokens", "lazy", "true").getJsonArray("apiTokens");
        return tokens.stream()
                .map(token -> ((JsonObject) token).getInteger("id"))
                .toList();
    }

    /** Threads of attackers. */
    private record Attack(ExecutorService threads, List<Future<?>> attackers) implements AutoCloseable {

        /** @param attack what each does; it is told its number, from 1 on */
        static Attack by(int count, IntConsumer attack) {
            ExecutorService threads = Executors.newFixedThreadPool(count);
            List<Future<?>> attackers = new ArrayList<>();
            for (int i = 1; i <= count; i++) {
                int number = i;
                attackers.add(threads.submit(() -> attack.accept(number)));
            }
            return new Attack(threads, attackers);
        }

        void await() throws Exception {
            for (Future<?> attacker : attackers) {
                attacker.get(1, TimeUnit.MINUTES);
            }
        }

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }
}
