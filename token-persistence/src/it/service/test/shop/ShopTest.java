package shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.Latchkey;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Actor;
import dev.latchkey.token.Client;
import dev.latchkey.ChangeRequest;
import dev.latchkey.Confirmation;
import dev.latchkey.token.Expiry;
import dev.latchkey.IssuedToken;
import dev.latchkey.token.TokenDescription;
import dev.latchkey.token.TokenTerms;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class ShopTest {

    private static final ChangeRequest BY_ANN =
            new ChangeRequest(new AccountId("ann"), Confirmation.vouchedFor(Actor.owner()), Client.UNKNOWN);

    @Autowired
    private Latchkey latchkey;

    @Autowired
    private JdbcTemplate jdbc;

    @Value("${local.server.port}")
    private int port;

    @Test
    void theEndpoint_isGuarded() throws Exception {
        HttpResponse<String> without = cancel("");
        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"latchkey\"");

        assertThat(cancel(make("orders.read").value().reveal()).statusCode()).isEqualTo(403);

        IssuedToken token = make("orders.cancel");
        assertThat(cancel(token.value().reveal()).body()).isEqualTo("cancelled for ann");

        latchkey.tokens().remove(BY_ANN, ImmutableSet.of(token.token().id())).orThrow();
        HttpResponse<String> removed = cancel(token.value().reveal());
        assertThat(removed.statusCode()).isEqualTo(401);
        assertThat(removed.headers().firstValue("WWW-Authenticate").orElseThrow()).contains("invalid_token");
        System.out.println("Spring Boot " + SpringBootVersion.getVersion() + ": 401, 403, 200, and 401 once removed");
    }

    @Test
    void theServicesOwnTables_areItsOwn() {
        assertThat(jdbc.queryForObject("SELECT name FROM accounts WHERE id = 1", String.class))
                .isEqualTo("Ann");
        assertThat(jdbc.queryForList(
                        "SELECT \"script\" FROM \"flyway_schema_history\" WHERE \"type\" = 'SQL'", String.class))
                .containsExactly("V1__accounts.sql");
    }

    private IssuedToken make(String method) {
        TokenTerms terms = TokenTerms.of(
                new TokenDescription(method),
                latchkey.catalog().customSet(List.of(method)).orThrow(),
                Expiry.never());
        return latchkey.tokens().generate(BY_ANN, terms).orThrow();
    }

    private HttpResponse<String> cancel(String bearer) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/orders/42/cancel"))
                .POST(BodyPublishers.noBody());
        if (!bearer.isEmpty()) {
            request.header("Authorization", "Bearer " + bearer);
        }
        return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    }
}
