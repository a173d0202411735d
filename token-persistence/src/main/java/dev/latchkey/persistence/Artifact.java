package dev.latchkey.persistence;

import dev.latchkey.token.StorageException;

/** What a program adds to its class path if it uses it. */
enum Artifact {
    HIKARI("com.zaxxer:HikariCP", "com.zaxxer.hikari.HikariDataSource"),
    HSQLDB("org.hsqldb:hsqldb", "org.hsqldb.jdbc.JDBCDataSource"),
    POSTGRESQL("org.postgresql:postgresql", "org.postgresql.Driver"),
    ARGON2("de.mkammerer:argon2-jvm", "de.mkammerer.argon2.Argon2Factory");

    private final String coordinates;
    private final String type;

    Artifact(String coordinates, String type) {
        this.coordinates = coordinates;
        this.type = type;
    }

    /** Throws a {@link StorageException} that names it if it is missing; {@code purpose} says what it is for. */
    void require(String purpose) {
        try {
            Class.forName(type, false, Artifact.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new StorageException(purpose + " needs " + coordinates + ", which is not on the class path", e);
        }
    }
}
