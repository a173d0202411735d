package dev.latchkey.persistence;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import dev.latchkey.token.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tables that are made and changed together.
 *
 * @param name what the history calls the set
 * @param schema where its tables are
 * @param scripts the SQL that leads from each version to the next, beginning with an empty schema
 */
record TableSet(String name, String schema, ImmutableList<String> scripts) {

    /** The schema of Latchkey's own tables. */
    static final String OWN_SCHEMA = "latchkey";

    private static final String SCHEMA_PATTERN = "[a-z][a-z0-9_]{0,62}";

    static TableSet tokens(DatabaseKind kind) {
        return own("tokens", kind);
    }

    /** Accounts, their sessions and their second factors. */
    static TableSet accounts(DatabaseKind kind) {
        return own("accounts", kind);
    }

    private static TableSet own(String name, DatabaseKind kind) {
        return new TableSet(
                OWN_SCHEMA + "." + name, OWN_SCHEMA, scripts(TableSet.class, name + "/" + kind.directory()));
    }

    /** The tables of a program that uses this module, whose scripts lie beside one of its classes. */
    static TableSet of(String schema, Class<?> beside, DatabaseKind kind) {
        return new TableSet(schema, schema, scripts(beside, kind.directory()));
    }

    /** Throws an {@link IllegalArgumentException} if a program can't have its tables in this schema. */
    static void requireSchema(String schema) {
        if (!schema.matches(SCHEMA_PATTERN) || schema.equals(OWN_SCHEMA)) {
            throw new IllegalArgumentException(
                    "schema must match " + SCHEMA_PATTERN + " and not be " + OWN_SCHEMA + ": " + schema);
        }
    }

    private static ImmutableList<String> scripts(Class<?> beside, String directory) {
        ImmutableList.Builder<String> scripts = ImmutableList.builder();
        int version = 1;
        Optional<String> script = script(beside, directory, version);
        while (script.isPresent()) {
            scripts.add(script.get());
            version++;
            script = script(beside, directory, version);
        }
        if (version == 1) {
            throw new StorageException("there is no " + directory + "/V1.sql beside " + beside.getName());
        }
        return scripts.build();
    }

    private static Optional<String> script(Class<?> beside, String directory, int version) {
        String file = directory + "/V" + version + ".sql";
        try (InputStream script = beside.getResourceAsStream(file)) {
            return script == null
                    ? Optional.empty()
                    : Optional.of(new String(script.readAllBytes(), StandardCharsets.UTF_8).replace("\r", ""));
        } catch (IOException e) {
            throw new StorageException(file + " beside " + beside.getName() + " cannot be read", e);
        }
    }

    /** The version that the scripts lead to. */
    int version() {
        return scripts.size();
    }

    /** The checksum of the script that makes a version. */
    String checksum(int version) {
        return Hashing.sha256()
                .hashString(scripts.get(version - 1), StandardCharsets.UTF_8)
                .toString();
    }

    /** The statements of the script that makes a version: each ends with a semicolon at the end of a line. */
    ImmutableList<String> statements(int version) {
        String sql = scripts.get(version - 1).replaceAll("(?m)^\\s*--.*$", "");
        return Splitter.on(Pattern.compile(";\\s*(\n|$)"))
                .trimResults()
                .omitEmptyStrings()
                .splitToStream(sql)
                .collect(ImmutableList.toImmutableList());
    }
}
