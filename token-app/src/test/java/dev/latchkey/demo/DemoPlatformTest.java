package dev.latchkey.demo;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.latchkey.http.PlatformMethod.Access;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodCatalog;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.TokenTemplate;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoPlatformTest extends OnPlatform {

    @Test
    void templates_areTheProtocolsAndCoverWhatThereIs() {
        assertThat(DemoPlatform.templates())
                .extracting(TokenTemplate::id, TokenTemplate::name)
                .containsExactly(
                        tuple(1, "Extended Access"),
                        tuple(2, "IDE Plugins"),
                        tuple(3, "Marketplace"),
                        tuple(4, "Maven Plugin"));
        ApiMethodCatalog catalog = platform.registry.catalog();
        assertThat(catalog.methodsOf(new ApiMethodSet.OfTemplate("Extended Access")))
                .hasSize(catalog.methods().size());
        assertThat(catalog.grants(
                        new ApiMethodSet.OfTemplate("IDE Plugins"), ApiMethod.of("environment.control.StopEnv")))
                .isTrue();
    }

    @Test
    void templates_ofTheMavenPlugin_holdWhatItCalls_andNothingElse() {
        assertThat(platform.registry.catalog().methodsOf(new ApiMethodSet.OfTemplate("Maven Plugin")))
                .extracting(ApiMethod::toString)
                .containsExactlyInAnyOrder(
                        "storage.uploader.Upload",
                        "deployment.archive.CreateObject",
                        "deployment.archive.GetArchives",
                        "deployment.archive.DeleteArchive",
                        "deployment.archive.DeployArchive");
    }

    @Test
    void methods_thatOnlyRead_areThoseThatSayIt() {
        assertThat(platform.platform.methods()).hasSizeGreaterThanOrEqualTo(40).allSatisfy(method -> {
            String name = method.method().toString();
            assertThat(method.readOnly())
                    .as(name)
                    .isEqualTo(name.substring(name.lastIndexOf('.') + 1).matches("(Get|Read|Search|Check|Download).*"));
            assertThat(method.access()).isEqualTo(Access.GRANTED);
            assertThat(method.summary()).isNotBlank();
        });
    }

    @Test
    void createDemoEnvironments_makesThemInDifferentStatuses() {
        platform.platform.createDemoEnvironments(ALICE);

        assertThat(platform.status(ALICE, "my-project")).isEqualTo(1);
        assertThat(platform.info(ALICE, "my-project").getJsonArray("nodes")).hasSize(4);
        assertThat(platform.ok(ALICE, "GetEnvs").getJsonArray("infos").stream()
                        .map(info -> ((JsonObject) info).getJsonObject("env").getInteger("status"))
                        .collect(toImmutableSet()))
                .containsExactlyInAnyOrder(1, 2, 4, 11);
    }

    @Test
    void createDemoEnvironments_again_leavesWhatIsThereAsItIs() {
        platform.create(BOB, "company-blog");
        platform.platform.createDemoEnvironments(ALICE);
        platform.ok(ALICE, "StopEnv", "envName", "my-project");
        platform.ok(ALICE, "DeleteEnv", "envName", "legacy-crm");
        JsonObject before = platform.info(ALICE, "my-project");

        platform.platform.createDemoEnvironments(ALICE);

        assertThat(platform.info(ALICE, "my-project")).isEqualTo(before);
        assertThat(platform.ok(ALICE, "GetEnvs").getJsonArray("infos")).hasSize(5);
        assertThat(platform.status(ALICE, "legacy-crm")).isEqualTo(11);
        assertThat(platform.status(BOB, "company-blog")).isEqualTo(1);
    }

    @Test
    void domain_whenGiven_isThatOfEnvironments(@TempDir Path directory) {
        try (TestPlatform other = new TestPlatform(directory, Duration.ZERO, "cloud.example")) {
            other.create(ALICE, "my-env");

            JsonObject env = other.info(ALICE, "my-env.cloud.example").getJsonObject("env");
            assertThat(env.getString("domain")).isEqualTo("my-env.cloud.example");
            assertThat(other.error(11, ALICE, "GetEnvInfo", "envName", "my-env." + DemoPlatform.DEFAULT_DOMAIN))
                    .isEqualTo("application [my-env.demo.latchkey.example] not exist");
        }
    }
}
