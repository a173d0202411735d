package dev.latchkey.http.introspection;

import dev.latchkey.Latchkey;
import dev.latchkey.http.Credentials;
import dev.latchkey.http.Permission;
import dev.latchkey.http.Permissions;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.Authorization;
import dev.latchkey.token.Caller;
import dev.latchkey.token.Client;
import dev.latchkey.token.Quota;
import dev.latchkey.token.StorageException;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides about the tokens and sessions that services ask about. A method that is asked about is a call: it counts among those that the token may
 * make, and is recorded if it is refused.
 */
final class Subjects {

    private final Latchkey latchkey;
    private final Credentials credentials;
    private final Permissions permissions;

    Subjects(Latchkey latchkey, Credentials credentials, Permissions permissions) {
        this.latchkey = latchkey;
        this.credentials = credentials;
        this.permissions = permissions;
    }

    /**
     * A live token or session.
     *
     * @param caller whose
     * @param verdict on what was asked; empty if nothing was
     */
    record Live(Caller caller, Optional<Verdict> verdict) {}

    /**
     * The token or session that has this value; empty if it is dead, or there is none.
     *
     * @throws StorageException if it is not known
     */
    Optional<Live> find(String value, Asked asked, Client client) {
        if (asked.what() == Asked.What.METHOD && !credentials.claims(value)) {
            return findCalling(value, asked, client);
        }
        return granted(permissions.ask(value, Optional.empty(), false, client))
                .map(caller -> new Live(caller, verdict(asked)));
    }

    private Optional<Live> findCalling(String value, Asked asked, Client client) {
        Permission permission = permissions.ask(value, asked.method(), false, client);
        if (permission instanceof Permission.Denied denied) {
            return whyNot(denied, asked.method())
                    .flatMap(
                            verdict -> recognised(value, client).map(caller -> new Live(caller, Optional.of(verdict))));
        }
        return granted(permission).map(caller -> new Live(caller, Optional.of(Verdict.permitted(asked.method()))));
    }

    /** Whose a live token is that may not make a call; empty if it has died meanwhile. */
    private Optional<Caller> recognised(String value, Client client) {
        return latchkey.identify(value, client) instanceof Authorization.Granted granted
                ? Optional.of(granted.caller())
                : Optional.empty();
    }

    /** Why a live token may not make a call; empty if it is dead. */
    private static Optional<Verdict> whyNot(Permission.Denied denied, Optional<ApiMethod> method) {
        return switch (denied.reason()) {
            case METHOD_NOT_GRANTED -> Optional.of(Verdict.refused(method, "not-granted"));
            case RATE_LIMITED ->
                Optional.of(new Verdict(
                        method,
                        "rate-limited",
                        denied.quota().map(Quota::untilMore).orElse(Duration.ofSeconds(1))));
            case MISSING, MALFORMED, UNKNOWN, EXPIRED, SUSPENDED, OWNER_DISABLED, CODE_NEEDED -> Optional.empty();
        };
    }

    private static Optional<Caller> granted(Permission permission) {
        return permission instanceof Permission.Granted granted ? Optional.of(granted.caller()) : Optional.empty();
    }

    /** What is said of what was asked, if the token's methods do not matter, or the caller is a session. */
    private Optional<Verdict> verdict(Asked asked) {
        return switch (asked.what()) {
            case NOTHING -> Optional.empty();
            case OPEN_OPERATION -> Optional.of(Verdict.permitted(asked.method()));
            case UNKNOWN_OPERATION -> Optional.of(Verdict.refused(asked.method(), "unknown-operation"));
            case AMBIGUOUS_PATH -> Optional.of(Verdict.refused(asked.method(), "ambiguous-path"));
            case METHOD ->
                Optional.of(
                        asked.method().filter(latchkey.catalog()::isReserved).isPresent()
                                ? Verdict.refused(asked.method(), "not-granted")
                                : Verdict.permitted(asked.method()));
        };
    }
}
