package dev.latchkey.app.platform;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests on a platform whose transitions take no time, and which is empty before each of them. */
abstract class OnPlatform {

    static TestPlatform platform;

    @BeforeAll
    static void open(@TempDir Path directory) {
        platform = new TestPlatform(directory, Duration.ZERO);
    }

    @AfterEach
    void deleteEverything() {
        platform.deleteEverything();
    }

    @AfterAll
    static void close() {
        platform.close();
    }
}
