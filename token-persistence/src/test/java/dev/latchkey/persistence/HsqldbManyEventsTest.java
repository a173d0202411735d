package dev.latchkey.persistence;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class HsqldbManyEventsTest extends ManyEventsContract {

    @TempDir
    static Path directory;

    HsqldbManyEventsTest() {
        super(200_000); // a million take it half a minute
    }

    @Override
    protected DatabaseOptions emptyDatabase() {
        return DatabaseOptions.inDirectory(directory);
    }

    @Override
    protected String numbers() {
        return "UNNEST(SEQUENCE_ARRAY(:first, :last, 1)) AS numbers (n)";
    }
}
