package dev.latchkey.app;

import dev.latchkey.app.platform.PlatformDescription;
import dev.latchkey.app.platform.PlatformFileException;
import dev.latchkey.app.platform.PlatformFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The files that describe a platform: options of {@code serve}, and of commands that make tokens. */
final class PlatformArguments {

    private static final String PLATFORM = "--platform";
    private static final String OPENAPI = "--openapi";

    @Option(
            names = PLATFORM,
            paramLabel = "FILE",
            description = "Describes the platform whose tokens these are: its name, methods, templates and limits, in"
                    + " YAML or JSON (default: none).")
    private Optional<Path> platform = Optional.empty();

    @Option(
            names = OPENAPI,
            paramLabel = "FILE",
            description = "A document of OpenAPI 3.0 or 3.1, in YAML or JSON, which describes the platform's methods"
                    + " (default: none).")
    private Optional<Path> openapi = Optional.empty();

    /**
     * What the files say now; empty if none is given. May be called again, to read them again.
     *
     * @throws UserErrorException if a file can't be read, which names its option, or has errors, each with its line
     */
    Optional<PlatformDescription> read() {
        if (platform.isEmpty() && openapi.isEmpty()) {
            return Optional.empty();
        }
        platform.ifPresent(path -> requireReadable(PLATFORM, path));
        openapi.ifPresent(path -> requireReadable(OPENAPI, path));
        try {
            return Optional.of(PlatformFiles.read(platform, openapi));
        } catch (PlatformFileException e) {
            throw new UserErrorException(Objects.requireNonNullElse(e.getMessage(), ""), e);
        }
    }

    /**
     * The same beside the demo, which is on or not.
     *
     * @throws UserErrorException if there are two platforms: the demo's, and the one of the files
     */
    Optional<PlatformDescription> readBeside(boolean demo) {
        Optional<PlatformDescription> description = read();
        if (demo && description.isPresent()) {
            throw new UserErrorException("--demo is a platform of its own: leave it out, or --platform and --openapi");
        }
        return description;
    }

    /** Files alone: what another process writes into a pipe can't be read again. */
    private static void requireReadable(String option, Path path) {
        if (!Files.exists(path)) {
            throw new UserErrorException(option + ": there is no file " + path);
        }
        if (!Files.isRegularFile(path)) {
            throw new UserErrorException(option + ": " + path + " is not a file");
        }
        if (!Files.isReadable(path)) {
            throw new UserErrorException(option + ": the server may not read " + path);
        }
    }
}
