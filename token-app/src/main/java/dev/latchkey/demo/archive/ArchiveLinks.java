package dev.latchkey.demo.archive;

import dev.latchkey.demo.environment.PlatformErrors;
import dev.latchkey.demo.text.Texts;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.ResultCode;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URLs of archives. What one means is its key: the host that it names depends on how a client reaches the server, and
 * nothing is ever fetched from it.
 */
public final class ArchiveLinks {

    static final String DOWNLOAD = "/1.0/storage/uploader/rest/download?id=";

    private static final Pattern LINK =
            Pattern.compile("https?://[^/?#]+" + Pattern.quote(DOWNLOAD) + "([0-9a-f-]{36})", Pattern.CASE_INSENSITIVE);

    private final Archives archives;

    public ArchiveLinks(Archives archives) {
        this.archives = archives;
    }

    /** The URL by which its owner can download an archive. */
    public static String url(Call call, Archive archive) {
        return call.origin() + DOWNLOAD + archive.key();
    }

    /** Goes on with the caller's archive that a URL in a parameter names. */
    public Answer archive(Call call, String parameter, String url, Function<Archive, Answer> next) {
        Matcher link = LINK.matcher(url.strip());
        if (!link.matches()) {
            return Answer.invalidParameter(
                    parameter,
                    "give the URL that storage.uploader.Upload answered: nothing is fetched from elsewhere, and "
                            + Texts.quoted(url) + " is none of this platform's");
        }
        return own(call, archives.find(link.group(1)), next);
    }

    /** Goes on with an archive where it is the caller's. */
    Answer own(Call call, Optional<Archive> archive, Function<Archive, Answer> next) {
        if (archive.isEmpty()) {
            return Answer.error(ResultCode.NOT_FOUND, "there is no such archive: upload it first");
        }
        return archive.get().owner().equals(call.account())
                ? next.apply(archive.get())
                : PlatformErrors.somebodyElses("the archive");
    }
}
