package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class HostTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "root, NAME=x|ID=debian,                        true",
                "root, ID=ubuntu|ID_LIKE=debian,                true",
                "root, ID=linuxmint|ID_LIKE=\"ubuntu debian\",  true",
                "root, ID=\"debian\",                           true",
                "ann,  ID=debian,                               false",
                "root, ID=fedora,                               false",
                "root, ID=alpine|HOME_URL=debian,               false",
                "root, VARIANT_ID=debian,                       false",
                "root, ``,                                      false",
            })
    void installsPackages_asRootOnDebianAndItsLike(String user, String osRelease, boolean expected) {
        Host host = new Host(Map.of(), user, osRelease.replace('|', '\n'));

        assertThat(host.installsPackages()).isEqualTo(expected);
    }

    @Test
    void onPath_findsProgramsInTheOrderOfTheirNames() throws IOException {
        Path first = Files.createDirectory(directory.resolve("first"));
        Path second = Files.createDirectory(directory.resolve("second"));
        Path chromium = program(second.resolve("chromium"));
        Path chrome = program(first.resolve("chrome"));
        Files.createDirectory(first.resolve("chromium"));
        Files.createFile(second.resolve("chrome"));
        Host host = new Host(Map.of("PATH", first + File.pathSeparator + second), "ann", "");

        assertThat(host.onPath(List.of("chromium", "chrome"))).containsExactly(chromium, chrome);
    }

    @Test
    void onPath_withoutAPath_findsNothing() {
        assertThat(new Host(Map.of(), "ann", "").onPath(List.of("chromium"))).isEmpty();
    }

    private static Path program(Path path) throws IOException {
        assertThat(Files.createFile(path).toFile().setExecutable(true)).isTrue();
        return path;
    }
}
