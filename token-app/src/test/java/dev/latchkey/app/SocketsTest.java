package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(value = OS.LINUX, disabledReason = "there is /proc on Linux alone")
final class SocketsTest {

    @Test
    void aConnection_isHeld_untilTheServerClosesIt_whateverTheClientDoes() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                RawConnection client =
                        RawConnection.open(RawTarget.of(URI.create("http://127.0.0.1:" + server.getLocalPort()))
                                .notReading());
                Socket accepted = server.accept()) {
            Set<Integer> ports = Set.of(server.getLocalPort());
            assertThat(Sockets.held(ports, List.of(client))).isOne();

            accepted.close();

            Awaitility.await().until(() -> Sockets.held(ports, List.of(client)) == 0);
            assertThat(client.isClosed()).isFalse();
        }
    }
}
