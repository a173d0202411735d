package dev.latchkey.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.http.Answer;
import dev.latchkey.http.ResultCode;
import dev.latchkey.http.bounds.Bound;
import dev.latchkey.http.bounds.BoundCounters;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CallWorkersTest {

    private static final int THREADS = 96;
    private static final int WAITING = 16;

    private final Vertx vertx = Vertx.vertx();
    private final BoundCounters counters = new BoundCounters();
    private final CallWorkers workers = new CallWorkers(vertx, WAITING, counters);
    private final CountDownLatch go = new CountDownLatch(1);

    @AfterEach
    void close() {
        go.countDown();
        vertx.close().await();
    }

    @Test
    void run_ofMoreThanMayWait_isBusy_andCounted_andAllIsAnsweredAfterwards() {
        List<Future<Answer>> running = new ArrayList<>();
        for (int i = 0; i < THREADS + WAITING; i++) {
            running.add(run("192.0.2." + i));
        }

        Future<Answer> oneMore = run("192.0.2.200");

        assertThat(oneMore.result().code()).isEqualTo(ResultCode.INTERNAL_ERROR);
        assertThat(oneMore.result().body().toString()).contains("busy");
        assertThat(counters.refusals(Bound.WAITING_CALLS)).isOne();
        go.countDown();
        assertThat(running)
                .allSatisfy(answer -> assertThat(answer.await().code()).isEqualTo(ResultCode.SUCCESS));
        assertThat(run("192.0.2.200").await().code()).isEqualTo(ResultCode.SUCCESS);
    }

    @Test
    void oneAddress_hasHalfOfThem_andOthersGoOn() {
        for (int i = 0; i < (THREADS + WAITING) / 2; i++) {
            assertThat(run("192.0.2.1").isComplete()).isFalse();
        }

        assertThat(run("192.0.2.1").result().code()).isEqualTo(ResultCode.INTERNAL_ERROR);
        assertThat(run("192.0.2.2").isComplete()).isFalse();
    }

    private Future<Answer> run(String address) {
        return workers.run(address, this::waiting, () -> Answer.error(ResultCode.INTERNAL_ERROR, CallWorkers.BUSY));
    }

    private Answer waiting() throws InterruptedException {
        go.await();
        return Answer.OK;
    }
}
