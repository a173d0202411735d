package dev.latchkey.http;

import dev.latchkey.token.Caller;
import java.util.Optional;

/** Whether a call may be made, so far as that can be told from who it is from. */
sealed interface Decision {

    /**
     * It may.
     *
     * @param caller absent where the method is open to anyone
     * @param credential the session or token that it came with; empty where the method is open to anyone
     */
    record Admitted(Optional<Caller> caller, String credential) implements Decision {

        static final Admitted ANYONE = new Admitted(Optional.empty(), "");

        @Override
        public String toString() {
            return "Admitted[" + caller + "]";
        }
    }

    /** It may not, and this is its answer. */
    record Refused(Answer answer) implements Decision {}
}
