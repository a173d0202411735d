package dev.latchkey.app;

import dev.latchkey.http.uploads.UploadSettings;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** How much of uploads may be on its way at a time: options of {@code serve}. */
final class UploadArguments {

    private static final String UPLOAD_BYTES = "536870912";
    private static final String UPLOADS = "" + UploadSettings.DEFAULT_MAX_FILES;
    private static final String UPLOADS_PER_ACCOUNT = "" + UploadSettings.DEFAULT_MAX_FILES_OF_ACCOUNT;
    private static final String BYTES_IN_FLIGHT = "" + UploadSettings.DEFAULT_MAX_BYTES;
    private static final String BYTES_PER_ACCOUNT = "" + UploadSettings.DEFAULT_MAX_BYTES_OF_ACCOUNT;
    private static final String KEEP_FREE = "" + UploadSettings.DEFAULT_KEEP_FREE;

    @Option(
            names = "--max-upload-bytes",
            paramLabel = "BYTES",
            defaultValue = UPLOAD_BYTES,
            description = "How many bytes a request with a file may have (default: " + UPLOAD_BYTES + ").")
    private long uploadBytes;

    @Option(
            names = "--max-uploads",
            paramLabel = "COUNT",
            defaultValue = UPLOADS,
            description = "How many files may be uploaded at a time (default: " + UPLOADS + ").")
    private int uploads;

    @Option(
            names = "--max-uploads-per-account",
            paramLabel = "COUNT",
            defaultValue = UPLOADS_PER_ACCOUNT,
            description = "How many of them may be one account's (default: " + UPLOADS_PER_ACCOUNT + ").")
    private int uploadsPerAccount;

    @Option(
            names = "--max-upload-bytes-in-flight",
            paramLabel = "BYTES",
            defaultValue = BYTES_IN_FLIGHT,
            description = "How many bytes the files that are being uploaded may have together (default: "
                    + BYTES_IN_FLIGHT + ").")
    private long bytesInFlight;

    @Option(
            names = "--max-upload-bytes-per-account",
            paramLabel = "BYTES",
            defaultValue = BYTES_PER_ACCOUNT,
            description = "How many of these bytes may be one account's (default: " + BYTES_PER_ACCOUNT + ").")
    private long bytesPerAccount;

    @Option(
            names = "--upload-keep-free-bytes",
            paramLabel = "BYTES",
            defaultValue = KEEP_FREE,
            description =
                    "How many bytes uploads leave free on the disk of the data directory (default: " + KEEP_FREE + ").")
    private long keepFree;

    /** @throws UserErrorException if one is negative, or they do not go together; the message names it */
    void check() {
        Values.requireAtLeast(0, "--max-upload-bytes", uploadBytes);
        Values.requireAtLeast(0, "--max-uploads", uploads);
        Values.requireAtLeast(0, "--max-uploads-per-account", uploadsPerAccount);
        Values.requireAtLeast(0, "--max-upload-bytes-in-flight", bytesInFlight);
        Values.requireAtLeast(0, "--max-upload-bytes-per-account", bytesPerAccount);
        Values.requireAtLeast(0, "--upload-keep-free-bytes", keepFree);
        Values.requireAtMost(uploads, "--max-uploads", "--max-uploads-per-account", uploadsPerAccount);
        Values.requireAtMost(
                bytesInFlight, "--max-upload-bytes-in-flight", "--max-upload-bytes-per-account", bytesPerAccount);
    }

    UploadSettings in(Path directory) {
        return new UploadSettings(
                directory, uploadBytes, uploads, uploadsPerAccount, bytesInFlight, bytesPerAccount, keepFree);
    }
}
