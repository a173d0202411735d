package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.token.Authorization.Denied;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class AuthorizationTest {

    @Test
    void denied_whenNothingWasGiven_tellsOnlyThatATokenIsNeeded() {
        Denied denied = new Denied(DenialReason.MISSING, "orders.read");

        assertThat(denied.status()).isEqualTo(401);
        assertThat(denied.challenge()).isEqualTo("Bearer realm=\"latchkey\"");
    }

    @ParameterizedTest
    @EnumSource(names = {"MALFORMED", "UNKNOWN", "EXPIRED", "CODE_NEEDED"})
    void denied_whenTheTokenIsDead_doesNotTellWhy(DenialReason reason) {
        Denied denied = new Denied(reason, "orders.read");

        assertThat(denied.status()).isEqualTo(401);
        assertThat(denied.challenge())
                .isEqualTo("Bearer realm=\"latchkey\", error=\"invalid_token\","
                        + " error_description=\"the token is unknown, expired or revoked\"");
    }

    @Test
    void denied_whenTheTokenLacksTheMethod_namesIt() {
        Denied denied = new Denied(DenialReason.METHOD_NOT_GRANTED, "orders.read");

        assertThat(denied.status()).isEqualTo(403);
        assertThat(denied.challenge())
                .isEqualTo("Bearer realm=\"latchkey\", error=\"insufficient_scope\","
                        + " error_description=\"the token lacks the method\", scope=\"orders.read\"");
    }
}
