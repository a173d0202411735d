package dev.latchkey.http.metrics;

import dev.latchkey.account.HashingPlace;
import dev.latchkey.account.Passwords;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Password;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Optional;
import java.util.function.Supplier;

/** Counts the passwords that were checked, to sign in as well as to confirm a change. What was refused unread is not among them. */
final class PasswordChecks {

    private final CounterDataPoint confirmed;
    private final CounterDataPoint wrong;
    private final CounterDataPoint busy;

    PasswordChecks(PrometheusRegistry registry) {
        Counter counter = Counter.builder()
                .name("latchkey_password_confirmations_total")
                .help("Passwords that were checked to sign in or confirm a change, by what came of it")
                .labelNames("outcome")
                .withoutExemplars()
                .register(registry);
        confirmed = counter.labelValues("confirmed");
        wrong = counter.labelValues("wrong");
        busy = counter.labelValues("busy");
    }

    Passwords counting(Passwords passwords) {
        return new Passwords() {
            @Override
            public <T> Optional<T> at(HashingPlace place, Supplier<T> work) {
                Optional<T> result = passwords.at(place, work);
                if (result.isEmpty()) {
                    busy.inc();
                }
                return result;
            }

            @Override
            public boolean matches(AccountId account, Password password) {
                boolean matches = passwords.matches(account, password);
                (matches ? confirmed : wrong).inc();
                return matches;
            }
        };
    }
}
