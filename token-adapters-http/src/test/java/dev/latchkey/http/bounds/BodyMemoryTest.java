package dev.latchkey.http.bounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.http.EarlyAnswerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

final class BodyMemoryTest {

    private static final int KIB = 1024;

    private final BoundCounters counters = new BoundCounters();
    private final BodyMemory memory = new BodyMemory(256 * KIB, counters);
    private final AtomicInteger evicted = new AtomicInteger();

    @Test
    void take_ofMoreThanThereIs_isRefused_andCounted() {
        BodyMemory.Share first = share();
        first.take(16 * KIB + 192 * KIB);

        BodyMemory.Share second = share();
        assertThatThrownBy(() -> second.take(16 * KIB + 1)).isInstanceOf(EarlyAnswerException.class);
        assertThat(counters.refusals(Bound.BODY_BYTES)).isOne();
        assertThatCode(() -> second.take(16 * KIB)).as("the start of a body").doesNotThrowAnyException();
    }

    @Test
    void close_givesAllBack_once() {
        BodyMemory.Share share = share();
        share.takeHead(100);
        share.take(20 * KIB);
        share.give(10 * KIB);
        assertThat(memory.taken()).isEqualTo(10 * KIB + 100);

        share.close();
        share.close();

        assertThat(memory.taken()).isZero();
    }

    @Test
    void take_whileAnotherBodyIsHeldBack_takesItsPlace() {
        BodyMemory.Share heldBack = share();
        heldBack.take(208 * KIB);
        BodyMemory.Share next = share();

        Awaitility.await().ignoreException(EarlyAnswerException.class).until(() -> {
            next.take(200 * KIB);
            return true;
        });

        assertThat(evicted).hasValue(1);
        assertThatThrownBy(() -> heldBack.take(1)).isInstanceOf(EarlyAnswerException.class);
        assertThat(memory.taken()).isEqualTo(408 * KIB);
        heldBack.close();
        assertThat(memory.taken()).isEqualTo(200 * KIB);
    }

    /** Or a thread that comes late to let go of them would have others take twice as much, and more. */
    @Test
    void bodiesThatMadeRoom_andAreNotLetGoOf_areNoMoreThanTheSameAgain() {
        List<BodyMemory.Share> heldBack = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            heldBack.add(share());
            heldBack.get(i).take(100 * KIB);
        }
        for (int i = 0; i < 2; i++) {
            BodyMemory.Share next = share();
            heldBack.add(next);
            Awaitility.await().ignoreException(EarlyAnswerException.class).until(() -> {
                next.take(100 * KIB);
                return true;
            });
        }

        BodyMemory.Share tooMany = share();
        Awaitility.await().during(Duration.ofMillis(1_500)).until(() -> refuses(tooMany, 100 * KIB));
        assertThat(memory.taken()).isLessThanOrEqualTo(2 * 256 * KIB);

        heldBack.get(0).close();
        assertThatCode(() -> share().take(100 * KIB)).doesNotThrowAnyException();
    }

    @Test
    void aBodyThatHasCome_makesNoRoom() {
        BodyMemory.Share whole = share();
        whole.take(208 * KIB);
        whole.whole();
        BodyMemory.Share heldBack = share();
        heldBack.take(KIB);

        BodyMemory.Share next = share();
        Awaitility.await().until(() -> refuses(next, 300 * KIB));

        assertThat(evicted.get()).isLessThanOrEqualTo(1);
        assertThat(memory.taken()).isGreaterThanOrEqualTo(208 * KIB);
    }

    @Test
    void take_ofMoreThanABodyMayHave_isTooLarge_whateverItsHeadHas() {
        BodyMemory large = new BodyMemory(32L << 20, counters);
        BodyMemory.Share share = large.share(() -> {});
        share.takeHead(50 * KIB);
        share.take(Bounds.MAX_BODY);

        assertThatThrownBy(() -> share.take(1))
                .isInstanceOfSatisfying(
                        EarlyAnswerException.class, e -> assertThat(e.status()).isEqualTo(413));
    }

    private BodyMemory.Share share() {
        return memory.share(evicted::incrementAndGet);
    }

    private static boolean refuses(BodyMemory.Share share, long bytes) {
        try {
            share.take(bytes);
            return false;
        } catch (EarlyAnswerException e) {
            return true;
        }
    }
}
