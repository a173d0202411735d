package dev.latchkey.persistence;

final class PostgresqlDatabaseTest extends DatabaseContract {

    @Override
    protected DatabaseOptions emptyDatabase() {
        return Postgres.newDatabase();
    }
}
