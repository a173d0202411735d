package dev.latchkey.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

final class PostgresqlDataSourceTest extends DataSourceContract {

    @Override
    protected DataSource emptyDatabase() {
        return Postgres.dataSource(Postgres.newDatabase());
    }

    @Override
    protected boolean hasNodes() {
        return true;
    }

    @Test
    void transaction_whenTheServiceCommitsEarly_waitsForTheDisk() throws Exception {
        PGSimpleDataSource dataSource = (PGSimpleDataSource) emptyDatabase();
        dataSource.setOptions("-c synchronous_commit=off -c statement_timeout=7000");
        try (Database database = Database.on(dataSource)) {
            assertThat(setting(database, "synchronous_commit")).isEqualTo("on");
            assertThat(setting(database, "statement_timeout")).isEqualTo("7s");
        }
    }

    private static String setting(Database database, String name) {
        return database.transactions()
                .write(handle ->
                        handle.createQuery("SHOW " + name).mapTo(String.class).one());
    }
}
