package dev.latchkey.http.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.http.HttpReply;
import dev.latchkey.http.RequestHead;
import dev.latchkey.http.Resource;
import dev.latchkey.token.StorageException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ReadinessTest {

    private static final Resource.Request REQUEST = Resource.Request.of(RequestHead.NONE, "/readyz");

    private boolean broken;
    private boolean hasLease = true;
    private String failover = "";
    private int looks;
    private long nanos = Long.MAX_VALUE - 5; // it may wrap around
    private final Readiness readiness = new Readiness(this::check, () -> hasLease, this::failover, () -> nanos);

    private void check() {
        if (broken) {
            throw new StorageException("SECRET");
        }
    }

    private Optional<String> failover() {
        looks++;
        if (failover.equals("SECRET")) {
            throw new StorageException(failover);
        }
        return Optional.of(failover).filter(words -> !words.isEmpty());
    }

    @AfterEach
    void close() {
        readiness.close();
    }

    private static HttpReply asked(Resource resource) {
        return resource.answerAtOnce(REQUEST).orElseThrow();
    }

    private static JsonObject body(HttpReply reply) {
        return reply.parts().get(0).toJsonObject();
    }

    @Test
    void readyz_isReady_whileTheDatabaseAnswers() {
        readiness.check();

        assertThat(asked(readiness.readyz()).status()).isEqualTo(200);
        assertThat(asked(readiness.readyz()).headers().get("Cache-Control")).containsExactly("no-store");
        assertThat(body(asked(readiness.readyz()))).isEqualTo(new JsonObject().put("status", "UP"));
    }

    @Test
    void readyz_tellsWhatAFailoverWouldDo_asItWasSeenInTheLastMinute() {
        failover = "nothing is lost";
        readiness.check();
        failover = "something is lost";
        for (int i = 1; i < Readiness.CHECKS; i++) {
            readiness.check();
        }
        assertThat(looks).isEqualTo(1);
        assertThat(body(asked(readiness.readyz())).getString("failover")).isEqualTo("nothing is lost");

        readiness.check();
        assertThat(asked(readiness.readyz()).status()).isEqualTo(200);
        assertThat(body(asked(readiness.readyz())).getString("failover")).isEqualTo("something is lost");
    }

    @Test
    void readyz_isReady_thoughNobodyKnowsWhatAFailoverWouldDo() {
        failover = "SECRET";
        readiness.check();

        assertThat(body(asked(readiness.readyz()))).isEqualTo(new JsonObject().put("status", "UP"));
    }

    @Test
    void readyz_beforeTheFirstCheck_isNotReady() {
        assertThat(asked(readiness.readyz()).status()).isEqualTo(503);
    }

    @Test
    void readyz_whenTheDatabaseIsOutOfReach_isNotReady_andSaysSoInAWord() {
        readiness.check();
        broken = true;
        readiness.check();

        assertThat(asked(readiness.readyz()).status()).isEqualTo(503);
        assertThat(body(asked(readiness.readyz())))
                .isEqualTo(new JsonObject().put("status", "DOWN").put("reason", "database"));

        broken = false;
        readiness.check();
        assertThat(asked(readiness.readyz()).status()).isEqualTo(200);
    }

    @Test
    void readyz_whenTheNextCheckHangs_isNotReady() {
        readiness.check();
        nanos += Readiness.GOOD_FOR.toNanos() - 1;
        assertThat(asked(readiness.readyz()).status()).isEqualTo(200);

        nanos += 1;
        assertThat(asked(readiness.readyz()).status()).isEqualTo(503);
        assertThat(readiness.isUp()).isFalse();
    }

    /** The database is looked at every two seconds; a lease ends by the clock. */
    @Test
    void readyz_asSoonAsThereIsNoLease_isNotReady() {
        readiness.check();
        hasLease = false;

        assertThat(body(asked(readiness.readyz())))
                .isEqualTo(new JsonObject().put("status", "DOWN").put("reason", "lease"));

        hasLease = true;
        assertThat(asked(readiness.readyz()).status()).isEqualTo(200);
    }

    @Test
    void readyz_onceTheServerIsClosing_isNotReady() {
        readiness.check();
        readiness.closing();

        assertThat(asked(readiness.readyz()).status()).isEqualTo(503);
        assertThat(body(asked(readiness.readyz())).getString("reason")).isEqualTo("closing");
        assertThat(readiness.isUp()).isTrue();
    }

    @Test
    void livez_isUp_whateverTheDatabaseDoes() {
        broken = true;
        readiness.check();
        readiness.closing();

        assertThat(asked(Readiness.livez()).status()).isEqualTo(200);
    }

    @Test
    void probes_areAskedByGetAndHead() {
        assertThat(Readiness.livez().httpMethods()).containsExactly("GET", "HEAD");
        assertThat(readiness.readyz().httpMethods()).containsExactly("GET", "HEAD");
    }

    /** Those who ask never start a check, and never wait for one. */
    @Test
    void checks_runByThemselves_oneAtATime() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch checked = new CountDownLatch(2);
        CountDownLatch end = new CountDownLatch(1);
        try (Readiness started = Readiness.of(() -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            checked.countDown();
            if (checked.getCount() == 0) {
                await(end); // the second one hangs
            }
            running.decrementAndGet();
        })) {
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> checked.getCount() == 0);

            for (int i = 0; i < 1_000; i++) {
                assertThat(asked(started.readyz()).status()).isEqualTo(200);
            }
            assertThat(most.get()).isEqualTo(1);
        } finally {
            end.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
