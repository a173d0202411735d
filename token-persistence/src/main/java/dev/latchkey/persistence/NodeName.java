package dev.latchkey.persistence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * What people know a node by. It decides nothing.
 *
 * @param name of the process
 * @param version of Latchkey; empty if that is not known
 */
record NodeName(String name, String version) {

    private static final int MOST = 200;

    NodeName {
        if (name.isBlank() || name.length() > MOST || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "name must have from 1 to " + MOST + " characters, none of them for control");
        }
    }

    static NodeName of(String name) {
        return new NodeName(
                name, Objects.requireNonNullElse(NodeName.class.getPackage().getImplementationVersion(), ""));
    }

    /** The machine and the process on it. No name service is asked: that can take long. */
    static NodeName ofThisProcess() {
        String host = host();
        return of((host.isBlank() ? "" : host + " ") + "pid "
                + ProcessHandle.current().pid());
    }

    private static String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) { // not Linux
            return Objects.requireNonNullElse(
                    System.getenv("HOSTNAME"), Objects.requireNonNullElse(System.getenv("COMPUTERNAME"), ""));
        }
    }
}
