package dev.latchkey.benchmarks;

import com.google.common.collect.ImmutableList;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodCatalog;
import dev.latchkey.token.Authorization;
import dev.latchkey.token.Authorizer;
import dev.latchkey.token.Client;
import dev.latchkey.token.LastUses;
import dev.latchkey.token.RefusedCalls;
import dev.latchkey.token.TokenEvent;
import dev.latchkey.token.TokenEvents;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenLookup;
import java.time.InstantSource;
import java.util.Optional;

/** The one place where an {@link Authorizer} is made and asked. Safe for use by many threads. */
final class Authorizing {

    private static final Client CLIENT = new Client("192.0.2.7", "curl/8.5.0");

    private final Authorizer authorizer;

    private Authorizing(Authorizer authorizer) {
        this.authorizer = authorizer;
    }

    static Authorizing by(TokenLookup tokens, ApiMethodCatalog catalog) {
        return new Authorizing(authorizer(tokens, catalog, new LastUses(new MapTokens())));
    }

    static Authorizer authorizer(TokenLookup tokens, ApiMethodCatalog catalog, LastUses lastUses) {
        return new Authorizer(
                tokens, catalog, TokenFormat.TOKEN, new RefusedCalls(new NoEvents()), lastUses, InstantSource.system());
    }

    Authorization authorize(String value, ApiMethod method) {
        return authorizer.authorize(value, method, CLIENT);
    }

    /** Where events go that nobody reads. */
    private static final class NoEvents implements TokenEvents {

        @Override
        public void add(ImmutableList<TokenEvent> events) {}

        @Override
        public ImmutableList<TokenEvent> latest(Optional<AccountId> account, Optional<TokenId> token, int limit) {
            return ImmutableList.of();
        }
    }
}
