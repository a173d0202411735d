package dev.latchkey.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.hsqldb.jdbc.JDBCDataSource;
import org.junit.jupiter.api.Test;

final class HsqldbMigrationsTest extends MigrationsContract {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    HsqldbMigrationsTest() {
        super(DatabaseKind.HSQLDB);
    }

    @Override
    protected DataSource emptyDatabase() {
        JDBCDataSource dataSource = new JDBCDataSource();
        dataSource.setUrl("jdbc:hsqldb:mem:migrations" + DATABASES.incrementAndGet());
        dataSource.setUser("SA");
        return dataSource;
    }

    /** Here each of these statements is committed at once, so that a crash may leave any number of them. */
    @Test
    void bringUpToDate_afterACrashBetweenAnyTwoStatements_goesOn() throws SQLException {
        for (TableSet set : List.of(TableSet.tokens(kind()), TableSet.accounts(kind()))) {
            open();
            bringUpToDate(set);
            List<String> expected = tables("latchkey");
            List<String> statements = IntStream.rangeClosed(1, set.version())
                    .mapToObj(set::statements)
                    .flatMap(List::stream)
                    .toList();
            assertThat(statements).hasSizeGreaterThan(2);
            for (int done = 0; done <= statements.size(); done++) {
                open();
                bringUpToDate(VERSION_1);
                for (String statement : statements.subList(0, done)) {
                    execute(statement);
                }

                bringUpToDate(set);

                assertThat(tables("latchkey")).containsExactlyInAnyOrderElementsOf(expected);
            }
        }
    }
}
