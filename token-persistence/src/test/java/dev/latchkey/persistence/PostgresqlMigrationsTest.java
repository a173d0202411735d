package dev.latchkey.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import dev.latchkey.persistence.DatabaseOptions.Migrating;
import dev.latchkey.token.StorageException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

final class PostgresqlMigrationsTest extends MigrationsContract {

    PostgresqlMigrationsTest() {
        super(DatabaseKind.POSTGRESQL);
    }

    @Override
    protected DataSource emptyDatabase() {
        return Postgres.dataSource(Postgres.newDatabase());
    }

    @Test
    void bringUpToDate_byManyAtOnce_makesTheTablesOnce() throws Exception {
        int processes = 8;
        ExecutorService threads = Executors.newFixedThreadPool(processes);
        try {
            for (int round = 0; round < 5; round++) {
                open();
                CyclicBarrier together = new CyclicBarrier(processes);
                List<Future<?>> starts = new ArrayList<>();
                for (int i = 0; i < processes; i++) {
                    starts.add(threads.submit(() -> {
                        Migrations migrations = migrations(dataSource(), Migrating.ALLOWED);
                        together.await();
                        migrations.bringUpToDate(List.of(TableSet.tokens(kind()), VERSION_2));
                        return null;
                    }));
                }
                for (Future<?> start : starts) {
                    start.get();
                }
                assertThat(tables("latchkey")).hasSize(8);
                assertThat(tables("app")).hasSize(2);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void bringUpToDate_thatFails_leavesNothing() throws SQLException {
        TableSet failing = new TableSet(
                "app", "app", ImmutableList.of(VERSION_1.scripts().get(0), "CREATE TABLE app.two (id NONSENSE);"));

        assertThatThrownBy(() -> bringUpToDate(TableSet.tokens(kind()), failing))
                .isInstanceOf(StorageException.class);

        assertThat(tables("app")).isEmpty();
        assertThat(tables("latchkey")).isEmpty();
    }

    /** A role that may not make schemas, in one that was made for it. */
    @Test
    void bringUpToDate_byARoleThatOwnsTheSchema_makesItsTables() throws SQLException {
        execute("CREATE ROLE owner_of_schema LOGIN PASSWORD 'secret'");
        execute("CREATE SCHEMA latchkey AUTHORIZATION owner_of_schema");
        PGSimpleDataSource owner = (PGSimpleDataSource) dataSource();
        owner.setUser("owner_of_schema");
        owner.setPassword("secret");

        bringUpToDate(TableSet.tokens(kind()));

        assertThat(tables("latchkey")).hasSize(8);
    }
}
