package dev.latchkey.http.metrics;

import com.google.common.base.Ascii;
import dev.latchkey.http.Permission;
import dev.latchkey.token.DenialReason;

/** What came of the question whether a call may be made, as the label {@code outcome} has it. */
enum Outcome {
    GRANTED,
    MISSING,
    MALFORMED,
    UNKNOWN,
    EXPIRED,
    SUSPENDED,
    OWNER_DISABLED,
    NOT_PERMITTED,
    RATE_LIMITED,
    CODE_NEEDED,
    UNDECIDED;

    static Outcome of(Permission permission) {
        return permission instanceof Permission.Denied denied ? of(denied.reason()) : GRANTED;
    }

    private static Outcome of(DenialReason reason) {
        return switch (reason) {
            case MISSING -> MISSING;
            case MALFORMED -> MALFORMED;
            case UNKNOWN -> UNKNOWN;
            case EXPIRED -> EXPIRED;
            case SUSPENDED -> SUSPENDED;
            case OWNER_DISABLED -> OWNER_DISABLED;
            case METHOD_NOT_GRANTED -> NOT_PERMITTED;
            case RATE_LIMITED -> RATE_LIMITED;
            case CODE_NEEDED -> CODE_NEEDED;
        };
    }

    String label() {
        return Ascii.toLowerCase(name());
    }
}
