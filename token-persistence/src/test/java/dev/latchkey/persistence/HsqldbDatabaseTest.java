package dev.latchkey.persistence;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class HsqldbDatabaseTest extends DatabaseContract {

    @TempDir
    static Path directory;

    private static int databases;

    HsqldbDatabaseTest() {
        super(true);
    }

    @Override
    protected DatabaseOptions emptyDatabase() {
        return DatabaseOptions.inDirectory(directory.resolve(Integer.toString(++databases)));
    }
}
