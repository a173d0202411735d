package dev.latchkey.persistence;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.added;
import static dev.latchkey.token.testing.Fixtures.by;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static dev.latchkey.token.testing.Fixtures.password;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.account.AccountStore;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.TokenId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.generic.GenericType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How an embedded database is opened and closed. */
final class HsqldbTest {

    @TempDir
    Path directory;

    @Test
    void open_ofADatabaseWithHsqldbsDefaults_setsItRight() throws SQLException {
        open().close();
        try (Connection connection = DriverManager.getConnection(url(), "SA", "");
                Statement statement = connection.createStatement()) {
            statement.execute("SET FILES WRITE DELAY 500 MILLIS");
            statement.execute("SET FILES LOG SIZE 50");
            statement.execute("SET DATABASE TRANSACTION CONTROL LOCKS");
            statement.execute("SET DATABASE DEFAULT ISOLATION LEVEL SERIALIZABLE");
            statement.execute("SET DATABASE DEFAULT TABLE TYPE MEMORY");
            statement.execute("SHUTDOWN");
        }

        try (Database database = open()) {
            Map<String, String> properties = database.transactions()
                    .read(handle -> handle.createQuery(
                                    "SELECT PROPERTY_NAME, PROPERTY_VALUE FROM INFORMATION_SCHEMA.SYSTEM_PROPERTIES")
                            .setMapKeyColumn("PROPERTY_NAME")
                            .setMapValueColumn("PROPERTY_VALUE")
                            .collectInto(new GenericType<Map<String, String>>() {}));

            assertThat(properties)
                    .containsEntry("hsqldb.write_delay_millis", "0")
                    .containsEntry("hsqldb.log_size", "10")
                    .containsEntry("hsqldb.tx", "MVCC")
                    .containsEntry("hsqldb.tx_level", "READ_COMMITTED")
                    .containsEntry("hsqldb.default_table_type", "CACHED")
                    .containsEntry("hsqldb.extlog", "0")
                    .containsEntry("hsqldb.lock_file", "false");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET FILES WRITE DELAY 500 MILLIS",
                "SET FILES LOG SIZE 50",
                "SET DATABASE TRANSACTION CONTROL LOCKS",
                "SET DATABASE DEFAULT ISOLATION LEVEL SERIALIZABLE",
                "SET DATABASE DEFAULT TABLE TYPE MEMORY"
            })
    void requireSettings_whenOneDoesNotHold_throws(String other) {
        try (Database database = open()) {
            database.transactions().read(handle -> {
                requireSettings(handle);
                return handle;
            });
            database.transactions().write(handle -> handle.execute(other));

            assertThatThrownBy(() -> database.transactions().read(handle -> {
                        requireSettings(handle);
                        return handle;
                    }))
                    .isInstanceOf(StorageException.class)
                    .hasMessageStartingWith("HSQLDB does not take hsqldb.");
        }
    }

    private static void requireSettings(Handle handle) {
        try (Statement statement = handle.getConnection().createStatement()) {
            Hsqldb.requireSettings(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tables_areAllCached() {
        try (Database database = open()) {
            database.accountStore();
            List<String> types = database.transactions()
                    .read(handle -> handle.createQuery("SELECT HSQLDB_TYPE"
                                    + " FROM INFORMATION_SCHEMA.SYSTEM_TABLES WHERE TABLE_SCHEM IN ('LATCHKEY', 'APP')")
                            .mapTo(String.class)
                            .list());

            assertThat(types).hasSize(11).containsOnly("CACHED");
        }
    }

    @Test
    void read_thatWrites_isRefused() {
        try (Database database = open()) {
            assertThatThrownBy(
                            () -> database.transactions().read(handle -> handle.execute("DELETE FROM latchkey.tokens")))
                    .isInstanceOf(StorageException.class);

            int deleted = database.transactions().write(handle -> handle.execute("DELETE FROM latchkey.tokens"));
            assertThat(deleted).isZero();
        }
    }

    @Test
    void open_whileAnotherProcessHasIt_isRefused_andQuickOnceThatIsKilled() throws Exception {
        try (TokenWriter writer = TokenWriter.start(directory, "COMMIT", "COMMIT")) {
            writer.awaitAcknowledgement();

            assertThatThrownBy(this::open)
                    .isInstanceOf(StorageException.class)
                    .hasMessage("the data directory " + directory + " is in use by another process");

            writer.killAfter(1);
        }
        long killed = System.nanoTime();
        open().close();
        assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void open_whileThisProcessHasIt_isRefused() {
        try (Database database = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("is in use by another process");

            assertThat(added(database.tokens(), newToken()).id().value()).isPositive();
        }
    }

    @Test
    void open_whenTheMigrationsAreMissing_fails_andLetsTheDirectoryGo() {
        assertThatThrownBy(() ->
                        Database.open(DatabaseOptions.inDirectory(directory).migrations("app", Object.class)))
                .isInstanceOf(StorageException.class)
                .hasMessage("there is no hsqldb/V1.sql beside java.lang.Object");

        open().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "ünï 🔑", "a%20b", "#hash", "UPPER", "it's", "a=b", "~", "$x"})
    void open_inADirectoryOfAnyName_keepsItsFilesThere(String name) {
        Path named = directory.resolve(name);

        Database.open(DatabaseOptions.inDirectory(named)).close();

        assertThat(named.resolve("database/latchkey.script")).isRegularFile();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a;b", "${user.home}"})
    void open_inADirectoryThatHsqldbWouldTakeForAnother_isRefused(String name) {
        Path named = directory.resolve(name);

        assertThatThrownBy(() -> Database.open(DatabaseOptions.inDirectory(named)))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(name);
        assertThat(named).doesNotExist();
    }

    @Test
    void open_whenTheDirectoryIsAFile_fails() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> Database.open(DatabaseOptions.inDirectory(file)))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void open_whenTheFilesAreNoDatabase_fails() throws IOException {
        open().close();
        Files.writeString(directory.resolve("database/latchkey.script"), "This is no script\n");

        assertThatThrownBy(this::open).isInstanceOf(StorageException.class);
    }

    @Test
    void open_whenTheLogIsDamagedInside_stopsAndNamesIt() throws Exception {
        List<String> acknowledged = killedAfter(30);
        Path log = directory.resolve("database/latchkey.log");
        byte[] sound = Files.readAllBytes(log);
        byte[] damaged = sound.clone();
        int middle = new String(sound, StandardCharsets.ISO_8859_1).indexOf("INSERT INTO TOKENS", sound.length / 2);
        Arrays.fill(damaged, middle, middle + 4, (byte) '#');
        Files.write(log, damaged);

        assertThatThrownBy(this::open)
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(log.toString())
                .hasMessageContaining("error processing log");

        Files.write(log, sound);
        assertThat(stored()).containsAll(acknowledged);
    }

    @Test
    void open_whenTheLastRecordIsTorn_keepsAllBefore() throws Exception {
        List<String> acknowledged = killedAfter(5);
        Path log = directory.resolve("database/latchkey.log");
        for (String torn : List.of("INSERT INTO TOKENS VALUES(77,", "/*C12*/SET SC", "COMMI")) {
            Files.writeString(log, torn, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            Path properties = directory.resolve("database/latchkey.properties");
            Files.writeString(properties, Files.readString(properties).replace("modified=no", "modified=yes"));

            assertThat(stored()).containsAll(acknowledged);
        }
    }

    /** A record of HSQLDB is printable ASCII, and shorter than the last of these. */
    @Test
    void open_whenWhatFollowsTheLastLineIsNoRecord_stopsAndLeavesIt() throws Exception {
        List<String> acknowledged = killedAfter(5);
        Path log = directory.resolve("database/latchkey.log");
        byte[] sound = Files.readAllBytes(log);
        for (String tail : List.of("\0\0\0\0", "INSERT INTO\0", "INSERT INTO \u00e9", "x".repeat((17 << 20) + 1))) {
            Files.writeString(log, tail, StandardOpenOption.APPEND);
            long size = Files.size(log);

            assertThatThrownBy(this::open)
                    .isInstanceOf(StorageException.class)
                    .hasMessageStartingWith("the log " + log + " is damaged at its end");

            assertThat(log).hasSize(size);
            Files.write(log, sound);
        }
        assertThat(stored()).containsAll(acknowledged);
    }

    @Test
    void open_whenTheLastRecordIsTorn_warnsOfTheBytes() throws Exception {
        killedAfter(1);
        Path log = directory.resolve("database/latchkey.log");
        Files.writeString(log, "COMMI", StandardOpenOption.APPEND);
        List<String> warnings = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                warnings.add(record.getLevel() + " " + record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(HsqldbFiles.class.getName());
        logger.addHandler(handler);
        try {
            open().close();
            open().close();
        } finally {
            logger.removeHandler(handler);
        }

        assertThat(warnings)
                .containsExactly("WARNING " + log
                        + " ends with 5 bytes of a record that was not acknowledged: they are cut off");
    }

    @Test
    void log_ofTextsOfAllKinds_isPrintableAscii() throws Exception {
        try (Database database = open()) {
            database.transaction(connection -> {
                try (var insert = connection.prepareStatement("INSERT INTO app.notes (id, text) VALUES (1, ?)")) {
                    insert.setString(1, "\0 \n \r \t \u007f \u0085 \\u000a ünï 🔑");
                    return insert.executeUpdate();
                }
            });

            byte[] log = Files.readAllBytes(directory.resolve("database/latchkey.log"));

            assertThat(new String(log, StandardCharsets.ISO_8859_1)).matches("[ -\u007f\r\n]+");
        }
    }

    @Test
    void open_whenTheLogIsMissing_stopsAndNamesIt() throws Exception {
        List<String> acknowledged = killedAfter(5);
        Path log = directory.resolve("database/latchkey.log");
        Path elsewhere = Files.move(log, directory.resolve("elsewhere"));

        assertThatThrownBy(this::open)
                .isInstanceOf(StorageException.class)
                .hasMessageStartingWith("the log " + log + " is missing");

        Files.move(elsewhere, log);
        assertThat(stored()).containsAll(acknowledged);
    }

    private List<String> killedAfter(int tokens) throws IOException, InterruptedException {
        try (TokenWriter writer = TokenWriter.start(directory, "COMMIT", "COMMIT")) {
            return writer.killAfter(tokens);
        }
    }

    private List<String> stored() {
        try (Database database = open()) {
            return database.tokens().ownedBy(ALICE).stream()
                    .map(token -> token.fingerprint().toString())
                    .toList();
        }
    }

    @Test
    void close_twice_doesNotStartTheDatabaseAgain() throws IOException {
        Database database = open();
        database.close();
        Files.move(directory.resolve("database"), directory.resolve("moved"));

        database.close();

        assertThat(directory.resolve("database")).doesNotExist();
    }

    @Test
    void call_afterClose_saysThatTheDatabaseIsClosed() {
        Database database = open();
        AccountStore stores = database.accountStore();
        database.close();

        List<ThrowingCallable> calls = List.of(
                () -> database.tokens().ownedBy(ALICE),
                () -> database.tokens().find(newToken().fingerprint()),
                () -> added(database.tokens(), newToken()),
                () -> database.tokens().remove(ImmutableSet.of(new TokenId(1)), by(ALICE)),
                () -> database.read(connection -> 1),
                () -> database.transaction(connection -> 1),
                database::checkWritable,
                database::accountStore,
                () -> stores.passwords().matches(ALICE, password("correct horse")),
                () -> stores.accounts().add(new EmailAddress("a@example.com"), "A", password("correct horse"), NOW));
        for (ThrowingCallable call : calls) {
            assertThatThrownBy(call).isInstanceOf(StorageException.class).hasMessage("the database is closed");
        }
    }

    @Test
    void directories_areTheOwnersAlone() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        Path fresh = directory.resolve("new/data");
        Path shared = Files.createDirectory(directory.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));

        Database.open(DatabaseOptions.inDirectory(fresh)).close();
        Database.open(DatabaseOptions.inDirectory(shared)).close();

        assertThat(permissions(fresh)).isEqualTo("rwx------");
        assertThat(permissions(fresh.resolve("database"))).isEqualTo("rwx------");
        assertThat(permissions(shared)).isEqualTo("rwxr-xr-x");
        assertThat(permissions(shared.resolve("database"))).isEqualTo("rwx------");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private Database open() {
        return Database.open(DatabaseOptions.inDirectory(directory).migrations("app", DatabaseContract.class));
    }

    private String url() {
        return "jdbc:hsqldb:file:" + directory.resolve("database/latchkey") + ";hsqldb.lock_file=false";
    }
}
