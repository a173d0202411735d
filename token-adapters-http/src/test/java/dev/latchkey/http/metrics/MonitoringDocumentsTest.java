package dev.latchkey.http.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.SetMultimap;
import com.google.common.collect.TreeMultimap;
import dev.latchkey.http.Permission;
import dev.latchkey.http.Permissions.Kind;
import dev.latchkey.http.Permissions.Via;
import dev.latchkey.token.DenialReason;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The dashboard and the alerts ask for nothing but what there is: an expression with a misspelt name is never true, and nobody notices. */
final class MonitoringDocumentsTest {

    private static final Path DOCUMENTS = Path.of("../docs/monitoring");
    private static final Pattern METRIC = Pattern.compile("\\b((?:latchkey|http|jvm|process)_[a-z_]+)(?:\\{([^}]*)})?");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+) *(?:=~|!~|!=|=) *\"([^\"]*)\"");
    private static final Pattern GROUPED = Pattern.compile("\\bby *\\(([^)]*)\\)");

    /** What Prometheus adds to each series. */
    private static final ImmutableSet<String> OF_SCRAPE = ImmutableSet.of("instance", "job");

    private static final SetMultimap<String, String> LABELS = TreeMultimap.create();
    private static final SetMultimap<String, String> VALUES = TreeMultimap.create();

    @BeforeAll
    static void expose() {
        try (MeteredPlatform metered = new MeteredPlatform()) {
            Permission denied = new Permission.Denied(DenialReason.EXPIRED, Optional.empty());
            metered.metrics.decisions().decided(Via.API, Kind.TOKEN, denied, true, 1);
            metered.metrics.node(new OneOfSeveral());
            metered.metrics.requests().answered("unknown", "GET", 503, 1);
            ExpositionLines.of(metered.text()).samples.forEach(sample -> {
                LABELS.put(sample.name(), "");
                sample.labels().forEach((label, value) -> {
                    LABELS.put(sample.name(), label);
                    VALUES.put(sample.name() + " " + label, value);
                });
            });
        }
    }

    @AfterAll
    static void forget() {
        LABELS.clear();
        VALUES.clear();
    }

    private static void check(String expression) {
        List<String> names = new ArrayList<>();
        Matcher metric = METRIC.matcher(expression.replaceAll(GROUPED.pattern(), " "));
        while (metric.find()) {
            String name = metric.group(1);
            names.add(name);
            assertThat(LABELS.keySet()).as(expression).contains(name);
            Matcher label = LABEL.matcher(metric.group(2) == null ? "" : metric.group(2));
            while (label.find()) {
                checkLabel(expression, name, label.group(1), label.group(2));
            }
        }
        Matcher grouped = GROUPED.matcher(expression);
        while (grouped.find()) {
            for (String label : grouped.group(1).split(" *, *", -1)) {
                assertThat(OF_SCRAPE.contains(label)
                                || names.stream().allMatch(name -> LABELS.containsEntry(name, label)))
                        .as("%s: the label %s", expression, label)
                        .isTrue();
            }
        }
    }

    private static void checkLabel(String expression, String name, String label, String value) {
        if (!OF_SCRAPE.contains(label)) {
            assertThat(LABELS.get(name)).as(expression).contains(label);
            assertThat(VALUES.get(name + " " + label)).as(expression).anyMatch(one -> one.matches(value));
        }
    }

    @Test
    void theAlerts_askForWhatThereIs() throws Exception {
        List<String> expressions = Files.readAllLines(DOCUMENTS.resolve("alerts.yaml")).stream()
                .map(String::strip)
                .filter(line -> line.startsWith("expr: "))
                .map(line -> line.substring(6))
                .toList();

        assertThat(expressions).hasSizeGreaterThan(8);
        expressions.stream()
                .filter(expression -> !expression.startsWith("up{"))
                .forEach(MonitoringDocumentsTest::check);
    }

    @Test
    void theDashboard_asksForWhatThereIs() throws Exception {
        JsonObject dashboard = new JsonObject(Files.readString(DOCUMENTS.resolve("grafana-dashboard.json")));
        JsonArray panels = dashboard.getJsonArray("panels");

        assertThat(panels).hasSizeGreaterThan(10);
        for (int panel = 0; panel < panels.size(); panel++) {
            JsonArray targets = panels.getJsonObject(panel).getJsonArray("targets");
            assertThat(targets).isNotEmpty();
            for (int target = 0; target < targets.size(); target++) {
                check(targets.getJsonObject(target).getString("expr"));
            }
        }
    }
}
