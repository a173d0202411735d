package dev.latchkey.app;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.latchkey.Latchkey;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.PasswordPolicy;
import dev.latchkey.account.SignIn;
import dev.latchkey.demo.DemoAccount;
import dev.latchkey.demo.DemoPlatform;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.MethodRegistry;
import dev.latchkey.http.Parameter;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.PublicUrl;
import dev.latchkey.http.ResultCode;
import dev.latchkey.http.SignInCredentials;
import dev.latchkey.http.methods.AdministrationMethods;
import dev.latchkey.http.methods.UserMethods;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.DatabaseOptions;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Caller;
import dev.latchkey.token.Client;
import dev.latchkey.token.TokenFormat;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The methods of the server and of the demo, as a server has them, once their database is closed and their files are gone: what
 * asks a store fails.
 */
final class WithoutBlockingTest {

    private static MethodRegistry registry;
    private static Latchkey latchkey;

    @BeforeAll
    static void openAndClose(@TempDir Path directory) throws Exception {
        Path data = directory.resolve("data");
        Database database =
                Database.open(DatabaseOptions.inDirectory(data).migrations(DemoPlatform.SCHEMA, DemoPlatform.class));
        ClosedLogin closed = new ClosedLogin(new EmailAddress("closed@example.com"), "for the test");
        Doors doors = Doors.of(database, Optional.of(closed));
        SignIn signIn = new SignIn(doors.accounts(), TokenFormat.SESSION, new SecureRandom(), InstantSource.system());
        registry = new MethodRegistry(
                DemoAccount.startPlatform(database, InstantSource.system(), data),
                doors.methods(ImmutableList.<PlatformMethod>builder()
                        .addAll(UserMethods.all(
                                new SignInCredentials(signIn, Optional.empty()),
                                signIn.ownAccount(PasswordPolicy.of(Set.of("Test")), "Test"),
                                doors.accounts().accounts(),
                                InstantSource.system()))
                        .addAll(AdministrationMethods.all(
                                signIn.administration(doors.tokens(), PasswordPolicy.of(Set.of("Test"))),
                                InstantSource.system()))
                        .build()));
        latchkey = Latchkey.on(doors.tokens()).catalog(registry.catalog()).start();
        latchkey.close();
        database.close();
        MoreFiles.deleteRecursively(data, RecursiveDeleteOption.ALLOW_INSECURE);
    }

    @Test
    void methodsDeclaredWithoutBlocking_areThese() {
        assertThat(methods(false))
                .extracting(method -> method.method().toString())
                .containsExactlyInAnyOrder(
                        "users.authentication.CheckSign",
                        "users.authentication.GetTokenApiList",
                        "users.authentication.GetTokenTemplates",
                        "environment.control.GetRegions",
                        "marketplace.app.GetList",
                        "marketplace.app.GetAppInfo");
    }

    @Test
    void methodsDeclaredWithoutBlocking_succeedWithoutStores() {
        assertThat(methods(false))
                .isNotEmpty()
                .allSatisfy(method ->
                        assertThat(answer(method, values(method)).code()).isEqualTo(ResultCode.SUCCESS));
    }

    /** Whatever can do without stores belongs on the event loop. Signing out can, of a call that has no session to end. */
    @Test
    void allOtherMethods_failWithoutStores() {
        assertThat(methods(true))
                .hasSizeGreaterThan(40)
                .filteredOn(method -> succeeds(method, List.of()) || succeeds(method, values(method)))
                .extracting(method -> method.method().toString())
                .containsExactly("users.authentication.Signout");
    }

    /** There may be hundreds of methods: an event loop has no time to list them anew at each call. */
    @Test
    void theCatalog_isMadeOnce() {
        for (String name : List.of("GetTokenApiList", "GetTokenTemplates")) {
            PlatformMethod method = methods(false).stream()
                    .filter(one -> one.method().toString().endsWith("." + name))
                    .findFirst()
                    .orElseThrow();

            assertThat(answer(method, List.of())).isSameAs(answer(method, List.of()));
        }
    }

    private static ImmutableList<PlatformMethod> methods(boolean blocking) {
        return registry.methods().stream()
                .filter(method -> method.blocking() == blocking)
                .collect(toImmutableList());
    }

    /** Values of the right types, and names of what the demo has. */
    private static ImmutableList<Map.Entry<String, String>> values(PlatformMethod method) {
        return method.parameters().stream()
                .filter(parameter -> parameter.type() != Parameter.Type.FILE)
                .map(parameter -> Map.entry(parameter.name(), value(parameter)))
                .collect(toImmutableList());
    }

    private static String value(Parameter parameter) {
        return switch (parameter.type()) {
            case INTEGER -> "1";
            case BOOLEAN -> "true";
            case JSON -> parameter.name().equals("nodes") ? "[{\"nodeType\":\"tomcat\"}]" : "{\"shortdomain\":\"new\"}";
            case TEXT, LIST, FILE -> parameter.name().endsWith("nvName") ? "my-project" : "wordpress";
        };
    }

    private static boolean succeeds(PlatformMethod method, List<Map.Entry<String, String>> values) {
        try {
            return answer(method, values).code().equals(ResultCode.SUCCESS);
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static Answer answer(PlatformMethod method, List<Map.Entry<String, String>> values) {
        Call call = Call.permitted(
                method,
                Caller.bySession(new AccountId("1")),
                values,
                Optional.empty(),
                PublicUrl.parse("https://localhost:8443"),
                new Client("192.0.2.7", ""),
                latchkey);
        call.parameters().check(method.parameters());
        return method.handler().handle(call);
    }
}
