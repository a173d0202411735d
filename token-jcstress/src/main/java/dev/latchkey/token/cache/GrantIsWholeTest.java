package dev.latchkey.token.cache;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** What a look-up finds while grants are put in and removed is the grant that was looked for, with all that it has. */
@JCStressTest
@Outcome(
        id = {"0, 0", "0, 2", "7, 0", "7, 2"},
        expect = Expect.ACCEPTABLE,
        desc = "Each is missed or found whole.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Another grant, or a half-made one.")
@State
public class GrantIsWholeTest {

    private final GrantTable table = new GrantTable(Long.MAX_VALUE);

    public GrantIsWholeTest() {
        for (int number = 1; number <= 3; number++) {
            TokenGrant unused = table.put(StressedTable.token(number));
        }
    }

    @Actor
    public void changer() {
        boolean unused = table.remove(StressedTable.fingerprint(1));
        TokenGrant unusedToo = table.put(StressedTable.token(7));
    }

    @Actor
    public void finder(II_Result result) {
        result.r1 = number(table.find(StressedTable.fingerprint(7)));
        result.r2 = number(table.find(StressedTable.fingerprint(2)));
    }

    private static int number(@Nullable TokenGrant grant) {
        return grant == null ? 0 : grant.id().value();
    }
}
