package dev.latchkey.token.cache;

import dev.latchkey.token.TokenFingerprint;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;

/** Whoever looks up again and again finds a grant that was put in after the table had grown. */
@JCStressTest(Mode.Termination)
@Outcome(id = "TERMINATED", expect = Expect.ACCEPTABLE, desc = "The larger table is seen.")
@Outcome(id = "STALE", expect = Expect.FORBIDDEN, desc = "The old table is looked at for ever.")
@State
public class GrowthIsSeenTest {

    /** So many that the smallest table grows. */
    private static final int MANY = 600;

    private final GrantTable table = new GrantTable(Long.MAX_VALUE);
    private final TokenFingerprint last = StressedTable.fingerprint(MANY);

    @Actor
    public void actor() {
        while (table.find(last) == null) {
            // looks up again
        }
    }

    @Signal
    public void signal() {
        for (int number = 1; number <= MANY; number++) {
            TokenGrant unused = table.put(StressedTable.token(number));
        }
    }
}
