package dev.latchkey.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A directory on a file system of 400 MB of its own, where this process may mount one; an ordinary directory where not. */
final class SmallDisk implements AutoCloseable {

    private final Path directory;
    private final boolean small;

    SmallDisk(Path directory) throws IOException, InterruptedException {
        this.directory = Files.createDirectories(directory);
        this.small = run("mount", "-t", "tmpfs", "-o", "size=400m", "latchkey-test", directory.toString());
        System.out.println(small ? "on a disk of 400 MB" : "on an ordinary disk: a small one takes root");
    }

    Path directory() {
        return directory;
    }

    /** Whether it is as small as it should be. */
    boolean isSmall() {
        return small;
    }

    long free() throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (small && !run("umount", directory.toString())) {
            throw new IOException("cannot unmount " + directory);
        }
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(List.of(command))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // there is no such command
        }
    }
}
