package dev.latchkey.http.server;

import com.google.common.collect.ImmutableSet;
import io.vertx.core.http.HttpServerOptions;

/**
 * What TLS a listener speaks: versions 1.3 and 1.2, with ephemeral keys and authenticated encryption alone (RFC 9325, 4.2). So
 * there are no suites of CBC, whose padding has been attacked again and again, and none without forward secrecy. Clients of the
 * last ten years, Java 8's among them, know some of these.
 */
final class TlsSuites {

    private static final ImmutableSet<String> VERSIONS = ImmutableSet.of("TLSv1.3", "TLSv1.2");

    /** By the names of the JDK ("Java Security Standard Algorithm Names", JSSE Cipher Suite Names), in our order. */
    static final ImmutableSet<String> ALLOWED = ImmutableSet.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    private TlsSuites() {}

    /** Has listeners with these options speak nothing else. */
    static void allow(HttpServerOptions options) {
        options.setEnabledSecureTransportProtocols(VERSIONS);
        ALLOWED.forEach(options::addEnabledCipherSuite);
    }
}
