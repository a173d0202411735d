package dev.latchkey.http.metrics;

import com.google.common.collect.ImmutableMap;
import dev.latchkey.http.Answer;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.ResultCode;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Counts the calls that changed tokens. One call may change many. */
final class Changes {

    /** What the methods do that change tokens. */
    private static final ImmutableMap<String, String> ACTIONS = ImmutableMap.<String, String>builder()
            .put("users.authentication.CreateToken", "generate")
            .put("users.authentication.EditToken", "edit")
            .put("users.authentication.RegenerateToken", "regenerate")
            .put("users.authentication.DeleteTokens", "remove")
            .put("users.authentication.SuspendTokens", "suspend")
            .put("users.authentication.ResumeTokens", "resume")
            .put("administration.tokens.DeleteTokens", "remove")
            .put("administration.tokens.SuspendTokens", "suspend")
            .put("administration.tokens.ResumeTokens", "resume")
            .buildOrThrow();

    private final ImmutableMap<String, CounterDataPoint> counters;

    Changes(PrometheusRegistry registry) {
        Counter counter = Counter.builder()
                .name("latchkey_token_changes_total")
                .help("Calls that changed tokens, by what they did; one may change many")
                .labelNames("action")
                .withoutExemplars()
                .register(registry);
        ImmutableMap.Builder<String, CounterDataPoint> builder = ImmutableMap.builder();
        ACTIONS.forEach((method, action) -> builder.put(method, counter.labelValues(action)));
        this.counters = builder.buildOrThrow();
    }

    PlatformMethod counting(PlatformMethod method) {
        CounterDataPoint counter = counters.get(method.method().toString());
        if (counter == null) {
            return method;
        }
        PlatformMethod.Handler handler = method.handler();
        return method.with(call -> {
            Answer answer = handler.handle(call);
            if (answer.code().equals(ResultCode.SUCCESS)) {
                counter.inc();
            }
            return answer;
        });
    }
}
