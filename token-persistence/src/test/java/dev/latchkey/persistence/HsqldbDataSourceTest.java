package dev.latchkey.persistence;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.token.StorageException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.hsqldb.jdbc.JDBCDataSource;
import org.junit.jupiter.api.Test;

final class HsqldbDataSourceTest extends DataSourceContract {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    @Override
    protected DataSource emptyDatabase() {
        JDBCDataSource dataSource = new JDBCDataSource();
        dataSource.setUrl("jdbc:hsqldb:mem:service" + DATABASES.incrementAndGet());
        dataSource.setUser("SA");
        return dataSource;
    }

    @Override
    protected boolean hasNodes() {
        return false;
    }

    @Test
    void on_aDatabaseOfAnotherKind_isRefusedByName() {
        assertThatThrownBy(() -> DatabaseKind.of("MySQL"))
                .isInstanceOf(StorageException.class)
                .hasMessage("Latchkey has no statements for the database MySQL: use PostgreSQL or HSQLDB");
    }
}
