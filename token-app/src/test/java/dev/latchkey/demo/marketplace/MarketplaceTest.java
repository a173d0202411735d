package dev.latchkey.demo.marketplace;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.demo.OnPlatform;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MarketplaceTest extends OnPlatform {

    static List<String> apps() {
        return App.all().stream().map(App::id).toList();
    }

    private static JsonArray installations() {
        return platform.ok(ALICE, "marketplace.installation.GetList").getJsonArray("installations");
    }

    @Test
    void getList_findsBySearch() {
        assertThat(platform.ok(ALICE, "marketplace.app.GetList").getJsonArray("apps"))
                .hasSize(12);
        assertThat(platform.ok(ALICE, "marketplace.app.GetList", "search", "WORDpress")
                        .getJsonArray("apps"))
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("apps")
    void install_makesAnEnvironmentOfItsNodes(String id) {
        JsonArray types = platform.ok(ALICE, "marketplace.app.GetAppInfo", "id", id)
                .getJsonObject("app")
                .getJsonArray("nodeTypes");

        JsonObject installed = platform.ok(
                ALICE, "marketplace.app.Install", "id", id, "envName", "shop", "envGroups", "web", "region", "north");

        JsonObject info = platform.info(ALICE, "shop");
        assertThat(info.getJsonObject("env").getString("appid")).isEqualTo(installed.getString("appid"));
        assertThat(info.getJsonObject("env").getString("hardwareNodeGroup")).isEqualTo("north_hn_group");
        assertThat(info.getJsonArray("envGroups")).containsExactly("web");
        assertThat(info.getJsonArray("nodes").stream()
                        .map(node -> (Object) ((JsonObject) node).getString("nodeType"))
                        .distinct())
                .containsExactlyElementsOf(types);
        assertThat(installations()).hasSize(1);
        assertThat(installations().getJsonObject(0).getString("uniqueName"))
                .isEqualTo(installed.getString("uniqueName"));
    }

    @Test
    void uninstall_removesTheEnvironment() {
        String uninstall = "marketplace.installation.Uninstall";
        JsonObject installed = platform.ok(ALICE, "marketplace.app.Install", "id", "ghost");
        String name = installed.getString("uniqueName");
        String environment = installed.getString("envName");
        assertThat(installations().getJsonObject(0).getString("appid"))
                .isEqualTo(installed.getString("appid"))
                .isEqualTo(
                        platform.info(ALICE, environment).getJsonObject("env").getString("appid"));

        platform.error(5, BOB, uninstall, "appUniqueName", name);
        platform.ok(ALICE, uninstall, "appUniqueName", name);

        platform.error(11, ALICE, "GetEnvInfo", "envName", environment);
        platform.error(5, ALICE, uninstall, "appUniqueName", name);
        assertThat(installations()).isEmpty();
        assertThat(platform.ok(ALICE, "environment.tracking.GetUidActions").getJsonArray("array"))
                .hasSize(2);
    }

    @Test
    void getList_ofInstallations_searchesNamesAndEnvironments() {
        platform.ok(ALICE, "marketplace.app.Install", "id", "ghost", "envName", "blog");

        for (String search : new String[] {"GHOST", "blo"}) {
            assertThat(platform.ok(ALICE, "marketplace.installation.GetList", "search", search)
                            .getJsonArray("installations"))
                    .hasSize(1);
        }
        assertThat(platform.ok(ALICE, "marketplace.installation.GetList", "search", "x")
                        .getJsonArray("installations"))
                .isEmpty();
    }

    @Test
    void deletingTheEnvironment_removesTheInstallation() {
        platform.ok(ALICE, "marketplace.app.Install", "id", "ghost", "envName", "blog");
        platform.ok(ALICE, "DeleteEnv", "envName", "blog");

        assertThat(installations()).isEmpty();
    }

    @Test
    void install_ofAManifest_makesItsNodes() {
        String jps = "{\"name\":\"Mine\",\"version\":\"2\",\"nodes\":[{\"nodeType\":\"tomcat\",\"count\":2}]}";

        platform.ok(ALICE, "marketplace.jps.Install", "jps", jps, "envName", "mine");

        assertThat(platform.info(ALICE, "mine").getJsonArray("nodes")).hasSize(2);
        assertThat(installations().getJsonObject(0).getString("version")).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com/manifest.jps", "{", "{}", "[]", "{\"nodes\":1}", "{\"nodes\":[{}]}"})
    void install_ofABadManifest_isRefused(String jps) {
        assertThat(platform.error(3, ALICE, "marketplace.jps.Install", "jps", jps))
                .startsWith("invalid parameter [");
        assertThat(installations()).isEmpty();
    }

    @Test
    void install_ofWhatIsNot_orUnderATakenName_isRefused() {
        platform.create(BOB, "taken");

        platform.error(5, ALICE, "marketplace.app.Install", "id", "nothing");
        platform.error(5, ALICE, "marketplace.app.GetAppInfo", "id", "nothing");
        platform.error(3, ALICE, "marketplace.app.Install", "id", "ghost", "envName", "taken");
        platform.error(3, ALICE, "marketplace.app.Install", "id", "ghost", "envName", "A b");
        platform.error(3, ALICE, "marketplace.app.Install", "id", "ghost", "region", "moon");
        assertThat(installations()).isEmpty();
    }
}
