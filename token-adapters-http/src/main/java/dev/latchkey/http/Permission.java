package dev.latchkey.http;

import static java.util.Objects.requireNonNull;

import dev.latchkey.account.SessionCheck;
import dev.latchkey.token.Authorization;
import dev.latchkey.token.Caller;
import dev.latchkey.token.DenialReason;
import dev.latchkey.token.Quota;
import java.util.Optional;

/** Whether a credential, of a token or a session, is good for a call. */
public sealed interface Permission {

    /**
     * It is.
     *
     * @param quota how many calls the token may make; empty if it may make any number, or was only recognised
     */
    record Granted(Caller caller, Optional<Quota> quota) implements Permission {
        public Granted {
            requireNonNull(caller, "caller");
            requireNonNull(quota, "quota");
        }
    }

    /**
     * It is not.
     *
     * @param quota how many calls the token may make; empty unless it has made as many as it may
     */
    record Denied(DenialReason reason, Optional<Quota> quota) implements Permission {
        public Denied {
            requireNonNull(reason, "reason");
            requireNonNull(quota, "quota");
        }
    }

    /** What was said of a token. */
    static Permission of(Authorization authorization) {
        if (authorization instanceof Authorization.Granted granted) {
            return new Granted(granted.caller(), granted.quota());
        }
        Authorization.Denied denied = (Authorization.Denied) authorization;
        return new Denied(denied.reason(), denied.quota());
    }

    /** What was said of a session. */
    static Permission of(SessionCheck check) {
        return check instanceof SessionCheck.Live live
                ? new Granted(live.caller(), Optional.empty())
                : new Denied(((SessionCheck.Refused) check).reason(), Optional.empty());
    }
}
