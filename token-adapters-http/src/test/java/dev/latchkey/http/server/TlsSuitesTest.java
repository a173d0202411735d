package dev.latchkey.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.latchkey.http.Pages;
import dev.latchkey.http.TestPlatform;
import dev.latchkey.http.uploads.UploadSettings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a listener takes in a handshake, from a client that would take everything that the JDK has. */
final class TlsSuitesTest {

    private static final String TLS12 = "TLSv1.2";

    private static TestKeys keys;
    private static Endpoint https;
    private static PlatformServer server;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        keys = TestKeys.in(directory);
        https = Endpoint.https("127.0.0.1", 0, keys.options());
        TestPlatform platform = new TestPlatform();
        server = PlatformServer.start(
                ServerOptions.at(List.of(https), new UploadSettings(directory, 1)),
                platform.registry,
                platform.latchkey,
                platform.credentials,
                Pages.NONE,
                () -> true);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    /** All of TLS 1.2 with an EC key that are not allowed: those of CBC, and those that keep no secret behind them. */
    static Stream<String> others() {
        return supported().filter(suite -> !TlsSuites.ALLOWED.contains(suite));
    }

    static Stream<String> allowed() {
        return supported()
                .filter(TlsSuites.ALLOWED::contains)
                .filter(suite -> suite.contains("_ECDHE_ECDSA_")); // the test's key is of EC
    }

    @Test
    void suites_areLookedAt() {
        assertThat(others()).hasSizeGreaterThan(10).anyMatch(suite -> suite.contains("_ECDHE_ECDSA_WITH_AES_256_CBC"));
        assertThat(allowed()).hasSize(3);
        assertThat(TlsSuites.ALLOWED).noneMatch(suite -> suite.contains("CBC") || suite.contains("TLS_RSA_"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void handshake_withAnotherSuite_fails(String suite) {
        assertThatExceptionOfType(SSLHandshakeException.class)
                .isThrownBy(() -> handshake(TLS12, suite))
                .withMessageContaining("handshake_failure");
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void handshake_withAnAllowedSuite_succeeds(String suite) throws Exception {
        assertThat(handshake(TLS12, suite)).isEqualTo(suite);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256"})
    void handshake_ofTls13_succeeds(String suite) throws Exception {
        assertThat(handshake("TLSv1.3", suite)).isEqualTo(suite);
    }

    /** Those of TLS 1.2 that a client of this JDK has; those that it calls "anon" and "NULL" it never gets to offer. */
    private static Stream<String> supported() {
        return Arrays.stream(keys.trust().getSupportedSSLParameters().getCipherSuites())
                .filter(suite -> suite.contains("_WITH_"));
    }

    private static String handshake(String version, String suite) throws Exception {
        try (SSLSocket socket =
                (SSLSocket) keys.trust().getSocketFactory().createSocket("127.0.0.1", server.port(https))) {
            socket.setEnabledProtocols(new String[] {version});
            socket.setEnabledCipherSuites(new String[] {suite});
            socket.startHandshake();
            return socket.getSession().getCipherSuite();
        }
    }
}
