package dev.latchkey.app.administration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Trust in the certificates of a file, and in no others. */
final class TrustedCertificate {

    private TrustedCertificate() {}

    /**
     * TLS with servers that have one of these certificates, or one that is signed by one of them, for their names.
     *
     * @param file one or several in PEM
     * @throws AdministrationException if there is none in it
     */
    static SSLContext in(Path file) {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (Certificate certificate : read(file)) {
                trusted.setCertificateEntry("server-" + trusted.size(), certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(file, e);
        }
    }

    private static Collection<? extends Certificate> read(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> read =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (read.isEmpty()) {
                throw new GeneralSecurityException("it is empty");
            }
            return read;
        }
    }

    private static AdministrationException unreadable(Path file, Exception cause) {
        return new AdministrationException("--server-certificate: there is no certificate in PEM in " + file, cause);
    }
}
