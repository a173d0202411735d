package dev.latchkey.demo;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.demo.v1.FirstTables;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.DatabaseOptions;
import io.vertx.core.json.JsonObject;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data of earlier versions, in the tables that these had. */
final class MigrationTest {

    private static final String[] OLD = {
        "INSERT INTO demo.environments (appid, name, owner, display_name, host_group, created_at, status, settles_as,"
                + " settles_at) VALUES ('0123456789abcdef0123456789abcdef', 'old', '1001', 'Old', 'default_hn_group',"
                + " TIMESTAMP '2026-01-01 00:00:00', 1, 1, TIMESTAMP '2026-01-01 00:00:00')",
        "INSERT INTO demo.nodes (environment, node_group, node_type, fixed_cloudlets, flexible_cloudlets)"
                + " SELECT id, 'cp', 'docker', 1, 4 FROM demo.environments",
        "INSERT INTO demo.deployments (environment, node_group, context, archive, size, deployed_at, account)"
                + " SELECT id, 'cp', 'ROOT', 'a.war', 7, TIMESTAMP '2026-01-01 00:00:00', '1001' FROM demo.environments",
        "INSERT INTO demo.items (owner, environment, place, kind, name, content, created_at)"
                + " SELECT '1001', id, 'environment 1', 'INSTALLATION', 'unique',"
                + " '{\"id\":\"ghost\",\"name\":\"Ghost\",\"version\":\"1\",\"categories\":[],\"description\":\"\"}',"
                + " TIMESTAMP '2026-01-01 00:00:00' FROM demo.environments",
        "INSERT INTO demo.items (owner, place, kind, name, content, created_at)"
                + " VALUES ('1001', 'account 1001', 'REPOSITORY', 'shop', '{}', TIMESTAMP '2026-01-01 00:00:00')"
    };

    private static void makeOld(DatabaseOptions options) {
        try (Database database = Database.open(options.migrations(DemoPlatform.SCHEMA, FirstTables.class))) {
            database.transaction(connection -> {
                try (Statement statement = connection.createStatement()) {
                    for (String sql : OLD) {
                        statement.execute(sql);
                    }
                    return true;
                }
            });
        }
    }

    private static void assertIsThere(TestPlatform platform) {
        JsonObject info = platform.info(ALICE, "old");
        JsonObject context = info.getJsonObject("env").getJsonArray("contexts").getJsonObject(0);
        assertThat(context.getString("archivename")).isEqualTo("a.war");
        assertThat(context.getString("type")).isEqualTo("ARCHIVE");
        assertThat(info.getJsonArray("nodes").getJsonObject(0).containsKey("customitem"))
                .isFalse();
        assertThat(platform.ok(ALICE, "marketplace.installation.GetList")
                        .getJsonArray("installations")
                        .getJsonObject(0)
                        .getString("name"))
                .isEqualTo("Ghost");
        platform.ok(ALICE, "RedeployContainers", "envName", "old", "tag", "v2");
        platform.ok(ALICE, "marketplace.installation.Uninstall", "appUniqueName", "unique");
    }

    @Test
    void whatWasKeptInHsqldb_isThere_afterOneStartAndTheNext(@TempDir Path directory) {
        makeOld(DatabaseOptions.inDirectory(directory));

        new TestPlatform(directory, Duration.ZERO).close();
        try (TestPlatform platform = new TestPlatform(directory, Duration.ZERO)) {
            assertIsThere(platform);
        }
    }

    @Test
    void whatWasKeptInPostgresql_isThere(@TempDir Path directory) throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder().start()) {
            DatabaseOptions options =
                    DatabaseOptions.at(server.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
            makeOld(options);
            try (TestPlatform platform = new TestPlatform(options, directory)) {
                assertIsThere(platform);
            }
        }
    }

    /** HSQLDB commits after each statement of a script, and a start after a crash runs it from its beginning. */
    @Test
    void theScriptForHsqldb_canRunAgain_fromItsBeginning(@TempDir Path directory) {
        makeOld(DatabaseOptions.inDirectory(directory));
        new TestPlatform(directory, Duration.ZERO).close();
        try (Database database = Database.open(DatabaseOptions.inDirectory(directory))) {
            database.transaction(connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.executeUpdate(
                            "DELETE FROM latchkey.migrations WHERE table_set = 'demo' AND version = 2");
                }
            });
        }

        try (TestPlatform platform = new TestPlatform(directory, Duration.ZERO)) {
            assertIsThere(platform);
        }
    }
}
