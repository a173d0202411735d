package dev.latchkey.http.introspection;

import static dev.latchkey.http.introspection.ServicePlatform.READ_ORDER;
import static dev.latchkey.http.introspection.ServicePlatform.STOP_ENV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.IssuedToken;
import dev.latchkey.token.Client;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.testing.ExpectedLog;
import dev.latchkey.token.testing.Fixtures;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.OpaqueTokenAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.introspection.SpringOpaqueTokenIntrospector;

/** A service that checks its callers' tokens with Spring Security, as Spring Boot wires it. */
final class SpringSecurityTest {

    private final IntrospectionServer server = new IntrospectionServer();
    private final ServicePlatform services = server.services;
    private final OpaqueTokenAuthenticationProvider spring = spring("my service/1", services.service);

    private OpaqueTokenAuthenticationProvider spring(String clientId, String clientSecret) {
        return new OpaqueTokenAuthenticationProvider(
                SpringOpaqueTokenIntrospector.withIntrospectionUri(server.address() + "/introspect")
                        .clientId(clientId)
                        .clientSecret(clientSecret)
                        .build());
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aLiveToken_hasItsMethodsAsAuthorities() {
        IssuedToken issued = services.issue(
                services.alice,
                Fixtures.custom(STOP_ENV, READ_ORDER),
                Expiry.at(Fixtures.NOW.plus(Duration.ofDays(36_500))));

        Authentication authentication = authenticate(issued.value().reveal());

        assertThat(authentication.getAuthorities())
                .extracting(GrantedAuthority::getAuthority)
                .contains("SCOPE_environment.control.StopEnv", "SCOPE_orders.Read");
        OAuth2AuthenticatedPrincipal principal = (OAuth2AuthenticatedPrincipal) authentication.getPrincipal();
        assertThat(principal.getName()).isEqualTo(services.alice.value());
        assertThat(principal.<Object>getAttribute("iat")).isEqualTo(Fixtures.NOW.truncatedTo(ChronoUnit.SECONDS));
        assertThat(principal.<Object>getAttribute("client_id"))
                .isEqualTo(issued.token().id().toString());
    }

    @Test
    void aRevokedToken_isInvalid_fromTheNextCallOn() {
        String token = services.token(services.alice, STOP_ENV);
        assertThat(authenticate(token).isAuthenticated()).isTrue();
        assertThat(services.latchkey
                        .tokens()
                        .revoke(services.latchkey.fingerprintOf(token).orElseThrow(), Client.UNKNOWN))
                .isTrue();

        assertThatExceptionOfType(InvalidBearerTokenException.class)
                .isThrownBy(() -> authenticate(token))
                .satisfies(e -> assertThat(e.getError().getErrorCode()).isEqualTo("invalid_token"));
    }

    /** Spring tells its own caller of an error then, and not that the token is dead. */
    @Test
    @ExpectedLog("Introspection failed, reference")
    void whenTheStoreIsOutOfReach_theTokenIsNotInvalid() {
        String token = services.token(services.alice, STOP_ENV);
        server.breakStore();

        assertThatExceptionOfType(AuthenticationServiceException.class).isThrownBy(() -> authenticate(token));
    }

    @Test
    void whenTheServerIsGone_theTokenIsNotInvalid() {
        String token = services.token(services.alice, STOP_ENV);
        server.close();

        assertThatExceptionOfType(AuthenticationServiceException.class).isThrownBy(() -> authenticate(token));
    }

    @Test
    void withASecretThatIsNone_theTokenIsNotInvalid() {
        String token = services.token(services.alice, STOP_ENV);
        OpaqueTokenAuthenticationProvider stranger = spring("client", "secret");

        assertThatExceptionOfType(AuthenticationServiceException.class)
                .isThrownBy(() -> stranger.authenticate(new BearerTokenAuthenticationToken(token)));
    }

    private Authentication authenticate(String token) {
        return spring.authenticate(new BearerTokenAuthenticationToken(token));
    }
}
