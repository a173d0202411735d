package dev.latchkey.http.metrics;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.http.HttpReply;
import dev.latchkey.http.Resource;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Optional;

/** Tells the metrics to whoever asks. A worker writes them, as there may be some thousand lines. */
final class MetricsResource implements Resource {

    private final PrometheusRegistry registry;

    MetricsResource(PrometheusRegistry registry) {
        this.registry = registry;
    }

    @Override
    public ImmutableSet<String> httpMethods() {
        return ImmutableSet.of("GET", "HEAD");
    }

    @Override
    public boolean readsForm() {
        return false;
    }

    @Override
    public Optional<HttpReply> answerAtOnce(Request request) {
        return Optional.empty();
    }

    @Override
    public HttpReply answer(Request request) {
        return Accepted.preferred(request.head().headers("Accept"))
                .reply(registry.scrape())
                .with("Vary", "Accept");
    }

    @Override
    public HttpReply refused(int status, String detail) {
        return HttpReply.text(status, "text/plain", detail + "\n");
    }
}
