package dev.latchkey.demo.archive;

import static dev.latchkey.http.Field.always;
import static dev.latchkey.http.Parameter.Type.INTEGER;
import static dev.latchkey.http.Parameter.Type.TEXT;
import static dev.latchkey.http.Parameter.optional;
import static dev.latchkey.http.Parameter.required;
import static dev.latchkey.http.Shape.object;
import static dev.latchkey.http.Shape.text;
import static dev.latchkey.http.Shape.whole;

import com.google.common.collect.ImmutableList;
import dev.latchkey.demo.text.JsonFields;
import dev.latchkey.demo.text.Texts;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.Field;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.ResultCode;
import dev.latchkey.http.Shape;
import dev.latchkey.http.Uid;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The archives of an account, by the addresses and in the forms that the Maven plugin knows. */
public final class ArchiveMethods {

    private static final int MAX_COMMENT = 1000;
    private static final Field RESULT = always("result", whole(0));
    private static final Field ID = always("id", whole(17), "the archive's number");
    private static final Field DEVELOPER = always("developer", whole(1001), "the account's number");
    private static final Field UPLOAD_DATE =
            always("uploadDate", whole(1_795_515_330_000L), "in milliseconds since 1970, UTC");
    private static final Field CREATED =
            always("response", object(ID, RESULT, always("object", object(ID, DEVELOPER, UPLOAD_DATE))));
    private static final Field LISTED = always(
            "response",
            object(
                    RESULT,
                    always(
                            "objects",
                            Shape.listOf(object(
                                    ID,
                                    DEVELOPER,
                                    always("link", whole(0)),
                                    always("name", text("app.war")),
                                    always("archive", text("https://…"), "the URL to download it from"),
                                    always("comment", text("Uploaded by Maven plugin")),
                                    UPLOAD_DATE,
                                    always("size", whole(1_048_576), "in bytes"))))));

    private final Archives archives;
    private final ArchiveLinks links;

    public ArchiveMethods(Archives archives, ArchiveLinks links) {
        this.archives = archives;
        this.links = links;
    }

    public ImmutableList<PlatformMethod> all() {
        return ImmutableList.of(
                PlatformMethod.changing("deployment.archive.CreateObject", "Gives an uploaded archive name and comment")
                        .alsoAt("/deploy/createobject", "/1.0/deploy/createobject")
                        .takes(
                                required("data", TEXT, "{'name':'app.war', 'archive':'URL', 'comment':'…'}"),
                                optional("type", TEXT, "without effect: JDeploy"))
                        .answers(CREATED)
                        .handledBy(this::createObject),
                PlatformMethod.reading("deployment.archive.GetArchives", "Lists the account's uploaded archives")
                        .alsoAt("/GetArchives", "/1.0/GetArchives")
                        .answers(LISTED)
                        .handledBy(this::getArchives),
                PlatformMethod.changing("deployment.archive.DeleteArchive", "Deletes an uploaded archive")
                        .alsoAt("/DeleteArchive", "/1.0/DeleteArchive")
                        .takes(required("id", INTEGER, "the archive's number"))
                        .answers(always("response", object(RESULT)))
                        .handledBy(this::deleteArchive));
    }

    private Answer createObject(Call call) {
        JsonFields data =
                new JsonFields("data", QuasiJson.parse("data", call.parameters().requiredText("data")));
        String name = data.parsed("name", ArchiveName::parse).orElseThrow(() -> data.invalid("name", "it is missing"));
        String comment =
                data.parsed("comment", text -> Texts.any(text, MAX_COMMENT)).orElse("");
        return links.archive(
                call,
                "data",
                data.requiredText("archive"),
                archive -> archives.describe(call.account(), archive, name, comment) ? created(archive) : gone());
    }

    private static Answer created(Archive archive) {
        return Answer.ok(new JsonObject()
                .put(
                        "response",
                        new JsonObject()
                                .put("id", archive.id())
                                .put("result", 0)
                                .put("object", json(archive))));
    }

    private Answer getArchives(Call call) {
        JsonArray objects = new JsonArray();
        for (Archive archive : archives.ownedBy(call.account())) {
            objects.add(json(archive)
                    .put("link", 0)
                    .put("name", archive.name())
                    .put("archive", ArchiveLinks.url(call, archive))
                    .put("comment", archive.comment())
                    .put("size", archive.size()));
        }
        return Answer.ok(new JsonObject()
                .put("response", new JsonObject().put("result", 0).put("objects", objects)));
    }

    private Answer deleteArchive(Call call) {
        int id = call.parameters().requiredInteger("id");
        return links.own(
                call,
                archives.find(id),
                archive -> archives.remove(call.account(), archive)
                        ? Answer.ok(new JsonObject().put("response", new JsonObject().put("result", 0)))
                        : gone());
    }

    private static JsonObject json(Archive archive) {
        return new JsonObject()
                .put("id", archive.id())
                .put("developer", Uid.of(archive.owner()))
                .put("uploadDate", archive.uploadedAt().toEpochMilli());
    }

    private static Answer gone() {
        return Answer.error(ResultCode.NOT_FOUND, "the archive has just been deleted");
    }
}
