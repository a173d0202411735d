package dev.latchkey.app.platform;

import dev.latchkey.http.operation.Operation;
import dev.latchkey.http.operation.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Files in a directory, as they describe a platform. */
final class Described {

    private final Path directory;

    Described(Path directory) {
        this.directory = directory;
    }

    PlatformDescription byPlatform(String text) {
        return PlatformFiles.read(Optional.of(write("platform.yaml", text)), Optional.empty());
    }

    PlatformDescription byOpenApi(String text) {
        return PlatformFiles.read(Optional.empty(), Optional.of(write("openapi.yaml", text)));
    }

    PlatformDescription byBoth(String platform, String openapi) {
        return PlatformFiles.read(
                Optional.of(write("platform.yaml", platform)), Optional.of(write("openapi.yaml", openapi)));
    }

    /** The warnings of a document that can be used. */
    List<String> warnings(String openapi) {
        Warnings warnings = new Warnings();
        PlatformDescription unused =
                PlatformFiles.read(Optional.empty(), Optional.of(write("openapi.yaml", openapi)), warnings);
        return warnings.lines().stream().map(this::withoutDirectory).toList();
    }

    /** What is told of a platform file. */
    String errorsOfPlatform(String text) {
        return errors(() -> byPlatform(text));
    }

    /** What is told of a document. */
    String errorsOfOpenApi(String text) {
        return errors(() -> byOpenApi(text));
    }

    String errorsOfBoth(String platform, String openapi) {
        return errors(() -> byBoth(platform, openapi));
    }

    private String errors(Runnable read) {
        try {
            read.run();
        } catch (PlatformFileException e) {
            return withoutDirectory(e.getMessage());
        }
        return "none";
    }

    private String withoutDirectory(String text) {
        return text.replace(directory + "/", "");
    }

    Path write(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An operation in a line: its name, what it does, and how it is called. */
    static String line(Operation operation) {
        return operation.method()
                + (operation.readOnly() ? " reads" : " changes")
                + (operation.open() ? " open " : " ")
                + operation
                        .route()
                        .filter(route -> !route.hidden())
                        .map(Route::toString)
                        .orElse("by name");
    }

    static List<String> lines(PlatformDescription description) {
        return description.platform().operations().all().stream()
                .map(Described::line)
                .toList();
    }
}
