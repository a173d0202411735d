package dev.latchkey.app;

import com.google.common.base.Suppliers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The archive of classes that the start script makes, made once for all tests, so that the jar starts in half the time. */
final class KeptClasses {

    private static final Supplier<List<String>> OPTIONS = Suppliers.memoize(KeptClasses::make);

    private KeptClasses() {}

    /** What has a JVM use it; empty if there is none, as where there is no shell. */
    static List<String> options() {
        return OPTIONS.get();
    }

    private static List<String> make() {
        Path jar = Path.of(System.getProperty("latchkey.jar"));
        Path cache = jar.resolveSibling("kept-classes");
        ProcessBuilder script =
                new ProcessBuilder(jar.resolveSibling("latchkey").toString(), "archive").redirectErrorStream(true);
        script.environment().put("LATCHKEY_CACHE", cache.toString());
        script.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            Process process = script.start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                System.out.println("Starting without an archive of classes: " + printed);
                return List.of();
            }
            String use = Runtime.version().feature() >= 25 ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=";
            return List.of(use + archive(cache), "-Xlog:disable", "-Xlog:all=error:stderr");
        } catch (IOException e) {
            System.out.println("Starting without an archive of classes: " + e);
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private static Path archive(Path cache) {
        try (Stream<Path> files = Files.list(cache)) {
            return files.filter(file -> file.toString().endsWith(".jsa"))
                    .findAny()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
