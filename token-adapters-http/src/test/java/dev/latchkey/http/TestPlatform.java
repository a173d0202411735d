package dev.latchkey.http;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import dev.latchkey.Latchkey;
import dev.latchkey.account.Account;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.SignIn;
import dev.latchkey.http.testing.AnswerValidator;
import dev.latchkey.token.Caller;
import dev.latchkey.token.Client;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.TokenTemplate;
import dev.latchkey.token.testing.Fixtures;
import dev.latchkey.token.testing.InMemoryAccounts;
import dev.latchkey.token.testing.InMemorySessions;
import dev.latchkey.token.testing.InMemoryTokenEvents;
import dev.latchkey.token.testing.InMemoryTokens;
import dev.latchkey.token.testing.SettableClock;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A platform in memory, with two accounts and a few methods, called as its server would be, but without one; every answer
 * is held against what its method declares.
 */
final class TestPlatform {

    static final String ALICE = "alice@example.com";
    static final String BOB = "bob@example.com";
    static final String PASSWORD = "correct horse";

    static final String SIGN_IN = "/1.0/users/authentication/rest/signin";
    static final String CREATE_TOKEN = "/1.0/users/authentication/rest/createtoken";
    static final String STOP_ENV = "/1.0/environment/control/rest/stopenv";
    static final String START_ENV = "/1.0/environment/control/rest/startenv";
    static final String FAIL = "/1.0/environment/control/rest/fail";

    final SettableClock clock = new SettableClock(Fixtures.NOW);
    final InMemoryTokenEvents events = new InMemoryTokenEvents();
    final InMemoryTokens tokens = new InMemoryTokens(events);
    final InMemorySessions sessions = new InMemorySessions();
    final InMemoryAccounts accounts = new InMemoryAccounts(sessions);
    final SecureRandom random = new SecureRandom();
    final SignIn signIn = new SignIn(accounts, sessions, accounts, accounts, TokenFormat.SESSION, random, clock);
    final MethodRegistry registry;
    final Latchkey latchkey;
    final Credentials credentials = new SignInCredentials(signIn, Optional.empty());
    final Calls calls;
    final AnswerValidator validator;
    final List<Caller> stoppedBy = new ArrayList<>();

    TestPlatform() {
        this(ImmutableList.of());
    }

    /** With more methods, which do nothing. */
    TestPlatform(List<String> more) {
        addAccount(ALICE);
        addAccount(BOB);
        this.registry = new MethodRegistry(
                ImmutableList.<PlatformMethod>builder()
                        .addAll(UserMethods.all(signIn, accounts, clock))
                        .add(method("environment.control.StopEnv", call -> {
                            stoppedBy.add(call.caller().orElseThrow());
                            return Answer.OK;
                        }))
                        .add(PlatformMethod.reading("environment.control.GetThread", "For the test")
                                .answers(Field.always("thread", Shape.text("name")))
                                .withoutBlocking()
                                .handledBy(call -> Answer.ok(new JsonObject()
                                        .put("thread", Thread.currentThread().getName()))))
                        .add(method("environment.control.StartEnv", call -> Answer.OK))
                        .add(method("environment.control.Fail", call -> {
                            throw new IllegalStateException("no word of this gets out");
                        }))
                        .addAll(Lists.transform(more, name -> method(name, call -> Answer.OK)))
                        .build(),
                ImmutableList.of(
                        new TokenTemplate(1, "Extended Access", ImmutableList.of("*")),
                        new TokenTemplate(2, "IDE Plugins", ImmutableList.of("environment.control.StopEnv"))),
                name -> name.startsWith("env.") ? "environment." + name.substring(4) : name);
        this.latchkey = latchkey(registry);
        this.validator = new AnswerValidator(registry);
        this.calls = new Calls(registry, latchkey, credentials, Optional.empty(), TrustedProxies.NONE);
    }

    /** A Latchkey on the same tokens for the methods of another registry. */
    Latchkey latchkey(MethodRegistry methods) {
        return Latchkey.on(tokens, events)
                .catalog(methods.catalog())
                .confirmedBy(accounts)
                .clock(clock)
                .random(random)
                .start();
    }

    /** Calls the method at {@code path} with parameters given as name, value, name, value. */
    JsonObject call(String path, String... parameters) {
        return call(List.of(), path, parameters);
    }

    JsonObject callWithHeader(String authorization, String path, String... parameters) {
        return call(List.of(authorization), path, parameters);
    }

    String signIn(String login) {
        return call(SIGN_IN, "login", login, "password", PASSWORD).getString("session");
    }

    /** The answer's {@code token} of a new token that may stop environments. */
    JsonObject createToken(String session) {
        return createToken(session, "environment.control.StopEnv");
    }

    JsonObject createToken(String session, String method) {
        return call(
                        CREATE_TOKEN,
                        "session",
                        session,
                        "password",
                        PASSWORD,
                        "description",
                        "Nightly stop",
                        "apiList",
                        method)
                .getJsonObject("token");
    }

    Account account(String login) {
        return accounts.find(new EmailAddress(login)).orElseThrow();
    }

    JsonObject call(List<String> authorizations, String path, String... parameters) {
        JsonObject answer = answer(authorizations, path, parameters).body().toJsonObject();
        validator.validate(registry.find(path).orElseThrow(), answer);
        return answer;
    }

    /** What comes of a call, as it is sent. */
    Answer answer(List<String> authorizations, String path, String... parameters) {
        List<Map.Entry<String, String>> pairs = new ArrayList<>();
        for (int i = 0; i < parameters.length; i += 2) {
            pairs.add(Map.entry(parameters[i], parameters[i + 1]));
        }
        PlatformMethod method = registry.find(path).orElseThrow();
        TestHead head = TestHead.POST.with(authorizations);
        Call call = new Call(
                method, head, () -> new Client("192.0.2.7", "test"), latchkey, new OwnOrigin(Optional.empty()));
        call.read(Reading.of(pairs));
        calls.decide(call);
        return calls.run(call);
    }

    private void addAccount(String login) {
        accounts.add(new EmailAddress(login), "Test", Fixtures.password(PASSWORD), Fixtures.NOW);
    }

    private static PlatformMethod method(String name, PlatformMethod.Handler handler) {
        return PlatformMethod.changing(name, "For the test")
                .takes(
                        Parameter.required("envName", Parameter.Type.TEXT, "the environment's name"),
                        Parameter.optional("nodeId", Parameter.Type.INTEGER, "a node"))
                .handledBy(handler);
    }
}
