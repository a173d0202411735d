package dev.latchkey.http.introspection;

import dev.latchkey.Latchkey;
import dev.latchkey.http.Credentials;
import dev.latchkey.http.Permission;
import dev.latchkey.http.Permissions;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.Caller;
import dev.latchkey.token.Client;
import dev.latchkey.token.DenialReason;
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
            return whyNot(denied, asked.method()).flatMap(verdict -> granted(
                            Permissions.identified(latchkey.identify(value, client)))
                    .map(caller -> new Live(caller, Optional.of(verdict))));
        }
        return granted(permission).map(caller -> new Live(caller, Optional.of(Verdict.permitted(asked.method()))));
    }
}
