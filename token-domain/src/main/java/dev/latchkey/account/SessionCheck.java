package dev.latchkey.account;

import static java.util.Objects.requireNonNull;

import dev.latchkey.token.Caller;
import dev.latchkey.token.DenialReason;

/** The answer to whose session a value is. */
public sealed interface SessionCheck {

    /** That of {@code caller}, who may do all that the account may. */
    record Live(Caller caller) implements SessionCheck {
        public Live {
            requireNonNull(caller, "caller");
        }
    }

    /** Nobody's that is let in. */
    record Refused(DenialReason reason) implements SessionCheck {
        public Refused {
            requireNonNull(reason, "reason");
        }
    }
}
