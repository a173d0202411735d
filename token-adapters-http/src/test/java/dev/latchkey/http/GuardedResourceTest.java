package dev.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableListMultimap;
import dev.latchkey.http.address.TrustedProxies;
import dev.latchkey.http.health.Readiness;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.testing.Fixtures;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GuardedResourceTest {

    private final TestPlatform platform = new TestPlatform();
    private final GuardedResource resource = new GuardedResource(
            Readiness.livez(), ApiMethod.of("environment.control.StopEnv"), platform.latchkey, TrustedProxies.NONE);

    @AfterEach
    void close() {
        platform.latchkey.close();
    }

    private static Resource.Request request(List<String> authorizations) {
        return Resource.Request.of(new TestHead("GET", ImmutableListMultimap.of()).with(authorizations), "/x");
    }

    /** Strangers cost no worker, and no look-up. */
    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer x", "Basic YTpi", "Bearer a,Bearer b"})
    void whatIsNoToken_isRefusedAtOnce(String authorizations) {
        List<String> headers = authorizations.isEmpty() ? List.of() : List.of(authorizations.split(","));

        assertThat(resource.answerAtOnce(request(headers)).orElseThrow().status())
                .isEqualTo(401);
    }

    @Test
    void aToken_isLookedUpByWhoMayWait() {
        String unknown = Fixtures.newValue().reveal();
        String live = platform.createToken(platform.signIn(TestPlatform.ALICE)).getString("key");

        for (String value : List.of(unknown, live)) {
            assertThat(resource.answerAtOnce(request(List.of("Bearer " + value))))
                    .isEmpty();
        }
        assertThat(resource.answer(request(List.of("Bearer " + unknown))).status())
                .isEqualTo(401);
        assertThat(resource.answer(request(List.of("Bearer " + live))).status()).isEqualTo(200);
    }
}
