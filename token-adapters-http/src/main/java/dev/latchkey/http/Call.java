package dev.latchkey.http;

import dev.latchkey.Latchkey;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.ApiMethodCatalog;
import dev.latchkey.token.Caller;
import dev.latchkey.token.Client;
import java.util.Optional;

/**
 * A call of a method, as its handler gets it.
 *
 * @param caller who it is from; absent where the method is open to anyone
 * @param credential the session or token that it came with; empty where the method is open to anyone
 * @param upload the file that came with it; present where the method requires one
 * @param origin by what the server names itself: its public URL, or scheme and authority by which it was addressed
 * @param latchkey the tokens and the catalog of the platform that it is made on
 */
public record Call(
        Optional<Caller> caller,
        String credential,
        Parameters parameters,
        Optional<Upload> upload,
        String origin,
        Client client,
        Latchkey latchkey) {

    /**
     * The account in whose name it is made.
     *
     * @throws IllegalStateException if the method is open to anyone
     */
    public AccountId account() {
        return caller.orElseThrow(() -> new IllegalStateException("a method open to anyone has no account"))
                .account();
    }

    /** The methods and templates of the platform. */
    ApiMethodCatalog catalog() {
        return latchkey.catalog();
    }

    /** The caller and the names of its parameters, without the credential. */
    @Override
    public String toString() {
        return "Call[" + caller + ", " + parameters + ", " + client.address() + "]";
    }
}
