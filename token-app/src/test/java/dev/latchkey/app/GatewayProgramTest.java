package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

final class GatewayProgramTest {

    @TempDir
    private Path bin;

    private Host host(String ci) {
        return new Host(Map.of("PATH", bin.toString(), "CI", ci), "somebody", "");
    }

    @Test
    void required_whereItIsMissing_failsInCiAlone() {
        assertThatThrownBy(() -> GatewayProgram.NGINX.required(host("true")))
                .isInstanceOf(AssertionError.class)
                .hasMessage("there is no nginx on the PATH: apt-get install nginx");
        assertThatThrownBy(() -> GatewayProgram.NGINX.required(host("")))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining("there is no nginx on the PATH");
    }

    @Test
    void required_whereItIsThere_isIt() throws Exception {
        Path caddy = Files.createFile(bin.resolve("caddy"));
        assertThat(caddy.toFile().setExecutable(true)).isTrue();

        assertThat(GatewayProgram.CADDY.required(host("true"))).isEqualTo(caddy);
    }
}
