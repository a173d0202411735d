package dev.latchkey.token.cache;

import dev.latchkey.token.TokenFingerprint;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;

/** Whoever looks up again and again finds out that a grant was removed. */
@JCStressTest(Mode.Termination)
@Outcome(id = "TERMINATED", expect = Expect.ACCEPTABLE, desc = "The removal is seen.")
@Outcome(id = "STALE", expect = Expect.FORBIDDEN, desc = "A removed token is granted for ever.")
@State
public class RemovalIsSeenTest {

    private final GrantTable table = new GrantTable(Long.MAX_VALUE);
    private final TokenFingerprint fingerprint = StressedTable.fingerprint(1);

    public RemovalIsSeenTest() {
        TokenGrant unused = table.put(StressedTable.token(1));
    }

    @Actor
    public void actor() {
        while (table.find(fingerprint) != null) {
            // looks up again
        }
    }

    @Signal
    public void signal() {
        boolean unused = table.remove(fingerprint);
    }
}
