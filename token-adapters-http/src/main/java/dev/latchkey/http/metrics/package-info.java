/** What a server tells monitoring of itself, in the formats of Prometheus and OpenMetrics. */
@NullMarked
package dev.latchkey.http.metrics;

import org.jspecify.annotations.NullMarked;
