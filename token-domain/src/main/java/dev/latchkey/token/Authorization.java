package dev.latchkey.token;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;

/** The answer to whether a call may be made. */
public sealed interface Authorization {

    /** It may. Safe for use by many threads, for as long as the call that it was granted to is being answered. */
    non-sealed interface Granted extends Authorization {

        /** In whose name, and by which token. */
        Caller caller();

        /** All that the token may invoke on this platform, ordered by name. */
        ImmutableSet<ApiMethod> methods();

        /**
         * Whether the same call may also invoke {@code method}. A refusal is recorded, as one by
         * {@code authorize} is.
         *
         * @throws IllegalArgumentException if the platform does not have {@code method}
         */
        boolean may(ApiMethod method);

        /**
         * Whether the same call may also invoke the method of this name, as {@link #may(ApiMethod)} says it.
         *
         * @throws IllegalArgumentException if the platform does not have such a method
         */
        boolean may(String method);
    }

    /**
     * It may not.
     *
     * @param method the name of the method that was called; empty if the caller was only to be recognised
     */
    record Denied(DenialReason reason, String method) implements Authorization {

        public Denied {
            requireNonNull(reason, "reason");
            requireNonNull(method, "method");
        }

        /** The HTTP status of the answer (RFC 6750, 3.1): 403 if the token lacks the method, else 401. */
        public int status() {
            return reason == DenialReason.METHOD_NOT_GRANTED ? 403 : 401;
        }

        /**
         * The value of the answer's header {@code WWW-Authenticate} (RFC 6750, 3). It tells a caller without token nothing but
         * that one is needed, and does not tell apart why a token is dead.
         */
        public String challenge() {
            return "Bearer realm=\"latchkey\""
                    + switch (reason) {
                        case MISSING -> "";
                        case MALFORMED, UNKNOWN, EXPIRED, SUSPENDED, OWNER_DISABLED, CODE_NEEDED ->
                            ", error=\"invalid_token\", error_description=\"the token is unknown, expired or revoked\"";
                        case METHOD_NOT_GRANTED ->
                            ", error=\"insufficient_scope\", error_description=\"the token lacks the method\""
                                    + ", scope=\"" + method + "\"";
                    };
        }
    }
}
