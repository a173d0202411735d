package dev.latchkey.app;

import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A certificate for those who give none: made by the JDK's keytool at the first start and kept in the data directory. No
 * browser trusts it; clients of the platform trust any.
 */
final class SelfSignedCertificate {

    /** Protects nothing, as whoever can read the file can read this: the file's permissions do. */
    private static final String PASSWORD = "latchkey";

    private SelfSignedCertificate() {}

    /**
     * The certificate in {@code directory}, which exists, made where there is none.
     *
     * @param host the name or address that it is for, beside this machine's own
     */
    static KeyCertOptions in(Path directory, String host) {
        Path file = directory.resolve("tls.p12");
        if (!Files.exists(file)) {
            make(directory, file, host);
        }
        return new PfxOptions().setPath(file.toString()).setPassword(PASSWORD);
    }

    private static void make(Path directory, Path file, String host) {
        try {
            Path closed =
                    Files.createTempDirectory(directory, "tls"); // for its owner alone, so while it is written too
            Path half = closed.resolve("tls.p12");
            runKeytool(half, host);
            if (Files.getFileStore(half).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(half, PosixFilePermissions.fromString("rw-------"));
            }
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(closed);
        } catch (IOException e) {
            throw new UserErrorException(
                    "no certificate could be made in " + directory + " (" + e.getMessage()
                            + "): give one with --tls-cert and --tls-key, or turn TLS off with --https-port -1",
                    e);
        }
    }

    private static void runKeytool(Path file, String host) throws IOException {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "latchkey",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=Latchkey",
                        "-ext",
                        "SAN=" + alternativeNames(host),
                        "-validity",
                        "3650",
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass:env",
                        "STORE_PASSWORD"))
                .redirectErrorStream(true);
        builder.environment().put("STORE_PASSWORD", PASSWORD);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool: " + output.strip());
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String alternativeNames(String host) {
        boolean address = host.matches("[0-9.]+|.*:.*");
        String own = "dns:localhost,ip:127.0.0.1";
        return host.equals("127.0.0.1") || host.equals("localhost") ? own : own + (address ? ",ip:" : ",dns:") + host;
    }
}
