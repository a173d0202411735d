package dev.latchkey.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes bytes on between clients and a server, and counts the connections that the clients make for it. */
final class Relay implements AutoCloseable {

    private final ServerSocket socket;
    private final int server;
    private final List<Socket> clients = new CopyOnWriteArrayList<>();

    /** @param server the port of the server */
    Relay(int server) throws IOException {
        this.server = server;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                clients.add(client);
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
                start(() -> pass(client, upstream));
                start(() -> pass(upstream, client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static void pass(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // the end of either
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    int connections() {
        return clients.size();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket client : clients) {
            client.close();
        }
    }
}
