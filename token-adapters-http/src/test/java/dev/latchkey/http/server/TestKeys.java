package dev.latchkey.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.PfxOptions;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * The key and certificate of a server at 127.0.0.1.
 *
 * @param options for who has the key
 * @param trust for who connects: trusts that certificate alone
 */
public record TestKeys(PfxOptions options, SSLContext trust) {

    private static final String PASSWORD = "password-of-a-test";
    private static final String NAME = "test";

    /** New ones, in a file there. */
    public static TestKeys in(Path directory) throws Exception {
        Path file = directory.resolve("keys.p12");
        make(file);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stored = Files.newInputStream(file)) {
            keys.load(stored, PASSWORD.toCharArray());
        }
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry(NAME, keys.getCertificate(NAME));
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(certificates);
        SSLContext trust = SSLContext.getInstance("TLS");
        trust.init(null, trusted.getTrustManagers(), null);
        return new TestKeys(new PfxOptions().setPath(file.toString()).setPassword(PASSWORD), trust);
    }

    private static void make(Path file) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        NAME,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
    }
}
