package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SelfSignedCertificateTest {

    private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    private static final int DNS = 2;
    private static final int ADDRESS = 7;

    @TempDir
    private Path directory;

    @Test
    void in_whenThereIsNone_makesOneForItsOwnerAlone_andKeepsIt() throws Exception {
        SelfSignedCertificate.in(directory, "127.0.0.1");
        Path file = directory.resolve("tls.p12");
        byte[] first = Files.readAllBytes(file);
        SelfSignedCertificate.in(directory, "127.0.0.1");

        assertThat(Files.readAllBytes(file)).isEqualTo(first);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void in_removesWhatACrashHasLeft_andNothingElse() throws Exception {
        Path left = Files.createFile(directory.resolve("tls1.tmp"));
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        Path beingMade = Files.createFile(directory.resolve("tls2.tmp"));

        SelfSignedCertificate.in(directory, "127.0.0.1");

        assertThat(left).doesNotExist();
        assertThat(beingMade).exists();
    }

    @Test
    void aHost_thatIsNoName_isToldToItsUser() {
        assertThatExceptionOfType(UserErrorException.class)
                .isThrownBy(() -> SelfSignedCertificate.requireName("a..b"))
                .withMessage("--host: \"a..b\" is neither a name nor an address");
    }

    @Test
    void in_hasTheKeyOfTheCertificate() throws Exception {
        SelfSignedCertificate.in(directory, "127.0.0.1");

        KeyStore store = KeyStore.getInstance(directory.resolve("tls.p12").toFile(), "latchkey".toCharArray());
        X509Certificate certificate = (X509Certificate) store.getCertificate("latchkey");
        certificate.checkValidity();
        certificate.verify(certificate.getPublicKey());
        assertThat(store.getKey("latchkey", "latchkey".toCharArray()).getAlgorithm())
                .isEqualTo("EC");
    }

    @ParameterizedTest
    @CsvSource({
        "tokens.example.com, 2, tokens.example.com",
        "grün.example, 2, xn--grn-ioa.example",
        "192.0.2.7, 7, 192.0.2.7",
        "2001:db8::7, 7, 2001:db8:0:0:0:0:0:7"
    })
    void certificate_isForTheHost_andThisMachine(String host, int kind, String name) throws Exception {
        assertThat(certificate(host, NOW).getSubjectAlternativeNames())
                .hasToString("[[%d, localhost], [%d, 127.0.0.1], [%d, %s]]".formatted(DNS, ADDRESS, kind, name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void certificate_ofThisMachine_namesItOnce(String host) throws Exception {
        assertThat(certificate(host, NOW).getSubjectAlternativeNames()).hasSize(2);
    }

    /** On both sides of 2050, where the form of a time changes. */
    @ParameterizedTest
    @ValueSource(
            strings = {"2026-11-25T12:00:00Z", "2039-12-31T23:59:59Z", "2040-01-04T00:00:00Z", "2051-01-01T00:00:00Z"})
    void certificate_isGoodForTenYears(Instant from) throws Exception {
        X509Certificate certificate = certificate("localhost", from);

        assertThat(certificate.getVersion()).isEqualTo(3);
        assertThat(certificate.getNotBefore()).isEqualTo(Date.from(from));
        assertThat(certificate.getNotAfter()).isEqualTo(Date.from(from.plus(Duration.ofDays(3650))));
    }

    /** Lengths of one, two and three bytes. */
    @ParameterizedTest
    @ValueSource(ints = {1, 60, 63})
    void certificate_ofALongName_canBeRead(int length) throws Exception {
        String host = ("a".repeat(length) + ".").repeat(3) + "example";

        assertThat(certificate(host, NOW).getSubjectAlternativeNames()).contains(List.of(DNS, host));
    }

    private static X509Certificate certificate(String host, Instant from) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        X509Certificate certificate = (X509Certificate) SelfSignedCertificate.certificate(pair, host, from);
        certificate.verify(pair.getPublic());
        return certificate;
    }
}
