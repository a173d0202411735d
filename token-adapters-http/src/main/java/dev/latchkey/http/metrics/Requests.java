package dev.latchkey.http.metrics;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.http.RequestObserver;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Times requests, as OpenTelemetry's conventions for servers of HTTP have it. A series is made when it is first needed. */
final class Requests implements RequestObserver {

    private static final double SECONDS = 1e-9;

    /** The convention's, and finer ones before them: most answers take less than its first. */
    private static final double[] BUCKETS = {
        0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5,
        10
    };

    /** All others are told as one. */
    private static final ImmutableSet<String> KNOWN =
            ImmutableSet.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

    private static final String OTHER = "_OTHER";

    private record Series(String route, String httpMethod, int status) {}

    private final ConcurrentMap<Series, DistributionDataPoint> points = new ConcurrentHashMap<>();
    private final Histogram durations;

    Requests(PrometheusRegistry registry) {
        this.durations = Histogram.builder()
                .name("http_server_request_duration_seconds")
                .help("How long requests took, from their head to the last of their answer")
                .unit(Unit.SECONDS)
                .labelNames("http_request_method", "http_route", "http_response_status_code")
                .classicOnly()
                .classicUpperBounds(BUCKETS)
                .withoutExemplars()
                .register(registry);
    }

    @Override
    public void answered(String route, String httpMethod, int status, long nanos) {
        Series series = new Series(route, KNOWN.contains(httpMethod) ? httpMethod : OTHER, status);
        DistributionDataPoint point = points.get(series);
        (point != null ? point : points.computeIfAbsent(series, this::point)).observe(nanos * SECONDS);
    }

    private DistributionDataPoint point(Series series) {
        return durations.labelValues(series.httpMethod(), series.route(), Integer.toString(series.status()));
    }
}
