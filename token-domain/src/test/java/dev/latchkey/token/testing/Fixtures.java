package dev.latchkey.token.testing;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Actor;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodCatalog;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Client;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.Origin;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.Password;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenDescription;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.TokenTemplate;
import dev.latchkey.token.TokenTerms;
import dev.latchkey.token.TokenValue;
import dev.latchkey.token.Tokens;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.stream.Stream;

/** Values to test with: a small platform, two people on it, and their tokens. */
public final class Fixtures {

    public static final AccountId ALICE = new AccountId("1001");
    public static final AccountId BOB = new AccountId("1002");

    public static final Instant NOW = Instant.parse("2026-11-24T10:15:30.123456Z");

    public static final ApiMethod START_ENV = ApiMethod.of("environment.control.StartEnv");
    public static final ApiMethod STOP_ENV = ApiMethod.of("environment.control.StopEnv");
    public static final ApiMethod GET_ENV_INFO = ApiMethod.of("environment.control.GetEnvInfo");
    public static final ApiMethod INSTALL = ApiMethod.of("marketplace.jps.Install");
    public static final ApiMethod CREATE_TOKEN = ApiMethod.of("users.authentication.CreateToken");

    public static final TokenTemplate EXTENDED_ACCESS = new TokenTemplate(1, "Extended Access", ImmutableList.of("*"));
    public static final TokenTemplate MARKETPLACE =
            new TokenTemplate(3, "Marketplace", ImmutableList.of("marketplace.*"));

    /** A platform with four methods for tokens and one that no token may have. */
    public static final ApiMethodCatalog CATALOG = ApiMethodCatalog.builder()
            .changes(START_ENV.toString(), STOP_ENV.toString(), INSTALL.toString())
            .reads(GET_ENV_INFO.toString())
            .method(new ApiMethodCatalog.Entry(
                    CREATE_TOKEN, ApiMethodCatalog.Effect.CHANGES, ApiMethodCatalog.Callers.SESSIONS, ""))
            .template(EXTENDED_ACCESS)
            .template(MARKETPLACE)
            .build();

    private static final SecureRandom RANDOM = new SecureRandom();

    private Fixtures() {}

    /** A new value of Latchkey's own format. */
    public static TokenValue newValue() {
        return TokenFormat.TOKEN.generate(RANDOM);
    }

    /** A token of Alice's for stopping environments, that never expires. */
    public static NewToken newToken() {
        return newToken(newValue());
    }

    /** The same with this value. */
    public static NewToken newToken(TokenValue value) {
        return newToken(ALICE, value, "Nightly stop", Expiry.never());
    }

    /** A token with this much said of it, and the rest as {@link #newToken()} has it. */
    public static NewToken newToken(AccountId owner, TokenValue value, String description, Expiry expiry) {
        return NewToken.of(owner, terms(description, custom(STOP_ENV), expiry), value);
    }

    /** Terms with this description, these methods and this expiry. */
    public static TokenTerms terms(String description, ApiMethodSet methods, Expiry expiry) {
        return TokenTerms.of(new TokenDescription(description), methods, expiry);
    }

    /** Adds a token by its owner, at {@link #NOW}, however many the owner has. */
    public static Token added(Tokens tokens, NewToken token) {
        return tokens.add(token, Integer.MAX_VALUE, by(token.owner())).orElseThrow();
    }

    public static ApiMethodSet custom(ApiMethod... methods) {
        return new ApiMethodSet.Custom(
                Stream.of(methods).collect(ImmutableSortedSet.toImmutableSortedSet(ApiMethod::compareTo)));
    }

    /** A change by this account at {@link #NOW}. */
    public static Origin by(AccountId account) {
        return new Origin(account, Actor.owner(), NOW, new Client("192.0.2.7", "curl"));
    }

    public static Password password(String text) {
        return done(Password.parse(text));
    }

    /** What was done, or an error that tells why it was not. */
    public static <T> T done(Outcome<T> outcome) {
        if (outcome instanceof Outcome.Done<T> done) {
            return done.value();
        }
        throw new AssertionError("refused: " + outcome);
    }

    /** Why it was refused, or an error that tells what was done. */
    public static Outcome.Refused<?> refusal(Outcome<?> outcome) {
        if (outcome instanceof Outcome.Refused<?> refused) {
            return refused;
        }
        throw new AssertionError("not refused: " + outcome);
    }

    /** The latest events of a history, as they were recorded. */
    public static ImmutableList<Event> history(Events events, Events.Filter filter, int limit) {
        return events.latest(filter, limit).stream()
                .map(Events.Recorded::event)
                .collect(ImmutableList.toImmutableList());
    }
}
