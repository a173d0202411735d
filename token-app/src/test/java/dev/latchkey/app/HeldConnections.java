package dev.latchkey.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Connections of clients that want something and never go on. */
final class HeldConnections implements AutoCloseable {

    private static final int SMALL = 4096;

    private final List<Socket> sockets = new ArrayList<>();

    /** Every way to hold one, at both addresses. */
    void holdAll(URI plain, URI secure) throws Exception {
        for (int i = 0; i < 10; i++) {
            open(plain);
            send(open(plain), "GET /heal");
            send(
                    open(plain),
                    "POST /1.0/users/authentication/rest/signin HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\nlog");
            answered(send(open(plain), "GET /health HTTP/1.1\r\nHost: x\r\n\r\n"));
            open(secure); // no handshake
            answered(send(tls(secure), "GET /health HTTP/1.1\r\nHost: x\r\n\r\n"));
        }
        unread(open(plain));
        unread(tls(secure));
    }

    Socket open(URI address) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(SMALL);
        socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
        sockets.add(socket);
        return socket;
    }

    private Socket tls(URI address) throws Exception {
        SSLContext context = SSLContext.getInstance("TLSv1.3");
        context.init(null, new TrustManager[] {new TrustAnyone()}, new SecureRandom());
        Socket secure =
                context.getSocketFactory().createSocket(open(address), address.getHost(), address.getPort(), true);
        sockets.add(secure);
        return secure;
    }

    static Socket send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    private static void answered(Socket socket) throws IOException {
        if (socket.getInputStream().read() < 0) {
            throw new IOException("no answer");
        }
    }

    /** Asks for megabytes, and reads nothing of them. */
    private static void unread(Socket socket) throws IOException {
        send(socket, "GET /openapi.json HTTP/1.1\r\nHost: x\r\n\r\n".repeat(100));
    }

    @Override
    public void close() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class TrustAnyone implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
