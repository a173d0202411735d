package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class PlatformArgumentsTest {

    private static final Path SHOP = Path.of("..", "docs", "examples", "shop");

    @TempDir
    private Path directory;

    private static PlatformArguments parsed(String... arguments) {
        PlatformArguments parsed = new PlatformArguments();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("platform", CommandLine.Model.CommandSpec.forAnnotatedObject(parsed)))
                .parseArgs(arguments);
        return parsed;
    }

    @Test
    void withoutOptions_thereIsNoDescription() {
        assertThat(parsed().read()).isEmpty();
    }

    @Test
    void bothOptions_areOneDescription() {
        PlatformArguments arguments = parsed(
                "--platform",
                SHOP.resolve("platform.yaml").toString(),
                "--openapi",
                SHOP.resolve("openapi.yaml").toString());

        assertThat(arguments.read().orElseThrow().platform().operations().all()).hasSize(14);
    }

    @Test
    void files_canBeReadAgain() throws IOException {
        Path file = directory.resolve("platform.yaml");
        PlatformArguments arguments = parsed("--platform", file.toString());

        Files.writeString(file, "name: A\nmethods: [{ name: a, effect: reads }]");
        assertThat(arguments.read().orElseThrow().platform().name()).isEqualTo("A");
        Files.writeString(file, "name: B\nmethods: [{ name: a, effect: reads }]");
        assertThat(arguments.read().orElseThrow().platform().name()).isEqualTo("B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--platform", "--openapi"})
    void aFileThatCannotBeRead_isNamedWithItsOption(String option) {
        Path missing = directory.resolve("missing.yaml");

        assertThatExceptionOfType(UserErrorException.class)
                .isThrownBy(() -> parsed(option, missing.toString()).read())
                .withMessage(option + ": there is no file " + missing);
        assertThatExceptionOfType(UserErrorException.class)
                .isThrownBy(() -> parsed(option, directory.toString()).read())
                .withMessage(option + ": " + directory + " is not a file");
    }

    @Test
    void errorsOfAFile_areTheUsers_eachWithItsLine() throws IOException {
        Path file = Files.writeString(directory.resolve("platform.yaml"), "name: A\nmetods: []");

        assertThatExceptionOfType(UserErrorException.class)
                .isThrownBy(() -> parsed("--platform", file.toString()).read())
                .withMessageStartingWith(file + ":1: methods is missing")
                .withMessageContaining("\n" + file + ":2: \"metods\" is not known here; write methods");
    }
}
