package dev.latchkey.token.cache;

import dev.latchkey.token.TokenFingerprint;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * A look-up that begins after a removal has returned does not find the grant, even if nothing but time orders the two. The
 * removal moves another grant up, which is then looked for behind the place where it was.
 */
@JCStressTest
@Outcome(id = "false, true", expect = Expect.FORBIDDEN, desc = "Removed before the look-up began, and found.")
@Outcome(expect = Expect.ACCEPTABLE, desc = "The look-up began before the removal returned, or found nothing.")
@State
public class RemovedIsNotFoundTest {

    private final GrantTable table = new GrantTable(Long.MAX_VALUE);
    private final TokenFingerprint removed = StressedTable.fingerprint(1);
    private volatile boolean lookingUp;

    public RemovedIsNotFoundTest() {
        for (int number = 1; number <= 3; number++) {
            TokenGrant unused = table.put(StressedTable.token(number));
        }
    }

    @Actor
    public void remover(ZZ_Result result) {
        boolean unused = table.remove(removed);
        result.r1 = lookingUp;
    }

    @Actor
    public void finder(ZZ_Result result) {
        lookingUp = true;
        result.r2 = table.find(removed) != null;
    }
}
