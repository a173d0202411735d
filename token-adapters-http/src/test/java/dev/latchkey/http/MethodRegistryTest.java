package dev.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.http.PlatformMethod.Access;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodCatalog;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MethodRegistryTest {

    private static final PlatformMethod STOP = PlatformMethod.changing("environment.control.StopEnv", "Stops")
            .alsoAt("/deploy/DeployArchive")
            .handledBy(call -> Answer.OK);

    private static final PlatformMethod SIGN_IN = PlatformMethod.changing("users.authentication.Signin", "Signs in")
            .openTo(Access.ANYONE)
            .handledBy(call -> Answer.OK);

    private final MethodRegistry registry = new MethodRegistry(List.of(STOP, SIGN_IN), List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/1.0/environment/control/rest/stopenv",
                "/1.0/Environment/Control/REST/StopEnv",
                "/environment/control/rest/stopenv",
                "/deploy/deployarchive"
            })
    void find_takesEveryAddressInAnyCase(String path) {
        assertThat(registry.find(path)).contains(STOP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "/1.0/environment/control/rest/stopenv/", "/1.0/environment/control/rest/startenv"})
    void find_whenThereIsNoMethod_findsNone(String path) {
        assertThat(registry.find(path)).isEmpty();
    }

    @Test
    void catalog_hasEveryMethod_andOnlyTheOpenOnesForTokens() {
        assertThat(registry.catalog().methods())
                .containsExactly(
                        new ApiMethodCatalog.Entry(
                                ApiMethod.of("environment.control.StopEnv"),
                                ApiMethodCatalog.Effect.CHANGES,
                                ApiMethodCatalog.Callers.SESSIONS_AND_TOKENS,
                                "Stops"),
                        new ApiMethodCatalog.Entry(
                                ApiMethod.of("users.authentication.Signin"),
                                ApiMethodCatalog.Effect.CHANGES,
                                ApiMethodCatalog.Callers.SESSIONS,
                                "Signs in"));
    }

    @Test
    void constructor_whenTwoMethodsShareAnAddress_refuses() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MethodRegistry(List.of(STOP, STOP), List.of()));
    }
}
