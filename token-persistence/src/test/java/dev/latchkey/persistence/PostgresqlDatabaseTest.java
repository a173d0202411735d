package dev.latchkey.persistence;

final class PostgresqlDatabaseTest extends DatabaseContract {

    PostgresqlDatabaseTest() {
        super(false);
    }

    @Override
    protected DatabaseOptions emptyDatabase() {
        return Postgres.newDatabase();
    }
}
