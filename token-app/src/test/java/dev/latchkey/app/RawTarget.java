package dev.latchkey.app;

import io.netty.channel.Channel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Where a {@link RawConnection} goes, and how.
 *
 * @param from the address of this machine that it comes from: any of 127.0.0.0/8
 * @param receiveBuffer how many bytes the operating system may keep for it; 0 leaves that to the operating system
 * @param reading whether it reads from the start
 */
record RawTarget(URI server, String from, int receiveBuffer, boolean reading, boolean http2) {

    private static final SslContext HTTP_1 = trusting("http/1.1");
    private static final SslContext HTTP_2 = trusting("h2");

    static RawTarget of(URI server) {
        return new RawTarget(server, "127.0.0.1", 0, true, false);
    }

    RawTarget from(String address) {
        return new RawTarget(server, address, receiveBuffer, reading, http2);
    }

    /** A client that lets the server wait: it reads nothing, and little fits in between. */
    RawTarget notReading() {
        return new RawTarget(server, from, 4096, false, http2);
    }

    RawTarget overHttp2() {
        return new RawTarget(server, from, receiveBuffer, reading, true);
    }

    boolean secure() {
        return server.getScheme().equals("https");
    }

    InetSocketAddress address() {
        return new InetSocketAddress(server.getHost(), server.getPort());
    }

    SocketAddress localAddress() {
        return new InetSocketAddress(from, 0);
    }

    Optional<SslHandler> tls(Channel channel) {
        return secure() ? Optional.of((http2 ? HTTP_2 : HTTP_1).newHandler(channel.alloc())) : Optional.empty();
    }

    void awaitHandshake(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls != null) {
            tls.handshakeFuture().syncUninterruptibly();
        }
    }

    /** Trusts the certificate that the server signed itself. */
    private static SslContext trusting(String protocol) {
        try {
            return SslContextBuilder.forClient()
                    .trustManager(InsecureTrustManagerFactory.INSTANCE)
                    .endpointIdentificationAlgorithm(null)
                    .applicationProtocolConfig(new ApplicationProtocolConfig(
                            Protocol.ALPN,
                            SelectorFailureBehavior.NO_ADVERTISE,
                            SelectedListenerFailureBehavior.ACCEPT,
                            protocol))
                    .build();
        } catch (SSLException e) {
            throw new AssertionError(e);
        }
    }
}
