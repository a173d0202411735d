package dev.latchkey.http;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import dev.latchkey.Latchkey;
import dev.latchkey.account.Account;
import dev.latchkey.account.AccountAdministration;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.OwnAccount;
import dev.latchkey.account.PasswordPolicy;
import dev.latchkey.account.Sessions;
import dev.latchkey.account.SignIn;
import dev.latchkey.http.address.TrustedProxies;
import dev.latchkey.http.methods.AdministrationMethods;
import dev.latchkey.http.methods.UserMethods;
import dev.latchkey.http.operation.Operations;
import dev.latchkey.http.testing.AnswerValidator;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.Caller;
import dev.latchkey.token.Client;
import dev.latchkey.token.Events;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.TokenStore;
import dev.latchkey.token.TokenTemplate;
import dev.latchkey.token.Tokens;
import dev.latchkey.token.testing.Fixtures;
import dev.latchkey.token.testing.InMemoryAccountStore;
import dev.latchkey.token.testing.InMemoryAccounts;
import dev.latchkey.token.testing.InMemoryEvents;
import dev.latchkey.token.testing.InMemoryTokens;
import dev.latchkey.token.testing.SettableClock;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A platform in memory, with two accounts and a few methods, called as its server would be, but without one; every answer
 * is held against what its method declares.
 */
public final class TestPlatform {

    public static final String ALICE = "alice@example.com";
    public static final String BOB = "bob@example.com";
    public static final String PASSWORD = "correct horse";

    public static final String SIGN_IN = "/1.0/users/authentication/rest/signin";
    public static final String CREATE_TOKEN = "/1.0/users/authentication/rest/createtoken";
    public static final String STOP_ENV = "/1.0/environment/control/rest/stopenv";
    public static final String START_ENV = "/1.0/environment/control/rest/startenv";
    public static final String FAIL = "/1.0/environment/control/rest/fail";

    public final SettableClock clock = new SettableClock(Fixtures.NOW);
    public final InMemoryEvents events = new InMemoryEvents();
    public final InMemoryTokens tokens = new InMemoryTokens(events);
    public final InMemoryAccountStore store = InMemoryAccountStore.empty().with(events);
    public final InMemoryAccounts accounts = store.accounts();
    public final Sessions sessions = store.sessions();
    public final SecureRandom random = new SecureRandom();
    public final SignIn signIn = new SignIn(store, TokenFormat.SESSION, random, clock);
    public final OwnAccount ownAccount = signIn.ownAccount(PasswordPolicy.of(Set.of("Test Platform")), "Test Platform");
    public final MethodRegistry registry;
    public final Latchkey latchkey;
    public final SignInCredentials credentials = new SignInCredentials(signIn, Optional.empty());
    public final Calls calls;
    public final AnswerValidator validator;
    public final List<Caller> stoppedBy = new ArrayList<>();

    public TestPlatform() {
        this(ImmutableList.of());
    }

    /** With more methods, which do nothing. */
    public TestPlatform(List<String> more) {
        addAccount(ALICE);
        addAccount(BOB);
        this.registry = new MethodRegistry(
                ImmutableList.<PlatformMethod>builder()
                        .addAll(UserMethods.all(credentials, ownAccount, accounts, clock))
                        .addAll(AdministrationMethods.all(administration(), clock))
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
                Operations.NONE,
                ImmutableList.of(),
                ImmutableList.of(
                        new TokenTemplate(1, "Extended Access", ImmutableList.of("*")),
                        new TokenTemplate(2, "IDE Plugins", ImmutableList.of("environment.control.StopEnv"))),
                name -> name.startsWith("env.") ? "environment." + name.substring(4) : name);
        this.latchkey = latchkey(registry);
        this.validator = new AnswerValidator(registry);
        this.calls = new Calls(latchkey, credentials, Optional.empty(), TrustedProxies.NONE, Permissions.Observer.NONE);
    }

    /** A Latchkey on the same tokens for the methods of another registry. */
    public Latchkey latchkey(MethodRegistry methods) {
        return Latchkey.on(tokens, events)
                .catalog(methods.catalog())
                .clock(clock)
                .random(random)
                .start();
    }

    private AccountAdministration administration() {
        TokenStore tokenStore = new TokenStore() {
            @Override
            public Tokens tokens() {
                return tokens;
            }

            @Override
            public Events events() {
                return events;
            }
        };
        return signIn.administration(tokenStore, PasswordPolicy.of(Set.of("Latchkey")));
    }

    /** Where a method is called. */
    public static String path(ApiMethod method) {
        return MethodPath.of(method);
    }

    /** Calls the method at {@code path} with parameters given as name, value, name, value. */
    public JsonObject call(String path, String... parameters) {
        return call(List.of(), path, parameters);
    }

    public JsonObject callWithHeader(String authorization, String path, String... parameters) {
        return call(List.of(authorization), path, parameters);
    }

    public String signIn(String login) {
        return call(SIGN_IN, "login", login, "password", PASSWORD).getString("session");
    }

    /** The answer's {@code token} of a new token that may stop environments. */
    public JsonObject createToken(String session) {
        return createToken(session, "environment.control.StopEnv");
    }

    public JsonObject createToken(String session, String method) {
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

    public Account account(String login) {
        return accounts.find(new EmailAddress(login)).orElseThrow();
    }

    public JsonObject call(List<String> authorizations, String path, String... parameters) {
        JsonObject answer = answer(authorizations, path, parameters).body().toJsonObject();
        validator.validate(registry.find(path).orElseThrow(), answer);
        return answer;
    }

    /** What comes of a call, as it is sent. */
    public Answer answer(List<String> authorizations, String path, String... parameters) {
        List<Map.Entry<String, String>> pairs = new ArrayList<>();
        for (int i = 0; i < parameters.length; i += 2) {
            pairs.add(Map.entry(parameters[i], parameters[i + 1]));
        }
        PlatformMethod method = registry.find(path).orElseThrow();
        TestHead head = TestHead.POST.with(authorizations);
        Call call = new Call(
                method,
                head,
                () -> new Client("192.0.2.7", "test"),
                latchkey,
                new OwnOrigin(Optional.empty()),
                credentials);
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
