package dev.latchkey.demo.archive;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.demo.storage.Columns;
import dev.latchkey.demo.storage.DemoTables;
import dev.latchkey.http.Upload;
import dev.latchkey.token.AccountId;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Archives: rows of the table {@code archives}, and their files. A file comes before its row and goes after it, so that a
 * row never lacks its file; a file that lacks its row, for a crash in between, is removed at the next start.
 */
public final class Archives {

    private static final Logger LOGGER = LoggerFactory.getLogger(Archives.class);

    /** How many archives an account can have. */
    static final int MAX_ARCHIVES = 100;

    /** How many bytes the archives of an account can have together. */
    public static final long MAX_BYTES = 2L << 30;

    /** One statement, so that nothing comes between looking at the limits and adding the row. */
    private static final String INSERT = """
            INSERT INTO demo.archives (file_key, owner, name, size, comment, uploaded_at)
            SELECT CAST(:key AS VARCHAR(36)), CAST(:owner AS INTEGER), CAST(:name AS VARCHAR(255)),
                CAST(:size AS BIGINT), '', CAST(:uploadedAt AS TIMESTAMP(6) WITH TIME ZONE)
            FROM demo.archives WHERE owner = :owner
            HAVING COUNT(*) < CAST(:maxArchives AS BIGINT)
                AND COALESCE(SUM(size), 0) + CAST(:size AS BIGINT) <= CAST(:maxBytes AS BIGINT)
            """;

    private final DemoTables tables;
    private final ArchiveFiles files;

    /**
     * The archives in these tables.
     *
     * @param directory for the files, and for nothing else
     */
    public Archives(DemoTables tables, Path directory) {
        this.tables = tables;
        this.files = new ArchiveFiles(directory);
        files.keepOnly(keys());
    }

    private ImmutableSet<String> keys() {
        return tables.read(handle -> handle.createQuery("SELECT file_key FROM demo.archives")
                .mapTo(String.class)
                .collect(toImmutableSet()));
    }

    /** Takes an uploaded file; nothing where the account would have more than it can, and the file is gone then. */
    public synchronized Optional<Archive> add(AccountId owner, String name, Upload upload, Instant now) {
        String key = UUID.randomUUID().toString();
        files.take(upload.file(), key);
        Optional<Archive> added = Optional.empty();
        try {
            added = tables.transaction(handle ->
                    insert(handle, key, owner, name, upload.size(), now) == 1 ? find(handle, key) : Optional.empty());
        } finally {
            if (added.isEmpty()) {
                files.delete(key);
            }
        }
        return added;
    }

    /** How many bytes an account's next archive may have; 0 where it can have none. */
    public long room(AccountId owner) {
        return tables.read(handle -> handle.createQuery(
                        "SELECT COUNT(*) AS archives, COALESCE(SUM(size), 0) AS bytes FROM demo.archives WHERE owner = :owner")
                .bind("owner", owner.value())
                .map((row, context) ->
                        row.getInt("archives") < MAX_ARCHIVES ? Math.max(0, MAX_BYTES - row.getLong("bytes")) : 0)
                .one());
    }

    private static int insert(Handle handle, String key, AccountId owner, String name, long size, Instant now) {
        return handle.createUpdate(INSERT)
                .bind("key", key)
                .bind("owner", owner.value())
                .bind("name", name)
                .bind("size", size)
                .bind("uploadedAt", DemoTables.utc(now))
                .bind("maxArchives", (long) MAX_ARCHIVES)
                .bind("maxBytes", MAX_BYTES)
                .execute();
    }

    /** The archive of this key, whoever has it. */
    public Optional<Archive> find(String key) {
        return tables.read(handle -> find(handle, key));
    }

    private static Optional<Archive> find(Handle handle, String key) {
        return handle.createQuery("SELECT * FROM demo.archives WHERE file_key = :key")
                .bind("key", key)
                .map(Archives::archive)
                .findOne();
    }

    public Optional<Archive> find(int id) {
        return tables.read(handle -> handle.createQuery("SELECT * FROM demo.archives WHERE id = :id")
                .bind("id", id)
                .map(Archives::archive)
                .findOne());
    }

    /** All of an account's, the oldest first. */
    public ImmutableList<Archive> ownedBy(AccountId owner) {
        return tables.read(handle -> handle.createQuery("SELECT * FROM demo.archives WHERE owner = :owner ORDER BY id")
                .bind("owner", owner.value())
                .map(Archives::archive)
                .collect(toImmutableList()));
    }

    /** Gives an archive a name and a comment; false where it is gone. */
    public boolean describe(AccountId owner, Archive archive, String name, String comment) {
        return tables.transaction(handle -> handle.createUpdate(
                                "UPDATE demo.archives SET name = :name, comment = :comment WHERE id = :id AND owner = :owner")
                        .bind("name", name)
                        .bind("comment", comment)
                        .bind("id", archive.id())
                        .bind("owner", owner.value())
                        .execute())
                == 1;
    }

    /** Deletes an archive with its file; false where it is gone. */
    public boolean remove(AccountId owner, Archive archive) {
        int removed = tables.transaction(
                handle -> handle.createUpdate("DELETE FROM demo.archives WHERE id = :id AND owner = :owner")
                        .bind("id", archive.id())
                        .bind("owner", owner.value())
                        .execute());
        if (removed == 1) {
            deleteFile(archive);
        }
        return removed == 1;
    }

    /** The archive is gone already: a file that stays is removed at the next start. */
    private void deleteFile(Archive archive) {
        try {
            files.delete(archive.key());
        } catch (UncheckedIOException e) {
            LOGGER.warn("the file of the archive {} is left until the next start", archive.id(), e);
        }
    }

    public Path file(Archive archive) {
        return files.path(archive.key());
    }

    private static Archive archive(ResultSet row, StatementContext context) throws SQLException {
        return new Archive(
                row.getInt("id"),
                row.getString("file_key"),
                new AccountId(row.getString("owner")),
                row.getString("name"),
                row.getLong("size"),
                row.getString("comment"),
                Columns.instant(row, "uploaded_at"));
    }
}
