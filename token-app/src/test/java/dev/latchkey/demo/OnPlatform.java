package dev.latchkey.demo;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests on a platform whose transitions take no time, and which is empty before each of them. */
public abstract class OnPlatform {

    public static TestPlatform platform;

    @BeforeAll
    public static void open(@TempDir Path directory) {
        platform = new TestPlatform(directory, Duration.ZERO);
    }

    @AfterEach
    public void deleteEverything() {
        platform.deleteEverything();
    }

    @AfterAll
    public static void close() {
        platform.close();
    }
}
