package dev.latchkey.account;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** What a browser keeps of its user's earlier sign-ins. It has no {@code equals}, and its {@code toString} is redacted. Immutable. */
public final class Browser {

    private final Optional<String> session;
    private final Optional<String> known;

    private Browser(Optional<String> session, Optional<String> known) {
        this.session = requireNonNull(session, "session");
        this.known = requireNonNull(known, "known");
    }

    /**
     * A browser that brings these values.
     *
     * @param session of its latest session, dead or not; empty if it has none
     * @param known by which it is {@linkplain SignedIn#browser recognised}; empty if it has none
     */
    public static Browser with(Optional<String> session, Optional<String> known) {
        return new Browser(session, known);
    }

    Optional<String> session() {
        return session;
    }

    Optional<String> known() {
        return known;
    }

    @Override
    public String toString() {
        return "Browser[redacted]";
    }
}
