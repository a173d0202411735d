package dev.latchkey.token;

/** The answer to whether a call may be made. */
public sealed interface Authorization {

    /** It may, in the name of {@code caller}. */
    record Granted(Caller caller) implements Authorization {}

    /** It may not. */
    record Denied(DenialReason reason) implements Authorization {}
}
