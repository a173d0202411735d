package dev.latchkey.demo.marketplace;

import dev.latchkey.demo.environment.Environment;
import dev.latchkey.http.WireTime;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * An installed application, in an environment that was made for it.
 *
 * @param app what the application told of itself then
 */
record Installation(String uniqueName, Environment environment, JsonObject app, Instant installedAt) {

    JsonObject json() {
        return app.copy()
                .put("uniqueName", uniqueName)
                .put("envName", environment.name().text())
                .put("appid", environment.appid())
                .put("installedOn", WireTime.format(installedAt));
    }
}
