package dev.latchkey.http.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.latchkey.account.HashingPlace;
import dev.latchkey.account.Passwords;
import dev.latchkey.http.Answer;
import dev.latchkey.http.HttpReply;
import dev.latchkey.http.Permission;
import dev.latchkey.http.Permissions.Kind;
import dev.latchkey.http.Permissions.Via;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.RequestHead;
import dev.latchkey.http.Resource;
import dev.latchkey.http.ResultCode;
import dev.latchkey.http.TestPlatform;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Caller;
import dev.latchkey.token.DenialReason;
import dev.latchkey.token.Password;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenState;
import dev.latchkey.token.testing.Fixtures;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class MetricsTest {

    private static final Permission GRANTED =
            new Permission.Granted(Caller.byToken(new AccountId("1001"), new TokenId(5)), Optional.empty());

    private final MeteredPlatform metered = new MeteredPlatform();
    private final Metrics metrics = metered.metrics;

    @AfterEach
    void close() {
        metered.close();
    }

    private ExpositionLines lines() {
        return ExpositionLines.of(metered.text());
    }

    private static Permission denied(DenialReason reason) {
        return new Permission.Denied(reason, Optional.empty());
    }

    @Test
    void theTextOfPrometheus_keepsToTheRules() {
        metrics.decisions().decided(Via.API, Kind.TOKEN, GRANTED, true, 2_000);
        metrics.requests().answered("environment.control.StopEnv", "GET", 200, 5_000_000);

        HttpReply reply = metered.asked("");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.headers().get("Content-Type")).containsExactly("text/plain; version=0.0.4; charset=utf-8");
        assertThat(reply.headers().get("Cache-Control")).containsExactly("no-store");
        lines().check();
    }

    @Test
    void openMetrics_hasUnits_familiesOfCountersWithoutTotal_andAnEnd() {
        HttpReply reply = metered.asked("application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5");

        assertThat(reply.headers().get("Content-Type"))
                .containsExactly("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(MeteredPlatform.body(reply))
                .endsWith("\n# EOF\n")
                .doesNotContain("\r")
                .contains("# TYPE latchkey_authorizations counter\n")
                .contains("\nlatchkey_authorizations_total{")
                .contains("# UNIT latchkey_authorization_duration_seconds seconds\n")
                .contains("# UNIT latchkey_token_cache_bytes bytes\n")
                .contains("# TYPE latchkey_build info\n");
    }

    @Test
    void aServerThatIsOneOfSeveral_tellsOfItsLease() {
        metrics.node(new OneOfSeveral());

        lines().check();
        assertThat(metered.text())
                .contains(
                        "\nlatchkey_nodes 3.0\n",
                        "\nlatchkey_lease_remaining_seconds 1.25\n",
                        "\nlatchkey_lease_lost_total 2.0\n",
                        "\nlatchkey_revision 42.0\n",
                        "\nlatchkey_clock_offset_seconds -0.5\n",
                        "\nlatchkey_revocation_confirm_duration_seconds_count 7\n",
                        "\nlatchkey_revocation_confirm_duration_seconds_sum 2.5\n",
                        "\nlatchkey_revocations_unconfirmed_total 1.0\n");
    }

    @Test
    void everyReasonOfADenial_isAnOutcome() {
        for (DenialReason reason : DenialReason.values()) {
            metrics.decisions().decided(Via.GATEWAY, Kind.TOKEN, denied(reason), false, 1);
        }
        metrics.decisions().undecided(Via.INTROSPECTION, Kind.SESSION);
        metrics.decisions().decided(Via.API, Kind.TOKEN, GRANTED, true, 1);

        ExpositionLines lines = lines();
        for (Outcome outcome : Outcome.values()) {
            double number = outcome == Outcome.GRANTED || outcome == Outcome.UNDECIDED ? 0 : 1;
            assertThat(lines.value(
                            "latchkey_authorizations_total",
                            "credential",
                            "token",
                            "outcome",
                            outcome.label(),
                            "via",
                            "gateway"))
                    .as("%s", outcome)
                    .isEqualTo(number);
        }
        assertThat(decisions(lines, "granted", "token", "api")).isEqualTo(1);
        assertThat(decisions(lines, "undecided", "session", "introspect")).isEqualTo(1);
    }

    private static double decisions(ExpositionLines lines, String outcome, String credential, String via) {
        return lines.value("latchkey_authorizations_total", "credential", credential, "outcome", outcome, "via", via);
    }

    @Test
    void decisions_areTimed_unlessNothingWasLookedUp() {
        metrics.decisions().decided(Via.API, Kind.TOKEN, GRANTED, true, 3_000);
        metrics.decisions().decided(Via.API, Kind.TOKEN, denied(DenialReason.EXPIRED), false, 40_000);
        metrics.decisions().decided(Via.API, Kind.SESSION, GRANTED, false, 50_000);
        metrics.decisions().decided(Via.API, Kind.TOKEN, denied(DenialReason.MALFORMED), true, 100);
        metrics.decisions().decided(Via.API, Kind.NONE, denied(DenialReason.MISSING), true, 0);

        ExpositionLines lines = lines();
        String name = "latchkey_authorization_duration_seconds";
        assertThat(lines.value(name + "_bucket", "cached", "true", "le", "2.5E-6"))
                .isEqualTo(0);
        assertThat(lines.value(name + "_bucket", "cached", "true", "le", "5.0E-6"))
                .isEqualTo(1);
        assertThat(lines.value(name + "_count", "cached", "true")).isEqualTo(1);
        assertThat(lines.value(name + "_count", "cached", "false")).isEqualTo(2);
        assertThat(lines.value("latchkey_token_cache_hits_total")).isEqualTo(1);
        assertThat(lines.value("latchkey_token_cache_misses_total")).isEqualTo(1);
    }

    @Test
    void requests_areTimed_byWhatTheyAskedFor_andMadeUpMethodsCountAsOne() {
        metrics.requests().answered("/gateway/*", "GET", 200, 3_000_000);
        metrics.requests().answered("unknown", "BREW", 405, 1);
        metrics.requests().answered("unknown", "get", 405, 1);

        ExpositionLines lines = lines();
        String name = "http_server_request_duration_seconds_count";
        assertThat(lines.value(
                        name,
                        "http_request_method",
                        "GET",
                        "http_response_status_code",
                        "200",
                        "http_route",
                        "/gateway/*"))
                .isEqualTo(1);
        assertThat(lines.value(
                        name,
                        "http_request_method",
                        "_OTHER",
                        "http_response_status_code",
                        "405",
                        "http_route",
                        "unknown"))
                .isEqualTo(2);
    }

    @Test
    void theRest_isWhatThePartsTell() {
        ExpositionLines lines = lines();

        assertThat(lines.value("latchkey_build_info", "revision", "0123abc", "version", "1.2.3"))
                .isEqualTo(1);
        assertThat(lines.value("latchkey_tokens", "state", "live")).isEqualTo(1_000_000);
        assertThat(lines.value("latchkey_tokens", "state", "owner_disabled")).isEqualTo(2);
        assertThat(lines.value("latchkey_refusals_total", "bound", "request_time"))
                .isEqualTo(2);
        assertThat(lines.value("latchkey_connections")).isEqualTo(7);
        assertThat(lines.value("latchkey_database_up")).isEqualTo(1);
        assertThat(lines.value("latchkey_hashing_queue")).isEqualTo(3);
        assertThat(lines.value("latchkey_last_use_pending")).isEqualTo(0);
        assertThat(lines.value("latchkey_token_cache_bytes"))
                .isEqualTo((double) metered.platform.latchkey.cacheBytes());
    }

    @Test
    void aChange_isCounted_onceItWasMade() {
        TestPlatform platform = metered.platform;
        PlatformMethod create =
                platform.registry.find(TestPlatform.CREATE_TOKEN).orElseThrow();
        PlatformMethod signIn = platform.registry.find(TestPlatform.SIGN_IN).orElseThrow();
        PlatformMethod done = create.with(call -> Answer.OK);
        PlatformMethod refused = create.with(call -> Answer.error(ResultCode.PERMISSION_DENIED, "no"));

        ImmutableList<PlatformMethod> counted = metrics.counting(ImmutableList.of(done, refused, signIn));
        counted.forEach(method -> assertThat(method.method()).isIn(create.method(), signIn.method()));
        for (PlatformMethod method : counted.subList(0, 2)) {
            assertThat(method.handler()
                            .handle(platform.calls.begin(create, RequestHead.NONE))
                            .body())
                    .isNotNull();
        }

        assertThat(counted.get(2)).isSameAs(signIn);
        assertThat(lines().value("latchkey_token_changes_total", "action", "generate"))
                .isEqualTo(1);
    }

    @Test
    void passwords_areCounted_byWhatCameOfThem() {
        AtomicInteger busy = new AtomicInteger();
        Passwords counted = metrics.counting(new Passwords() {
            @Override
            public <T> Optional<T> at(HashingPlace place, Supplier<T> work) {
                return busy.get() > 0 ? Optional.empty() : Optional.of(work.get());
            }

            @Override
            public boolean matches(AccountId account, Password password) {
                return password.reveal().equals("right one");
            }
        });
        HashingPlace place = new HashingPlace(HashingPlace.Kind.SIGN_IN, "192.0.2.0");

        assertThat(counted.at(place, () -> counted.matches(Fixtures.ALICE, Fixtures.password("wrong one"))))
                .contains(false);
        busy.incrementAndGet();
        assertThat(counted.at(place, () -> true)).isEmpty();

        assertThat(lines().value("latchkey_password_confirmations_total", "outcome", "wrong"))
                .isEqualTo(1);
        assertThat(lines().value("latchkey_password_confirmations_total", "outcome", "busy"))
                .isEqualTo(1);
    }

    @Test
    void tokens_areNotTold_onceTheyCannotBeCounted() {
        PrometheusRegistry registry = new PrometheusRegistry();
        try (TokenCounts tokens = new TokenCounts(registry)) {
            tokens.run(() -> ImmutableMap.of(TokenState.LIVE, 1L));
            assertThat(MeteredPlatform.body(Exposition.PROMETHEUS.reply(registry.scrape())))
                    .contains("latchkey_tokens{state=\"live\"} 1.0");

            tokens.run(() -> {
                throw new IllegalStateException("out of reach");
            });
            assertThat(MeteredPlatform.body(Exposition.PROMETHEUS.reply(registry.scrape())))
                    .doesNotContain("latchkey_tokens{");
        }
    }

    @Test
    void counting_takesAHundredthOfTheTimeAtMost() {
        assertThat(TokenCounts.pauseAfter(Duration.ofMillis(5))).isEqualTo(Duration.ofSeconds(60));
        assertThat(TokenCounts.pauseAfter(Duration.ofSeconds(3))).isEqualTo(Duration.ofSeconds(300));
    }

    @Test
    void aScrape_neverCounts() {
        AtomicInteger counts = new AtomicInteger();
        try (Metrics other = new Metrics("", "")) {
            other.tokens(() -> {
                counts.incrementAndGet();
                return ImmutableMap.of();
            });
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> counts.get() == 1);
            for (int i = 0; i < 20; i++) {
                other.resource().answer(Resource.Request.of(RequestHead.NONE, "/metrics"));
            }
            assertThat(counts.get()).isEqualTo(1);
        }
    }
}
