package dev.latchkey.app.administration;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * An event of the history. Texts are empty if there is nothing to tell.
 *
 * @param kind in lower case
 * @param actor who did it; an administrator by the login
 * @param account the login of the account, or its uid if that is gone
 * @param token its number
 * @param fingerprint of the value in question
 */
public record HistoryEntry(
        Instant at,
        String kind,
        String actor,
        int times,
        String account,
        String token,
        String hint,
        String fingerprint,
        String address,
        String userAgent,
        String detail) {

    private static final int SHOWN = 12;

    public HistoryEntry {
        requireNonNull(at, "at");
        requireNonNull(kind, "kind");
        requireNonNull(actor, "actor");
        requireNonNull(account, "account");
        requireNonNull(token, "token");
        requireNonNull(hint, "hint");
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(address, "address");
        requireNonNull(userAgent, "userAgent");
        requireNonNull(detail, "detail");
    }

    /** By what a value is recognised: its last characters, and what its fingerprint begins with. Empty if there was none. */
    public String value() {
        return hint.isEmpty() ? "" : "…" + hint + " " + fingerprint.substring(0, Math.min(SHOWN, fingerprint.length()));
    }
}
