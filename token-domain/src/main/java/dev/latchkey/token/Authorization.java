package dev.latchkey.token;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import java.util.Optional;

/** The answer to whether a call may be made. */
public sealed interface Authorization {

    /** It may. Safe for use by many threads, for as long as the call that it was granted to is being answered. */
    non-sealed interface Granted extends Authorization {

        /** In whose name, and by which token. */
        Caller caller();

        /** How many calls the token may make; empty if it may make any number, or was only recognised. */
        Optional<Quota> quota();

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
     * @param quota how many calls the token may make; empty unless it has made as many as it may
     */
    record Denied(DenialReason reason, String method, Optional<Quota> quota) implements Authorization {

        public Denied {
            requireNonNull(reason, "reason");
            requireNonNull(method, "method");
            requireNonNull(quota, "quota");
        }

        /** Without a quota. */
        public Denied(DenialReason reason, String method) {
            this(reason, method, Optional.empty());
        }

        /** The HTTP status of the answer: 403 if the token lacks the method, 429 if it made too many calls, else 401 (RFC 6750, 3.1; RFC 6585, 4). */
        public int status() {
            return switch (reason) {
                case METHOD_NOT_GRANTED -> 403;
                case RATE_LIMITED -> 429;
                case MISSING, MALFORMED, UNKNOWN, EXPIRED, SUSPENDED, OWNER_DISABLED, CODE_NEEDED -> 401;
            };
        }

        /**
         * The value of the answer's header {@code WWW-Authenticate} (RFC 6750, 3). It tells a caller without token nothing but
         * that one is needed, and does not tell apart why a token is dead. It is of no use with a status of 429.
         */
        public String challenge() {
            return "Bearer realm=\"latchkey\""
                    + switch (reason) {
                        case MISSING, RATE_LIMITED -> "";
                        case MALFORMED, UNKNOWN, EXPIRED, SUSPENDED, OWNER_DISABLED, CODE_NEEDED ->
                            ", error=\"invalid_token\", error_description=\"the token is unknown, expired or revoked\"";
                        case METHOD_NOT_GRANTED ->
                            ", error=\"insufficient_scope\", error_description=\"the token lacks the method\""
                                    + ", scope=\"" + method + "\"";
                    };
        }
    }
}
