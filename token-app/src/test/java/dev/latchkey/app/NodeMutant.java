package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * A careless version of a class of a node's: one text of its source is replaced by another one.
 *
 * @param source the simple name of the class
 */
record NodeMutant(String source, String text, String replacement) {

    private static final Path SOURCES = Path.of("../token-persistence/src/main/java/dev/latchkey/persistence");

    /** A revoke is acknowledged when it is committed. */
    static final NodeMutant WITHOUT_THE_WAIT =
            new NodeMutant("Nodes", "ifPresent(barrier::await)", "ifPresent(position -> {})");

    /** What was read is used for good. */
    static final NodeMutant WITHOUT_THE_LEASE = new NodeMutant("Lease", "> 0 ? era", "> Long.MIN_VALUE ? era");

    /** A lease is used for twice the time that others wait for it. */
    static final NodeMutant LONGER_USE = new NodeMutant("Lease", "dividedBy(5)", "dividedBy(2)");

    /** What other servers answer decides. */
    static final NodeMutant ANSWERS_OF_ANY_SERVER =
            new NodeMutant("Nodes", "&& answered.timeline().equals(expected)", "");

    /** Connections to the server that was primary stay in use. */
    static final NodeMutant SERVER_NOT_COMPARED =
            new NodeMutant("RenewalLoop", "!news.timeline().equals(lease.timeline())", "false");

    /** What others have changed is not forgotten. */
    static final NodeMutant WITHOUT_FORGETTING = new NodeMutant("RenewalLoop", "watchers.tell(news.changed())", "");

    /** A repeat of a revoke is acknowledged at once. */
    static final NodeMutant REPEAT_WITHOUT_THE_WAIT =
            new NodeMutant("Nodes", ".ifPresent(revoked::recordedAt)", ".ifPresent(position -> {})");

    /** Compiles them into a directory that goes before the jar in the class path. */
    static void compile(List<NodeMutant> mutants, Path directory) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler).as("the compiler of a JDK").isNotNull();
        Path sources = Files.createDirectories(directory.resolve("sources"));
        for (NodeMutant mutant : mutants) {
            Path changed = mutant.write(sources);
            StringWriter errors = new StringWriter();
            List<String> options = List.of(
                    "-proc:none", "-nowarn", "-cp", System.getProperty("latchkey.jar"), "-d", directory.toString());
            try (var files = compiler.getStandardFileManager(null, null, null)) {
                boolean compiled = compiler.getTask(
                                errors, files, null, options, null, files.getJavaFileObjects(changed))
                        .call();
                assertThat(compiled).as(() -> mutant + ": " + errors).isTrue();
            }
        }
    }

    private Path write(Path directory) throws IOException {
        String original = Files.readString(SOURCES.resolve(source + ".java"));
        assertThat(original.split(java.util.regex.Pattern.quote(text), -1))
                .as("%s.java has \"%s\" once", source, text)
                .hasSize(2);
        return Files.writeString(directory.resolve(source + ".java"), original.replace(text, replacement));
    }
}
