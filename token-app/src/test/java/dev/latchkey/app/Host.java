package dev.latchkey.app;

import com.google.common.base.Splitter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the search for a browser has to know of the machine.
 *
 * @param osRelease the content of {@code /etc/os-release}; empty if there is none
 */
record Host(Map<String, String> environment, String user, String osRelease) {

    private static final Path OS_RELEASE = Path.of("/etc/os-release");
    private static final Pattern SYSTEM = Pattern.compile("(?m)^ID(_LIKE)?=.*\\b(debian|ubuntu)\\b");

    static Host current() {
        try {
            return new Host(
                    System.getenv(),
                    System.getProperty("user.name"),
                    Files.exists(OS_RELEASE) ? Files.readString(OS_RELEASE) : "");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the value of an environment variable, or "" if it is not set. */
    String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    /** Returns whether apt-get may install packages: as root, on Debian, Ubuntu or what is made of them. */
    boolean installsPackages() {
        return user.equals("root") && SYSTEM.matcher(osRelease).find();
    }

    /** Returns the programs of these names, in the order of the names. */
    List<Path> onPath(List<String> names) {
        List<String> directories =
                Splitter.on(File.pathSeparatorChar).omitEmptyStrings().splitToList(variable("PATH"));
        return names.stream()
                .flatMap(name -> directories.stream().map(directory -> new File(directory, name)))
                .filter(File::isFile) // where a name is none that a path can have, it is no file either
                .map(File::toPath)
                .filter(program -> Files.isRegularFile(program) && Files.isExecutable(program))
                .toList();
    }
}
