package dev.latchkey.app;

import dev.latchkey.http.UploadSettings;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** How much of uploads may be on its way at a time. */
final class UploadArguments {

    private static final int MIB = 20;

    @Option(
            names = "--upload-max-size",
            paramLabel = "MIB",
            defaultValue = "${env:LATCHKEY_UPLOAD_MAX_SIZE:-512}",
            description = "How large a request with a file may be, in MiB (default: 512).")
    private long maxSize;

    @Option(
            names = "--upload-max-files",
            paramLabel = "N",
            defaultValue = "${env:LATCHKEY_UPLOAD_MAX_FILES:-32}",
            description = "How many files may be uploaded at a time (default: 32).")
    private int maxFiles;

    @Option(
            names = "--upload-max-files-of-account",
            paramLabel = "N",
            defaultValue = "${env:LATCHKEY_UPLOAD_MAX_FILES_OF_ACCOUNT:-8}",
            description = "How many of them may be one account's (default: 8).")
    private int maxFilesOfAccount;

    @Option(
            names = "--upload-max-bytes",
            paramLabel = "MIB",
            defaultValue = "${env:LATCHKEY_UPLOAD_MAX_BYTES:-4096}",
            description = "How large the files that are being uploaded may be together, in MiB (default: 4096).")
    private long maxBytes;

    @Option(
            names = "--upload-max-bytes-of-account",
            paramLabel = "MIB",
            defaultValue = "${env:LATCHKEY_UPLOAD_MAX_BYTES_OF_ACCOUNT:-1024}",
            description = "How large one account's of them may be together, in MiB (default: 1024).")
    private long maxBytesOfAccount;

    @Option(
            names = "--upload-keep-free",
            paramLabel = "MIB",
            defaultValue = "${env:LATCHKEY_UPLOAD_KEEP_FREE:-256}",
            description = "How much uploads leave free on the disk of the data directory, in MiB (default: 256).")
    private long keepFree;

    /** @throws UserErrorException if they do not go together */
    UploadSettings in(Path directory) {
        try {
            return new UploadSettings(
                    directory,
                    maxSize << MIB,
                    maxFiles,
                    maxFilesOfAccount,
                    maxBytes << MIB,
                    maxBytesOfAccount << MIB,
                    keepFree << MIB);
        } catch (IllegalArgumentException e) {
            throw new UserErrorException("--upload-…: " + e.getMessage(), e);
        }
    }
}
