package dev.latchkey.demo.archive;

import static dev.latchkey.http.Field.always;
import static dev.latchkey.http.Parameter.Type.FILE;
import static dev.latchkey.http.Parameter.Type.TEXT;
import static dev.latchkey.http.Parameter.optional;
import static dev.latchkey.http.Parameter.required;

import com.google.common.collect.ImmutableList;
import dev.latchkey.demo.text.Texts;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.FileRoom;
import dev.latchkey.http.InvalidParameterException;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.Shape;
import dev.latchkey.http.Upload;
import dev.latchkey.token.Outcome;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;

/** Uploading archives, and downloading them again. */
public final class UploadMethods {

    private static final int MAX_FID = 100;

    private static final Answer FULL = Answer.invalidParameter(
            "file",
            "an account has at most " + Archives.MAX_ARCHIVES + " archives with " + (Archives.MAX_BYTES >> 20)
                    + " MiB together: delete some with DeleteArchive");

    private final Archives archives;
    private final ArchiveLinks links;
    private final InstantSource clock;

    public UploadMethods(Archives archives, ArchiveLinks links, InstantSource clock) {
        this.archives = archives;
        this.links = links;
        this.clock = clock;
    }

    public ImmutableList<PlatformMethod> all() {
        return ImmutableList.of(
                PlatformMethod.changing("storage.uploader.Upload", "Takes an archive that is to be deployed")
                        .takes(
                                optional("fid", TEXT, "any text, which the answer repeats"),
                                required("file", FILE, "the archive; best after all other parameters"))
                        .answers(
                                always(
                                        "file",
                                        Shape.text("https://localhost:8443" + ArchiveLinks.DOWNLOAD + "…"),
                                        "URL"),
                                always("name", Shape.text("app.war")),
                                always("size", Shape.whole(1_048_576), "in bytes"),
                                always("request", Shape.object(always("fid", Shape.text("123456")))))
                        .roomForFile(call -> new FileRoom(archives.room(call.account()), FULL))
                        .handledBy(this::upload),
                PlatformMethod.reading("storage.uploader.Download", "Sends an uploaded archive, as a file")
                        .takes(required("id", TEXT, "what the archive's URL ends in"))
                        .answersFile()
                        .handledBy(call -> links.own(
                                call,
                                archives.find(call.parameters().requiredText("id")),
                                archive -> Answer.file(archives.file(archive), archive.name()))));
    }

    private Answer upload(Call call) {
        Upload upload = call.upload().orElseThrow();
        if (upload.size() == 0) {
            throw new InvalidParameterException("file", "it is empty");
        }
        String name = name(upload);
        String fid = call.parameters()
                .parsed("fid", text -> Texts.line(text, MAX_FID))
                .orElse("");
        return archives.add(call.account(), name, upload, clock.instant())
                .map(archive -> Answer.ok(new JsonObject()
                        .put("file", ArchiveLinks.url(call, archive))
                        .put("name", archive.name())
                        .put("size", archive.size())
                        .put("request", new JsonObject().put("fid", fid))))
                .orElse(FULL);
    }

    private static String name(Upload upload) {
        Outcome<String> name = ArchiveName.parse(upload.fileName());
        if (name instanceof Outcome.Done<String> done) {
            return done.value();
        }
        throw new InvalidParameterException("file", "its name: " + ((Outcome.Refused<String>) name).detail());
    }
}
