package dev.latchkey.demo.archive;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.latchkey.demo.OnPlatform;
import dev.latchkey.demo.storage.DemoTables;
import dev.latchkey.http.Uid;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Caller;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.testing.ExpectedLog;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way of an archive: uploaded, registered, deployed, deleted. */
final class ArchivesTest extends OnPlatform {

    private static final String ELSEWHERE = "https://evil.example/1.0/storage/uploader/rest/get?id=1";

    private static String url(AccountId account, String name) {
        JsonObject answer = platform.upload(account, name, "content");
        assertThat(answer.getInteger("result")).as(answer.encode()).isZero();
        return answer.getString("file");
    }

    private static String key(String url) {
        return url.substring(url.indexOf('=') + 1);
    }

    private static String data(String name, String url) {
        return "{'name':'" + name + "', 'archive':'" + url
                + "', 'link':0, 'size':7, 'comment':'Uploaded by Maven plugin'}";
    }

    private static JsonArray archives(AccountId account) {
        return platform.ok(account, "deployment.archive.GetArchives")
                .getJsonObject("response")
                .getJsonArray("objects");
    }

    @Test
    void upload_keepsTheFileUnderItsKey_andTellsItsUrl() throws Exception {
        JsonObject answer = platform.upload(ALICE, "app.war", "content");

        assertThat(answer.getString("file"))
                .startsWith("https://localhost:8443/1.0/storage/uploader/rest/download?id=");
        assertThat(answer.getString("name")).isEqualTo("app.war");
        assertThat(answer.getInteger("size")).isEqualTo(7);
        assertThat(answer.getJsonObject("request").getString("fid")).isEqualTo("123456");
        String key = key(answer.getString("file"));
        assertThat(platform.archiveFiles()).contains(key);
        assertThat(Files.readString(platform.directory.resolve("archives").resolve(key)))
                .isEqualTo("content");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../x", "a/b", "a\\b", "..", ".", " ", "", "a\nb", "a\u0000b", "LONG"})
    void upload_ofAFileWithABadName_isRefusedAndLeavesNothing(String name) {
        int before = platform.archiveFiles().size();

        JsonObject answer = platform.upload(ALICE, name.equals("LONG") ? "x".repeat(5_000) : name, "content");

        assertThat(answer.getInteger("result")).isEqualTo(3);
        assertThat(answer.getString("error")).startsWith("invalid parameter [file]: its name: ");
        assertThat(platform.archiveFiles()).hasSize(before);
    }

    @Test
    void upload_ofNoBytes_isRefused() {
        assertThat(platform.upload(ALICE, "app.war", "").getString("error"))
                .isEqualTo("invalid parameter [file]: it is empty");
        assertThat(archives(ALICE)).isEmpty();
    }

    @Test
    void upload_whenTheAccountHasAsManyAsItCan_isRefusedAndLeavesNothing_untilOneIsDeleted() {
        for (int i = 0; i < Archives.MAX_ARCHIVES; i++) {
            url(ALICE, "app.war");
        }
        int before = platform.archiveFiles().size();

        assertThat(platform.room(ALICE).bytes()).isZero();
        assertThat(platform.room(ALICE).refusal().body().toString()).contains("at most 100 archives");
        assertThat(platform.room(BOB).bytes()).isEqualTo(Archives.MAX_BYTES);
        assertThat(platform.upload(ALICE, "app.war", "x").getString("error"))
                .startsWith("invalid parameter [file]: an account has at most 100 archives with 2048 MiB together");
        assertThat(platform.archiveFiles()).hasSize(before);
        url(BOB, "app.war");

        int id = archives(ALICE).getJsonObject(0).getInteger("id");
        platform.ok(ALICE, "deployment.archive.DeleteArchive", "id", String.valueOf(id));
        url(ALICE, "app.war");
    }

    @Test
    void createObject_describesTheArchive() {
        String url = url(ALICE, "app.war");

        JsonObject response = platform.ok(
                        ALICE, "deployment.archive.CreateObject", "type", "JDeploy", "data", data("it's.war", url))
                .getJsonObject("response");

        JsonObject listed = archives(ALICE).getJsonObject(0);
        assertThat(response.getInteger("id")).isEqualTo(listed.getInteger("id"));
        assertThat(response.getJsonObject("object").getValue("developer")).isEqualTo(Uid.of(ALICE));
        assertThat(listed.getString("name")).isEqualTo("it's.war");
        assertThat(listed.getString("comment")).isEqualTo("Uploaded by Maven plugin");
        assertThat(listed.getString("archive")).isEqualTo(url);
        assertThat(listed.getInteger("size")).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "x", "{}", "{'name':'app.war'}", "{'name':1,'archive':'x'}", "[]", "{'name':'a','archive':'"
            })
    void createObject_withGarbage_namesData(String data) {
        assertThat(platform.error(3, ALICE, "deployment.archive.CreateObject", "data", data))
                .startsWith("invalid parameter [data]: ");
    }

    @Test
    void anArchive_ofSomebodyElse_isNobodysToUse() {
        String url = url(ALICE, "app.war");
        platform.create(BOB, "bobs");
        String id = String.valueOf(archives(ALICE).getJsonObject(0).getInteger("id"));

        assertThat(platform.error(8, BOB, "storage.uploader.Download", "id", key(url)))
                .isEqualTo("permission denied: the archive is another account's");
        platform.error(8, BOB, "deployment.archive.CreateObject", "data", data("x", url));
        platform.error(8, BOB, "deployment.archive.DeleteArchive", "id", id);
        platform.error(8, BOB, "deployment.archive.DeployArchive", "domain", "bobs", "archiveUri", url);
        platform.error(8, BOB, "environment.deployment.DeployArchive", "envName", "bobs", "fileUrl", url);
        assertThat(archives(BOB)).isEmpty();
        assertThat(archives(ALICE)).hasSize(1);
    }

    @Test
    void anArchive_thatIsNone_isNotFetchedFromElsewhere() {
        platform.create(ALICE, "my-env");

        assertThat(platform.error(
                        3, ALICE, "deployment.archive.DeployArchive", "domain", "my-env", "archiveUri", ELSEWHERE))
                .startsWith("invalid parameter [archiveUri]: ")
                .contains("nothing is fetched from elsewhere");
        platform.error(
                3, ALICE, "environment.deployment.DeployArchive", "envName", "my-env", "fileUrl", "file:///etc/passwd");
        platform.error(5, ALICE, "storage.uploader.Download", "id", "../../x");
        platform.error(5, ALICE, "deployment.archive.DeleteArchive", "id", "4711");
    }

    /** A directory of its name, with something in it, cannot be deleted. */
    @ExpectedLog("is left until the next start")
    @Test
    void deleteArchive_whoseFileCannotBeDeleted_isDone() throws Exception {
        String url = url(ALICE, "app.war");
        Path file = platform.directory.resolve("archives").resolve(key(url));
        Files.delete(file);
        Path inside = Files.createFile(Files.createDirectory(file).resolve("x"));
        String id = String.valueOf(archives(ALICE).getJsonObject(0).getInteger("id"));

        try {
            platform.ok(ALICE, "deployment.archive.DeleteArchive", "id", id);
            assertThat(archives(ALICE)).isEmpty();
        } finally {
            Files.delete(inside);
            Files.delete(file);
        }
    }

    @Test
    void deleteArchive_deletesTheFile() {
        String url = url(ALICE, "app.war");
        String id = String.valueOf(archives(ALICE).getJsonObject(0).getInteger("id"));

        platform.ok(ALICE, "deployment.archive.DeleteArchive", "id", id);

        assertThat(platform.archiveFiles()).doesNotContain(key(url));
        assertThat(archives(ALICE)).isEmpty();
        platform.error(5, ALICE, "deployment.archive.DeleteArchive", "id", id);
    }

    @Test
    void theNextStart_removesFilesWithoutRows_andKeepsTheOthers() throws Exception {
        String url = url(ALICE, "app.war");
        Files.writeString(platform.directory.resolve("archives").resolve("orphan"), "x");

        new Archives(new DemoTables(platform.database), platform.directory.resolve("archives"));

        assertThat(platform.archiveFiles()).contains(key(url)).doesNotContain("orphan");
    }

    @Test
    void deployArchive_showsWhatWasDeployed_whenAndByWhom() {
        platform.create(ALICE, "my-env", "[{\"nodeType\":\"nginx\"},{\"nodeType\":\"tomcat\",\"count\":2}]");
        String url = url(ALICE, "app.war");

        JsonObject response = platform.call(
                        new Caller(ALICE, Optional.of(new TokenId(7))),
                        "deployment.archive.DeployArchive",
                        Optional.empty(),
                        "domain",
                        "my-env",
                        "archiveUri",
                        url,
                        "archiveName",
                        "app.war",
                        "newContext",
                        "ROOT",
                        "nodeGroup",
                        "")
                .getJsonObject("response");

        assertThat(response.getInteger("result")).isZero();
        assertThat(response.getJsonArray("responses")).hasSize(2);
        assertThat(response.getJsonArray("responses").getJsonObject(0).getString("out"))
                .contains("app.war (7 bytes) is deployed as ROOT on Tomcat", "http://my-env.demo.latchkey.example/");
        JsonArray deployments = deployments("my-env");
        assertThat(deployments).hasSize(1);
        assertThat(deployments.getJsonObject(0))
                .isEqualTo(new JsonObject()
                        .put("context", "ROOT")
                        .put("archivename", "app.war")
                        .put("size", 7)
                        .put("nodeGroup", "cp")
                        .put("type", "ARCHIVE")
                        .put("deployedOn", "2026-11-24 10:15:30")
                        .put("uid", Uid.of(ALICE))
                        .put("tokenId", 7));
    }

    private static JsonArray deployments(String environment) {
        return platform.info(ALICE, environment).getJsonObject("env").getJsonArray("contexts");
    }

    @Test
    void deploying_again_replacesWhatHasTheContext() {
        platform.create(ALICE, "my-env");
        platform.ok(
                ALICE,
                "environment.deployment.DeployArchive",
                "envName",
                "my-env",
                "fileUrl",
                url(ALICE, "one.war"),
                "fileName",
                "1.war");
        platform.ok(
                ALICE, "environment.deployment.DeployArchive", "envName", "my-env", "fileUrl", url(ALICE, "two.war"));

        assertThat(deployments("my-env").getJsonObject(0).getString("archivename"))
                .isEqualTo("two.war");
        assertThat(deployments("my-env")).hasSize(1);
    }

    @Test
    void deploying_onAnEnvironmentThatIsDown_isRefused() {
        platform.create(ALICE, "my-env");
        platform.ok(ALICE, "StopEnv", "envName", "my-env");

        assertThat(platform.error(
                        3,
                        ALICE,
                        "environment.deployment.DeployArchive",
                        "envName",
                        "my-env",
                        "fileUrl",
                        url(ALICE, "app.war")))
                .contains("the environment my-env is down, and can't take a deployment");
        assertThat(deployments("my-env")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "../x", "a//b", "ä", ".hidden"})
    void deploying_underABadContext_isRefused(String context) {
        platform.create(ALICE, "my-env");

        assertThat(platform.error(
                        3,
                        ALICE,
                        "environment.deployment.DeployArchive",
                        "envName",
                        "my-env",
                        "fileUrl",
                        ELSEWHERE,
                        "context",
                        context))
                .startsWith("invalid parameter [context]: ");
    }
}
