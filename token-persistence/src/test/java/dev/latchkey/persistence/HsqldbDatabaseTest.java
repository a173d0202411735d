package dev.latchkey.persistence;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class HsqldbDatabaseTest extends DatabaseContract {

    @TempDir
    static Path directory;

    @Override
    protected DatabaseOptions emptyDatabase() {
        return DatabaseOptions.inDirectory(directory);
    }
}
