package dev.latchkey.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An nginx before a backend that answers at once, which asks a server of ours about one of two paths. */
final class Nginx implements AutoCloseable {

    private final Child child;
    private final int port;

    private Nginx(Child child, int port) {
        this.child = child;
        this.port = port;
    }

    static boolean isInstalled() {
        return Child.isInstalled("nginx");
    }

    /**
     * Starts it on the servers' core.
     *
     * @param latchkey the port of the server that it asks
     * @param directory where it keeps its files
     */
    static Nginx before(int latchkey, Path directory) {
        int port = freePort();
        Path file = directory.resolve("nginx.conf");
        try {
            Files.writeString(file, configuration(port, freePort(), latchkey, directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Child child = Child.start(Child.onCore(
                HttpLoad.SERVER_CORE, List.of("nginx", "-p", directory.toString(), "-c", file.toString())));
        awaitListening(port);
        return new Nginx(child, port);
    }

    private static String configuration(int port, int backend, int latchkey, Path directory) {
        return """
                daemon off; master_process off; pid %4$s/nginx.pid; error_log stderr crit;
                events { worker_connections 1024; }
                http {
                  access_log off; keepalive_requests 1000000000;
                  client_body_temp_path %4$s/b; proxy_temp_path %4$s/p; fastcgi_temp_path %4$s/f; uwsgi_temp_path %4$s/u; scgi_temp_path %4$s/s;
                  upstream latchkey { server 127.0.0.1:%3$d; keepalive 64; keepalive_requests 1000000000; }
                  upstream backend { server 127.0.0.1:%2$d; keepalive 64; keepalive_requests 1000000000; }
                  proxy_http_version 1.1; proxy_set_header Connection "";
                  server { listen 127.0.0.1:%2$d; location / { return 200 "ok"; } }
                  server {
                    listen 127.0.0.1:%1$d;
                    location = /plain { proxy_pass http://backend; }
                    location = /checked { auth_request /latchkey; proxy_pass http://backend; }
                    location = /latchkey {
                      internal;
                      proxy_pass http://latchkey/gateway/original;
                      proxy_pass_request_body off;
                      proxy_set_header Connection ""; proxy_set_header Content-Length "";
                      proxy_set_header X-Original-URI /orders/7;
                      proxy_set_header X-Original-Method $request_method;
                      proxy_set_header X-Forwarded-For $remote_addr;
                    }
                  }
                }
                """.formatted(port, backend, latchkey, directory);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void awaitListening(int port) {
        for (int attempt = 0; attempt < 200; attempt++) {
            try (Socket unused = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                Thread.onSpinWait();
                try {
                    Thread.sleep(25);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
        throw new IllegalStateException("nginx does not listen");
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        child.close();
    }
}
