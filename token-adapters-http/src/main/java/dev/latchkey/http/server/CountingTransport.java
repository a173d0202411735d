package dev.latchkey.http.server;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.vertx.core.net.TcpConfig;
import io.vertx.core.transport.Transport;
import java.util.List;

/**
 * The transport of the JDK, whose listeners ask {@link Connections} about each connection that they accept. Vert.x tells of a connection only
 * when TLS is agreed on, which is too late to bound those that never do that.
 */
final class CountingTransport implements Transport, io.vertx.core.spi.transport.Transport {

    private final io.vertx.core.spi.transport.Transport jdk = Transport.NIO.implementation();
    private final Connections connections;

    CountingTransport(Connections connections) {
        this.connections = connections;
    }

    @Override
    public String name() {
        return "counting";
    }

    @Override
    public boolean available() {
        return true;
    }

    @Override
    public Throwable unavailabilityCause() {
        return jdk.unavailabilityCause();
    }

    @Override
    public io.vertx.core.spi.transport.Transport implementation() {
        return this;
    }

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
        return domainSocket ? jdk.serverChannelFactory(true) : Listener::new;
    }

    @Override
    public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
        return jdk.channelFactory(domainSocket);
    }

    @Override
    public IoHandlerFactory ioHandlerFactory() {
        return jdk.ioHandlerFactory();
    }

    @Override
    @SuppressWarnings("deprecation") // the interface asks for it
    public DatagramChannel datagramChannel(InternetProtocolFamily family) {
        return jdk.datagramChannel(family);
    }

    @Override
    public ChannelFactory<? extends DatagramChannel> datagramChannelFactory() {
        return jdk.datagramChannelFactory();
    }

    @Override
    public boolean supportsDomainSockets() {
        return jdk.supportsDomainSockets();
    }

    @Override
    public void configure(TcpConfig config, boolean domainSocket, Bootstrap bootstrap) {
        jdk.configure(config, domainSocket, bootstrap);
    }

    @Override
    public void configure(TcpConfig config, boolean domainSocket, ServerBootstrap bootstrap) {
        jdk.configure(config, domainSocket, bootstrap);
    }

    /** Accepts connections, and closes those at once for which there is no room. */
    private final class Listener extends NioServerSocketChannel {

        @Override
        protected int doReadMessages(List<Object> accepted) throws Exception {
            int count = super.doReadMessages(accepted); // one, or none
            if (count > 0) {
                int last = accepted.size() - 1;
                Channel channel = (Channel) accepted.get(last);
                if (!connections.accept(channel)) {
                    accepted.remove(last);
                    channel.unsafe().closeForcibly();
                }
            }
            return count;
        }
    }
}
