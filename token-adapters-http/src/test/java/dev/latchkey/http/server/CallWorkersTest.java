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
            running.add(workers.run("192.0.2." + i, this::waiting));
        }

        Future<Answer> oneMore = workers.run("192.0.2.200", this::waiting);

        assertThat(oneMore.result().code()).isEqualTo(ResultCode.INTERNAL_ERROR);
        assertThat(oneMore.result().body().toString()).contains("busy");
        assertThat(counters.refusals(Bound.WAITING_CALLS)).isOne();
        go.countDown();
        assertThat(running)
                .allSatisfy(answer -> assertThat(answer.await().code()).isEqualTo(ResultCode.SUCCESS));
        assertThat(workers.run("192.0.2.200", this::waiting).await().code()).isEqualTo(ResultCode.SUCCESS);
    }

    @Test
    void oneAddress_hasHalfOfThem_andOthersGoOn() {
        for (int i = 0; i < (THREADS + WAITING) / 2; i++) {
            assertThat(workers.run("192.0.2.1", this::waiting).isComplete()).isFalse();
        }

        assertThat(workers.run("192.0.2.1", this::waiting).result().code()).isEqualTo(ResultCode.INTERNAL_ERROR);
        assertThat(workers.run("192.0.2.2", this::waiting).isComplete()).isFalse();
    }

    private Answer waiting() throws InterruptedException {
        go.await();
        return Answer.OK;
    }
}
