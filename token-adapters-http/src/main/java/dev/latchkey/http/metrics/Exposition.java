package dev.latchkey.http.metrics;

import dev.latchkey.http.HttpReply;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A format in which metrics are told. Prometheus fails a scrape whose type is not one of these to the letter. */
record Exposition(String contentType, ExpositionFormatWriter writer) {

    static final Exposition PROMETHEUS =
            new Exposition("text/plain; version=0.0.4; charset=utf-8", PrometheusTextFormatWriter.create());

    static final Exposition OPEN_METRICS = new Exposition(
            "application/openmetrics-text; version=1.0.0; charset=utf-8", OpenMetricsTextFormatWriter.create());

    HttpReply reply(MetricSnapshots snapshots) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            writer.write(text, snapshots);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it is written to memory
        }
        return HttpReply.of(200, contentType, Buffer.buffer(text.toByteArray()));
    }
}
