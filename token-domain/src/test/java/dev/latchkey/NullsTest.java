package dev.latchkey;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.STOP_ENV;
import static dev.latchkey.token.testing.Fixtures.added;
import static dev.latchkey.token.testing.Fixtures.by;
import static dev.latchkey.token.testing.Fixtures.custom;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static dev.latchkey.token.testing.Fixtures.password;
import static dev.latchkey.token.testing.Fixtures.terms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.reflect.ClassPath;
import com.google.common.testing.NullPointerTester;
import dev.latchkey.account.Account;
import dev.latchkey.account.AccountFilter;
import dev.latchkey.account.AccountSecurity;
import dev.latchkey.account.AccountSummary;
import dev.latchkey.account.AdministratorRequest;
import dev.latchkey.account.Browser;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.GuessSubject;
import dev.latchkey.account.GuessTally;
import dev.latchkey.account.HashingPlace;
import dev.latchkey.account.NewPassword;
import dev.latchkey.account.NewSession;
import dev.latchkey.account.PasswordPolicy;
import dev.latchkey.account.PreparedSecondFactor;
import dev.latchkey.account.RecoveryCode;
import dev.latchkey.account.Session;
import dev.latchkey.account.SessionCheck;
import dev.latchkey.account.SessionId;
import dev.latchkey.account.SessionLimits;
import dev.latchkey.account.SignIn;
import dev.latchkey.account.SignedIn;
import dev.latchkey.account.TotpCode;
import dev.latchkey.account.TotpSecret;
import dev.latchkey.account.Verified;
import dev.latchkey.token.Actor;
import dev.latchkey.token.ApiMethodCatalog;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Caller;
import dev.latchkey.token.Client;
import dev.latchkey.token.DenialReason;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.LastUse;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.PasswordConfirmation;
import dev.latchkey.token.Quota;
import dev.latchkey.token.RefusalReason;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.Suspension;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenEdit;
import dev.latchkey.token.TokenFilter;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.TokenState;
import dev.latchkey.token.TokenTemplate;
import dev.latchkey.token.TokenWatchers;
import dev.latchkey.token.Tokens;
import dev.latchkey.token.testing.InMemoryAccountStore;
import dev.latchkey.token.testing.InMemoryTokenStore;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every public method and constructor of the exported packages refuses null, where it comes in. */
final class NullsTest {

    private static final ImmutableSet<String> EXPORTED =
            ImmutableSet.of("dev.latchkey", "dev.latchkey.token", "dev.latchkey.account");

    private static final InMemoryTokenStore STORE = new InMemoryTokenStore();
    private static final LatchkeyBuilder BUILDER = Latchkey.on(STORE)
            .changes("x", STOP_ENV.toString())
            .confirmedBy((account, password) -> PasswordConfirmation.Result.CONFIRMED);
    private static final Latchkey LATCHKEY = BUILDER.start();
    private static final Token TOKEN = added(STORE.tokens(), newToken());
    private static final Client CLIENT = new Client("192.0.2.7", "curl");
    private static final Confirmation CONFIRMATION = Confirmation.vouchedFor(Actor.owner());
    private static final Account ACCOUNT =
            new Account(ALICE, new EmailAddress("alice@example.com"), "Alice", NOW, 0, false, Optional.empty());

    private static final PreparedSecondFactor PREPARED = prepared();

    private static PreparedSecondFactor prepared() {
        InMemoryAccountStore store = InMemoryAccountStore.empty();
        assertThat(store.accounts().add(ACCOUNT.email(), "Alice", password("correct horse"), NOW))
                .isPresent();
        SignIn signIn = new SignIn(store, TokenFormat.SESSION, new SecureRandom(), InstantSource.fixed(NOW));
        String session = signIn.signIn("alice@example.com", password("correct horse"), CLIENT)
                .orThrow()
                .session()
                .reveal();
        return signIn.ownAccount(PasswordPolicy.of(Set.of("Latchkey")), "Latchkey")
                .prepareSecondFactor(session, password("correct horse"), CLIENT)
                .orThrow();
    }

    /** An instance of every public class, and what else is a parameter somewhere. */
    private static final ImmutableList<Object> SAMPLES = ImmutableList.of(
            LATCHKEY,
            BUILDER,
            LATCHKEY.tokens(),
            LATCHKEY.catalog(),
            LATCHKEY.authorize(newValue().reveal(), "x", CLIENT),
            ApiMethodCatalog.builder(),
            LATCHKEY.catalog().methods().get(0),
            ALICE,
            STOP_ENV,
            custom(STOP_ENV),
            new ApiMethodSet.OfTemplate("All"),
            Actor.owner(),
            Actor.platform(),
            Actor.ownToken(),
            Actor.stranger(),
            Actor.administrator(ALICE),
            CONFIRMATION,
            Confirmation.by(password("correct horse")),
            new ChangeRequest(ALICE, CONFIRMATION, CLIENT),
            new Caller(ALICE, Optional.empty()),
            CLIENT,
            Expiry.never(),
            new IssuedToken(TOKEN, newValue()),
            new LastUse(NOW, CLIENT),
            new Quota(60, 1, Duration.ofSeconds(1)),
            newToken(),
            by(ALICE),
            Outcome.done("x"),
            Outcome.refused(RefusalReason.INVALID_VALUE, "x"),
            password("correct horse"),
            TOKEN,
            TOKEN.id(),
            TOKEN.description(),
            TOKEN.fingerprint(),
            TokenEdit.NOTHING,
            Upkeep.start(ImmutableMap.of(), Duration.ofHours(1)),
            Event.removed(TOKEN, by(ALICE)),
            Events.Filter.ALL,
            new Events.Recorded(1, Event.removed(TOKEN, by(ALICE))),
            TokenFilter.ALL,
            new TokenFilter.StateAt(TokenState.LIVE, NOW),
            new TokenFilter.Held(STOP_ENV, ImmutableSet.of()),
            Suspension.of(by(ALICE)),
            Tokens.Resumption.DONE,
            TokenFormat.TOKEN,
            new TokenTemplate(1, "All", ImmutableList.of("*")),
            terms("x", custom(STOP_ENV), Expiry.never()),
            newValue(),
            new TokenWatchers(),
            ACCOUNT,
            ACCOUNT.email(),
            AccountFilter.ALL,
            new AccountSummary(ACCOUNT, false, 0),
            new AdministratorRequest(ALICE, CLIENT),
            new NewPassword(ACCOUNT, Optional.empty()),
            new SignIn(InMemoryAccountStore.empty(), TokenFormat.SESSION, new SecureRandom(), InstantSource.system())
                    .administration(STORE, PasswordPolicy.of(Set.of("Latchkey"))),
            new TokenAdministration(LATCHKEY.tokens()),
            PasswordPolicy.of(Set.of("Latchkey")),
            new SignIn(InMemoryAccountStore.empty(), TokenFormat.SESSION, new SecureRandom(), InstantSource.system())
                    .ownAccount(PasswordPolicy.of(Set.of("Latchkey")), "Latchkey"),
            PREPARED,
            new AccountSecurity(false, 0, NOW, false),
            SessionLimits.DEFAULT,
            new NewSession(ALICE, 0, newValue().fingerprint(), "", "", NOW),
            new Session(
                    new SessionId(1),
                    ALICE,
                    newValue().fingerprint(),
                    "",
                    "",
                    NOW,
                    NOW,
                    NOW,
                    false,
                    OptionalInt.empty()),
            new SessionCheck.Live(Caller.bySession(ALICE)),
            new SessionCheck.Refused(DenialReason.UNKNOWN),
            new SessionId(1),
            new SignIn(InMemoryAccountStore.empty(), TokenFormat.SESSION, new SecureRandom(), InstantSource.system()),
            new SignedIn(ACCOUNT, newValue(), OptionalInt.empty(), Optional.empty()),
            new Verified(new SessionId(1), Optional.empty(), Optional.empty()),
            Browser.with(Optional.empty(), Optional.empty()),
            RecoveryCode.generate(new SecureRandom()),
            new GuessSubject("account:1"),
            GuessTally.NONE,
            new HashingPlace(HashingPlace.Kind.SIGN_IN, "192.0.2.7"),
            TotpCode.parse("123456").orThrow(),
            TotpSecret.generate(new SecureRandom()),
            NOW,
            new SecureRandom(),
            OptionalInt.empty(),
            OptionalLong.empty(),
            "x");

    static Stream<Class<?>> publicTypes() throws IOException {
        Object home = Latchkey.class.getProtectionDomain().getCodeSource().getLocation();
        return ClassPath.from(Latchkey.class.getClassLoader()).getAllClasses().stream()
                .filter(info -> EXPORTED.contains(info.getPackageName()))
                .<Class<?>>map(ClassPath.ClassInfo::load)
                .filter(type ->
                        type.getProtectionDomain().getCodeSource().getLocation().equals(home))
                .filter(NullsTest::isPublic)
                .filter(type -> type != StorageException.class); // what failed must be told, whatever its message is
    }

    private static boolean isPublic(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getDeclaringClass() == null || isPublic(type.getDeclaringClass()));
    }

    @Test
    void publicTypes_areAllLookedAt() throws IOException {
        assertThat(publicTypes()).hasSizeGreaterThan(60);
    }

    @ParameterizedTest
    @MethodSource("publicTypes")
    void everyPublicMethodAndConstructor_refusesNull(Class<?> type) {
        NullPointerTester tester = new NullPointerTester();
        SAMPLES.forEach(sample -> setDefault(tester, sample));

        List<String> taken = new ArrayList<>();
        for (Constructor<?> constructor : type.getConstructors()) {
            note(catchThrowable(() -> tester.testConstructor(constructor)), taken);
        }
        for (Method method : type.getMethods()) {
            if (isOurs(method)) {
                Object sample = Modifier.isStatic(method.getModifiers()) ? null : sampleOf(type);
                note(catchThrowable(() -> tester.testMethod(sample, method)), taken);
            }
        }

        assertThat(taken).isEmpty();
    }

    private static void note(Throwable failure, List<String> taken) {
        if (failure != null) {
            taken.add(failure.getMessage());
        }
    }

    private static boolean isOurs(Method method) {
        return method.getDeclaringClass().getName().startsWith("dev.latchkey")
                && !method.getName().equals("equals")
                && !Modifier.isAbstract(method.getModifiers());
    }

    @ParameterizedTest
    @MethodSource("publicTypes")
    void everyRecord_namesTheComponentThatIsNull(Class<?> type) throws Exception {
        if (!type.isRecord()) {
            return;
        }
        RecordComponent[] components = type.getRecordComponents();
        Object sample = sampleOf(type);
        Constructor<?> constructor = type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        for (int i = 0; i < components.length; i++) {
            if (!components[i].getType().isPrimitive()) {
                Object[] values = new Object[components.length];
                for (int j = 0; j < values.length; j++) {
                    values[j] = i == j ? null : components[j].getAccessor().invoke(sample);
                }
                assertThat(catchThrowable(() -> constructor.newInstance(values)).getCause())
                        .isInstanceOf(NullPointerException.class)
                        .hasMessage(components[i].getName());
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> void setDefault(NullPointerTester tester, T sample) {
        for (Class<?> type = sample.getClass(); type != null && type != Object.class; type = type.getSuperclass()) {
            tester.setDefault((Class<T>) type, sample);
            for (Class<?> port : type.getInterfaces()) {
                if (port.isSealed()) {
                    tester.setDefault((Class<T>) port, sample);
                }
            }
        }
    }

    private static Object sampleOf(Class<?> type) {
        List<Object> samples = SAMPLES.stream().filter(type::isInstance).toList();
        if (samples.isEmpty() && type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        assertThat(samples).as("samples of %s", type).isNotEmpty();
        return samples.get(0);
    }
}
