package dev.latchkey.demo;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.demo.environment.EnvironmentDefinition;
import dev.latchkey.demo.environment.EnvironmentStatus;
import dev.latchkey.demo.environment.Environments;
import dev.latchkey.demo.environment.NewEnvironment;
import dev.latchkey.demo.environment.Phase;
import dev.latchkey.demo.text.ResourceRows;
import dev.latchkey.token.AccountId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;

/** The environments that the demo account begins with, as the file {@code demo-environments.json} has them. */
final class DemoEnvironments {

    private DemoEnvironments() {}

    /** Makes those whose names are not taken. */
    static void create(Environments environments, AccountId owner, Instant now) {
        JsonArray definitions = new JsonArray(ResourceRows.text(DemoPlatform.class, "demo-environments.json"));
        for (int i = 0; i < definitions.size(); i++) {
            create(environments, owner, definitions.getJsonObject(i), now);
        }
    }

    private static void create(Environments environments, AccountId owner, JsonObject definition, Instant now) {
        EnvironmentStatus status =
                EnvironmentStatus.valueOf(definition.getString("status").toUpperCase(Locale.ROOT));
        ImmutableSet<String> groups = definition.getJsonArray("envGroups", new JsonArray()).stream()
                .map(String.class::cast)
                .collect(ImmutableSet.toImmutableSet());
        NewEnvironment environment = EnvironmentDefinition.parse(
                owner, definition.getJsonObject("env"), definition.getJsonArray("nodes"), groups);
        if (environments.find(environment.name().text()).isEmpty()) {
            environments.add(environment, now, new Phase(status, status, now));
        }
    }
}
