package dev.latchkey.persistence;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.added;
import static dev.latchkey.token.testing.Fixtures.by;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static dev.latchkey.token.testing.Fixtures.password;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.account.AccountStore;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.GuessSubject;
import dev.latchkey.account.GuessTally;
import dev.latchkey.account.NewSession;
import dev.latchkey.account.Session;
import dev.latchkey.account.SessionCheck;
import dev.latchkey.account.SignIn;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Client;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.testing.ExpectedLog;
import dev.latchkey.token.testing.SettableClock;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.hsqldb.jdbc.JDBCConnection;
import org.hsqldb.lib.EventLogInterface;
import org.hsqldb.lib.FileAccess;
import org.hsqldb.lib.FileUtil;
import org.hsqldb.lib.SimpleLog;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the disk did not take is not acknowledged. The disk under HSQLDB is one that can be broken. */
@ExpectedLog("HSQLDB: ")
final class HsqldbGuardTest {

    @TempDir
    Path directory;

    private final AtomicBoolean syncFails = new AtomicBoolean();
    private final AtomicBoolean writeFails = new AtomicBoolean();
    private final AtomicLong usableSpace = new AtomicLong(Long.MAX_VALUE);
    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(DatabaseOptions.inDirectory(directory), directory -> usableSpace.get());
        database.transactions().read(HsqldbGuardTest::session).getDatabase().logger.fileAccess = new BreakableDisk();
        // HSQLDB opens its log anew, and so on that disk.
        database.transactions().write(handle -> handle.execute("CHECKPOINT"));
    }

    private static org.hsqldb.Session session(Handle handle) {
        try {
            return (org.hsqldb.Session)
                    handle.getConnection().unwrap(JDBCConnection.class).getSession();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void add_whenTheDiskIsSound_isDone() {
        assertThat(add().id().value()).isPositive();
        assertThatCode(database::checkWritable).doesNotThrowAnyException();
    }

    @Test
    void add_whenTheSyncFails_isNotAcknowledged() {
        syncFails.set(true);

        assertThatThrownBy(this::add)
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("the disk has refused a write");
    }

    /** As on a full disk. */
    @Test
    void add_whenTheWriteFails_isNotAcknowledged() {
        writeFails.set(true);

        assertThatThrownBy(this::add)
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("the disk has refused a write");
    }

    /** The counterpart, without which nobody knows that HSQLDB still keeps such a failure to itself. */
    @Test
    void commit_whenTheSyncFails_isAcknowledgedByHsqldb() {
        add(); // its owner is known from here on
        NewToken token = newToken();
        syncFails.set(true);

        assertThatThrownBy(() -> added(database.tokens(), token)).isInstanceOf(StorageException.class);

        assertThat(database.tokens().find(token.fingerprint())).isPresent();
    }

    @Test
    void add_afterAFailure_isRefusedUntilTheNextStart() {
        Token before = add();
        syncFails.set(true);
        assertThatThrownBy(this::add).isInstanceOf(StorageException.class);
        syncFails.set(false);

        assertThatThrownBy(this::add).isInstanceOf(StorageException.class);
        assertThatThrownBy(database::checkWritable).isInstanceOf(StorageException.class);
        assertThat(database.tokens().find(before.fingerprint())).contains(before);

        database.close();
        database = Database.open(DatabaseOptions.inDirectory(directory));

        assertThat(database.tokens().find(before.fingerprint())).contains(before);
        assertThat(add().id().value()).isPositive();
    }

    @Test
    void add_whenHsqldbsFailuresCannotBeHeardOf_isRefused() {
        database.transactions().read(HsqldbGuardTest::session).getDatabase().logger.appLog =
                new SimpleLog(null, SimpleLog.LOG_NONE, false);

        assertThatThrownBy(this::add).isInstanceOf(StorageException.class);
    }

    @Test
    void identify_whenTheLastUseCannotBeWritten_goesOn() {
        SettableClock clock = new SettableClock(NOW);
        SignIn signIn = new SignIn(database.accountStore(), TokenFormat.SESSION, new SecureRandom(), clock);
        database.accountStore()
                .accounts()
                .add(new EmailAddress("ann@example.com"), "Ann", password("correct horse"), NOW);
        String session = signIn.signIn("ann@example.com", password("correct horse"), new Client("192.0.2.7", "curl"))
                .orThrow()
                .session()
                .reveal();
        usableSpace.set(0);
        clock.advance(SignIn.ACCESS_PRECISION.multipliedBy(2));

        assertThat(signIn.identify(session)).isInstanceOf(SessionCheck.Live.class);
    }

    @Test
    void add_whenTheDiskIsFull_isRefusedAndDoneAgainWhenItIsNot() {
        usableSpace.set((64L << 20) - 1);
        assertThatThrownBy(this::add)
                .isInstanceOf(StorageException.class)
                .hasMessage(
                        "the disk is full: less than 64 MiB of it are free, the rest is kept for revoking and removing");
        assertThatThrownBy(database::checkWritable)
                .isInstanceOf(StorageException.class)
                .hasMessageStartingWith("the disk is full");
        assertThat(database.tokens().ownedBy(ALICE)).isEmpty();

        usableSpace.set(64L << 20);
        assertThat(add().id().value()).isPositive();
    }

    @Test
    void removals_whenTheDiskIsFull_areDoneToTheLastReserve() {
        for (Map.Entry<String, Runnable> removal : removals().entrySet()) {
            usableSpace.set((16L << 20) - 1);
            assertThatThrownBy(() -> removal.getValue().run())
                    .as(removal.getKey())
                    .isInstanceOf(StorageException.class)
                    .hasMessage(
                            "the disk is full: less than 16 MiB of it are free, nothing is written until there is more");

            usableSpace.set(16L << 20);
            assertThatCode(() -> removal.getValue().run()).as(removal.getKey()).doesNotThrowAnyException();
        }
    }

    private static final GuessSubject SESSION = new GuessSubject("session:1");

    private Map<String, Runnable> removals() {
        AccountStore stores = database.accountStore();
        AccountId account = stores.accounts()
                .add(new EmailAddress("alice@example.com"), "Alice", password("correct horse"), NOW)
                .orElseThrow()
                .id();
        Token token = add();
        Token suspended = add();
        Session session = stores.sessions()
                .add(new NewSession(account, 0, newValue().fingerprint(), "192.0.2.7", "curl", NOW), 9)
                .orElseThrow();
        return ImmutableMap.<String, Runnable>builder()
                .put("removing tokens", () -> database.tokens().remove(ImmutableSet.of(token.id()), by(ALICE)))
                .put("suspending tokens", () -> database.tokens().suspend(ImmutableSet.of(suspended.id()), by(ALICE)))
                .put("disabling an owner", () -> database.tokens().disableOwner(by(ALICE)))
                .put(
                        "disabling an owner without tokens",
                        () -> database.tokens().disableOwner(by(BOB)))
                .put("signing out", () -> stores.sessions().remove(account, ImmutableSet.of(session.id())))
                .put("removing dead sessions", () -> stores.sessions().removeDead(NOW, NOW, NOW))
                .put("turning a second factor off", () -> stores.secondFactors().turnOff(account, Optional.empty()))
                .put(
                        "changing a password",
                        () -> stores.accounts().changePassword(account, password("another horse"), Optional.empty()))
                .put(
                        "confirming what a session does",
                        () -> stores.guesses()
                                .change(ImmutableSet.of(SESSION), before -> ImmutableMap.of(SESSION, GuessTally.NONE)))
                .put("noting a confirmation", () -> stores.sessions().noteConfirmation(session.id(), NOW))
                .put("disabling an account", () -> stores.accounts().disable(account, NOW))
                .put("removing an account", () -> stores.accounts().remove(account))
                .buildOrThrow();
    }

    private Token add() {
        return added(database.tokens(), newToken());
    }

    /** HSQLDB's own access to files, but for writes and syncs that fail while they are told to. */
    private final class BreakableDisk implements FileAccess {

        private final FileAccess sound = FileUtil.getFileUtil();

        @Override
        public OutputStream openOutputStreamElementAppend(String name) throws IOException {
            return breakable(sound.openOutputStreamElementAppend(name));
        }

        @Override
        public OutputStream openOutputStreamElement(String name) throws IOException {
            return breakable(sound.openOutputStreamElement(name));
        }

        private BreakableStream breakable(OutputStream stream) throws IOException {
            return new BreakableStream(stream, sound.getFileSync(stream));
        }

        @Override
        public FileSync getFileSync(OutputStream stream) {
            return ((BreakableStream) stream)::sync;
        }

        @Override
        public InputStream openInputStreamElement(String name) throws IOException {
            return sound.openInputStreamElement(name);
        }

        @Override
        public boolean isStreamElement(String name) {
            return sound.isStreamElement(name);
        }

        @Override
        public void createParentDirs(String name) {
            sound.createParentDirs(name);
        }

        @Override
        public boolean removeElement(String name) {
            return sound.removeElement(name);
        }

        @Override
        public boolean renameElement(String oldName, String newName) {
            return sound.renameElement(oldName, newName);
        }

        @Override
        public boolean renameElementOrCopy(String oldName, String newName, EventLogInterface logger) {
            return sound.renameElementOrCopy(oldName, newName, logger);
        }
    }

    private final class BreakableStream extends FilterOutputStream {

        private final FileAccess.FileSync sync;

        BreakableStream(OutputStream stream, FileAccess.FileSync sync) {
            super(stream);
            this.sync = sync;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (writeFails.get()) {
                throw new IOException("No space left on device");
            }
            out.write(bytes, offset, length);
        }

        void sync() throws IOException {
            if (syncFails.get()) {
                throw new IOException("Input/output error");
            }
            sync.sync();
        }
    }
}
