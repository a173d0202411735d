package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that uses the platform's Java SDK, compiled and run with the SDK's class path by a JVM of its own. */
final class JavaSdkProcess {

    private static final long PATIENCE_SECONDS = 100;

    private final Path logs;
    private final ImmutableList<String> command;

    /** @param logs where its output goes */
    JavaSdkProcess(Path logs, URI server, String environment, int node) throws Exception {
        this.logs = logs;
        command = ImmutableList.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("latchkey.sdk") + File.separator + "*",
                Path.of(Resources.getResource(JavaSdkProcess.class, "JavaSdkClient.java")
                                .toURI())
                        .toString(),
                server.toString(),
                environment,
                Integer.toString(node));
    }

    /**
     * Calls with a token, or signs in and calls with the session, and gives the lines that it printed.
     *
     * @param credentials a token, or a login and its password
     */
    List<String> call(String... credentials) throws Exception {
        Path out = Files.createTempFile(logs, "out", ".log");
        Path err = Files.createTempFile(logs, "err", ".log");
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(credentials));
        Process process = new ProcessBuilder(all)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("ended within " + PATIENCE_SECONDS + " s")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        // What the SDK can't read it prints, and leaves out of its answer.
        assertThat(Files.readString(err)).doesNotContain("Exception", "error:");
        assertThat(process.exitValue()).isZero();
        return Files.readAllLines(out);
    }
}
