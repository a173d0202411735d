package dev.latchkey.app;

import com.google.common.net.InetAddresses;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PfxOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A certificate for those who give none: made at the first start and kept in the data directory. No browser trusts it; clients of the
 * platform trust any.
 */
final class SelfSignedCertificate {

    /** Protects nothing, as whoever can read the file can read this: the file's permissions do. */
    private static final String PASSWORD = "latchkey";

    private static final String PREFIX = "tls";
    private static final String SUFFIX = ".tmp";

    /** More than making one takes. */
    private static final Duration MAKING_TIME = Duration.ofMinutes(1);

    private static final Duration VALIDITY = Duration.ofDays(3650);
    private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);
    private static final int SERIAL_BITS = 64;

    /** ecdsa-with-SHA256: 1.2.840.10045.4.3.2 (RFC 5758, 3.2). */
    private static final byte[] ALGORITHM =
            Der.sequence(new byte[] {6, 8, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 4, 3, 2});

    /** id-at-commonName: 2.5.4.3 (RFC 5280, A.1). */
    private static final byte[] NAME =
            Der.sequence(Der.set(Der.sequence(new byte[] {6, 3, 0x55, 4, 3}, Der.utf8("Latchkey"))));

    /** id-ce-subjectAltName: 2.5.29.17 (RFC 5280, 4.2.1.6). */
    private static final byte[] ALTERNATIVE_NAMES = {6, 3, 0x55, 0x1d, 0x11};

    private static final int DNS_NAME = 0x82;
    private static final int IP_ADDRESS = 0x87;
    private static final int VERSION = 0xa0;
    private static final int EXTENSIONS = 0xa3;

    private SelfSignedCertificate() {}

    /**
     * The certificate in {@code directory}, which exists, made where there is none.
     *
     * @param host the name or address that it is for, beside this machine's own
     */
    static KeyCertOptions in(Path directory, String host) {
        Path file = directory.resolve("tls.p12");
        removeLeftovers(directory);
        if (!Files.exists(file)) {
            make(directory, file, host);
        }
        return new PfxOptions().setPath(file.toString()).setPassword(PASSWORD);
    }

    /** @throws UserErrorException if no certificate can be for {@code host} */
    static void requireName(String host) {
        try {
            byte[] unused = name(host);
        } catch (IllegalArgumentException e) {
            throw new UserErrorException("--host: \"" + host + "\" is neither a name nor an address", e);
        }
    }

    /** Removes what a crash has left, and not what another server may be making. */
    private static void removeLeftovers(Path directory) {
        Instant old = Instant.now().minus(MAKING_TIME);
        try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, PREFIX + "*" + SUFFIX)) {
            for (Path file : left) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(old)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new UserErrorException(
                    "what is left in " + directory + " could not be removed: " + e.getMessage(), e);
        }
    }

    private static void make(Path directory, Path file, String host) {
        try {
            KeyStore store = generate(host);
            Path half = Files.createTempFile(directory, PREFIX, SUFFIX); // for its owner alone
            try {
                try (OutputStream out = Files.newOutputStream(half)) {
                    store.store(out, PASSWORD.toCharArray());
                }
                Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(half);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new UserErrorException(
                    "no certificate could be made in " + directory + " (" + e.getMessage()
                            + "): give one with --tls-cert and --tls-key, or turn TLS off with --https-port -1",
                    e);
        }
    }

    private static KeyStore generate(String host) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("latchkey", pair.getPrivate(), PASSWORD.toCharArray(), new Certificate[] {
            certificate(pair, host, Instant.now().minus(CLOCKS_DIFFER))
        });
        return store;
    }

    /** An X.509 certificate of version 3 (RFC 5280, 4.1). */
    static Certificate certificate(KeyPair pair, String host, Instant from) throws GeneralSecurityException {
        byte[] signed = Der.sequence(
                Der.tagged(VERSION, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE)),
                ALGORITHM,
                NAME,
                Der.sequence(Der.time(from), Der.time(from.plus(VALIDITY))),
                NAME,
                pair.getPublic().getEncoded(),
                Der.tagged(
                        EXTENSIONS,
                        Der.sequence(Der.sequence(ALTERNATIVE_NAMES, Der.octetString(alternativeNames(host))))));
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(signed);
        byte[] certificate = Der.sequence(signed, ALGORITHM, Der.bitString(signature.sign()));
        return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
    }

    private static byte[] alternativeNames(String host) {
        Set<String> hosts = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", host));
        return Der.sequence(hosts.stream().map(SelfSignedCertificate::name).toArray(byte[][]::new));
    }

    private static byte[] name(String host) {
        return InetAddresses.isInetAddress(host)
                ? Der.tagged(IP_ADDRESS, InetAddresses.forString(host).getAddress())
                : Der.tagged(DNS_NAME, IDN.toASCII(host).getBytes(StandardCharsets.US_ASCII));
    }
}
