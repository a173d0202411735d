package dev.latchkey.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FailoverTest {

    private static final String ON = "on";

    /** As Patroni and people write it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "pt2 | 1",
                "\"db-2\" | 1",
                "\"a \"\"b\"\", (c)\" | 1",
                "2 (pt2,pt3) | 2",
                "2 (\"db-2\",\"db-3\") | 2",
                "FIRST 1 (pt2) | 1",
                "first 2 ( a , b ) | 2",
                "ANY 1 (pt2) | 1",
                "ANY 2 (a, b) | 2",
                "* | 1",
                "* | 0",
                "ANY 1 (*) | 1",
                "FIRST 2 (*) | 2",
            })
    void commitsThatWaitForAllStandbys_areKept(String names, long connected) {
        assertThat(Failover.of(names, ON, connected))
                .isEqualTo(new Failover(true, "commits wait for each standby that may take over"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a, b | 2 | 1 of 2 standbys",
                "1 (a, b) | 2 | 1 of 2 standbys",
                "FIRST 2 (a,b,c) | 3 | 2 of 3 standbys",
                "ANY 1 (pt2,pt3) | 2 | 1 of 2 standbys",
                "* | 2 | 1 of 2 standbys",
                "ANY 1 (*) | 3 | 1 of 3 standbys",
            })
    void commitsThatWaitForSomeStandbys_mayBeLost(String names, long connected, String told) {
        Failover failover = Failover.of(names, ON, connected);

        assertThat(failover.keepsAcknowledged()).isFalse();
        assertThat(failover.words())
                .startsWith("commits wait for " + told)
                .contains("may lack changes that were acknowledged", "synchronous_mode: on");
    }

    @Test
    void asynchronousStandbys_mayLackChanges() {
        Failover failover = Failover.of("", ON, 1);

        assertThat(failover.keepsAcknowledged()).isFalse();
        assertThat(failover.words()).contains("asynchronous", "synchronous_standby_names is empty");
    }

    @ParameterizedTest
    @CsvSource({"off", "local"})
    void commitsThatDoNotWait_mayBeLost(String commit) {
        assertThat(Failover.of("pt2", commit, 1).keepsAcknowledged()).isFalse();
        assertThat(Failover.of("pt2", "remote_write", 1).keepsAcknowledged()).isTrue();
    }

    @Test
    void aServerWithoutStandbys_losesNothingToOne() {
        assertThat(Failover.of("", ON, 0))
                .isEqualTo(new Failover(true, "the database server has no standby now, and so none can take over"));
    }

    @Test
    void aDatabase_tellsWhatItsServerSays_andOneInThisProcessNothing(@TempDir Path directory) {
        try (Database shared = Database.open(Postgres.newDatabase());
                Database own = Database.open(DatabaseOptions.inDirectory(directory))) {
            assertThat(shared.failover()).hasValue(Failover.of("", ON, 0));
            assertThat(own.failover()).isEmpty();
        }
    }
}
