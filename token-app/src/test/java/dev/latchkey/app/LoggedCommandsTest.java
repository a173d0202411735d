package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoggedCommandsTest {

    private static final Duration ENOUGH = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void failure_ofACommandThatSucceeds_isEmptyAndItsOutputIsKept() throws IOException {
        assertThat(failure(ENOUGH, "echo \"Error: none\"; echo all >&2")).isEmpty();
        assertThat(directory.resolve("logs/name.log")).hasContent("Error: none\nall");
    }

    @Test
    void failure_ofACommandThatFails_isItsFirstError() {
        assertThat(failure(ENOUGH, "echo Reading; echo E: no package; echo Error: all over; exit 100"))
                .contains("E: no package");
    }

    @Test
    void failure_ofACommandThatNamesNoError_isItsLastLine() {
        assertThat(failure(ENOUGH, "echo one; echo two; echo; exit 1")).contains("two");
    }

    @Test
    void failure_ofACommandThatFailsSilently_isItsExitCode() {
        assertThat(failure(ENOUGH, "exit 3")).contains("exit code 3");
    }

    @Test
    void failure_ofACommandThatSaysTooMuch_isCutShort() {
        assertThat(failure(ENOUGH, "printf '%0999d' 0; exit 1").orElseThrow()).hasSize(201);
    }

    @Test
    void failure_ofACommandThatIsMissing_namesIt() {
        assertThat(commands()
                        .failure("name", ENOUGH, List.of("/no/such/command"))
                        .orElseThrow())
                .contains("/no/such/command");
    }

    @Test
    void failure_ofACommandThatAsks_doesNotWait() {
        assertThat(failure(ENOUGH, "read answer || echo no answer; exit 1")).contains("no answer");
    }

    @Test
    void failure_ofACommandThatTakesTooLong_saysSoAndEndsAllThatItStarted() throws IOException {
        Path pid = directory.resolve("pid");

        assertThat(failure(Duration.ofSeconds(2), "sleep 300 & echo $! > " + pid + "; wait"))
                .contains("not done after 2 s");

        Optional<ProcessHandle> child =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
        Awaitility.await().until(() -> child.filter(ProcessHandle::isAlive).isEmpty());
    }

    private Optional<String> failure(Duration limit, String script) {
        return commands().failure("name", limit, List.of("sh", "-c", script));
    }

    private LoggedCommands commands() {
        return new LoggedCommands(directory.resolve("logs"));
    }
}
