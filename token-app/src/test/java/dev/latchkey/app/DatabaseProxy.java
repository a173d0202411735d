package dev.latchkey.app;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A node's way to one PostgreSQL server, which can be cut, slow or lossy, as a network is: what was sent stays on its way, and nobody is told. Connections must
 * begin without TLS.
 */
final class DatabaseProxy implements AutoCloseable {

    /** What TCP waits before it sends again what was lost, at first; then twice as long. */
    private static final long RETRANSMISSION_MILLIS = 200;

    private static final int NOTIFICATION = 'A';

    /** The name by which a connection for renewals introduces itself. */
    private static final String RENEWALS = "latchkey-lease";

    private final int server;
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<Socket> renewals = new CopyOnWriteArrayList<>();
    private final Way toDatabase = new Way();
    private final Way fromDatabase = new Way();
    private volatile boolean refuses;
    private volatile boolean losesNotifications;

    /** One direction. */
    private static final class Way {

        private boolean cut;
        private long delayMillis;
        private double loss;

        synchronized void set(boolean isCut, long delay, double lost) {
            cut = isCut;
            delayMillis = delay;
            loss = lost;
            notifyAll();
        }

        /** Returns when something that was sent now arrives. */
        void pass() throws InterruptedException {
            Thread.sleep(delay());
            synchronized (this) {
                while (cut) {
                    wait();
                }
            }
        }

        private synchronized long delay() {
            long delay = delayMillis;
            long again = RETRANSMISSION_MILLIS;
            while (ThreadLocalRandom.current().nextDouble() < loss) {
                delay += again;
                again *= 2;
            }
            return delay;
        }
    }

    /** @param server the port of the server */
    DatabaseProxy(int server) throws IOException {
        this.server = server;
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    void cut() {
        cutToDatabase();
        cutFromDatabase();
    }

    void cutToDatabase() {
        toDatabase.set(true, 0, 0);
    }

    void cutFromDatabase() {
        fromDatabase.set(true, 0, 0);
    }

    /** Delays what the server sends. */
    void delay(long millis) {
        fromDatabase.set(false, millis, 0);
    }

    /** Loses this part of what is sent, so that it comes as late as TCP sends it again. */
    void lose(double part) {
        toDatabase.set(false, 0, part);
        fromDatabase.set(false, 0, part);
    }

    /** Swallows what the server tells of a NOTIFY. */
    void loseNotifications() {
        losesNotifications = true;
    }

    /** Refuses new connections; those that there are go on. */
    void refuse() {
        refuses = true;
    }

    /** Ends the connections that there are. */
    void disconnect() throws IOException {
        close(sockets);
    }

    /** Ends those for renewals alone. */
    void disconnectRenewals() throws IOException {
        close(renewals);
    }

    private static void close(List<Socket> some) throws IOException {
        for (Socket socket : some) {
            socket.close();
        }
        some.clear();
    }

    /** Has all go on, with what is on its way. */
    void heal() {
        refuses = false;
        losesNotifications = false;
        toDatabase.set(false, 0, 0);
        fromDatabase.set(false, 0, 0);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "database-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept());
            } catch (IOException e) {
                // the server is away, or this is closed
            }
        }
    }

    private void connect(Socket client) throws IOException {
        if (refuses) {
            client.close();
            return;
        }
        Socket database;
        try {
            database = new Socket(InetAddress.getLoopbackAddress(), server);
        } catch (IOException e) {
            client.close();
            throw e;
        }
        client.setTcpNoDelay(true);
        database.setTcpNoDelay(true);
        sockets.addAll(List.of(client, database));
        start(() -> run(client, database, () -> passRequests(client, database)));
        start(() -> run(client, database, () -> passAnswers(database, client)));
    }

    /** What ends with the end of a connection. */
    private interface Passing {
        void run() throws IOException, InterruptedException;
    }

    private static void run(Socket one, Socket other, Passing passing) {
        try (one;
                other) {
            passing.run();
        } catch (IOException e) {
            // one of them has closed it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void passRequests(Socket from, Socket to) throws IOException, InterruptedException {
        InputStream in = from.getInputStream();
        byte[] bytes = new byte[8192];
        for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
            if (new String(bytes, 0, length, StandardCharsets.ISO_8859_1).contains(RENEWALS)) {
                renewals.add(from);
            }
            toDatabase.pass();
            to.getOutputStream().write(bytes, 0, length);
        }
        toDatabase.pass(); // the end arrives as late
    }

    /** Each answer is a type, a length and what it says. */
    private void passAnswers(Socket from, Socket to) throws IOException, InterruptedException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(from.getInputStream()));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(to.getOutputStream()));
        for (int type = in.read(); type >= 0; type = in.read()) {
            int length = in.readInt();
            byte[] content = in.readNBytes(length - 4);
            if (type != NOTIFICATION || !losesNotifications) {
                out.write(type);
                out.writeInt(length);
                out.write(content);
            }
            if (in.available() == 0) {
                fromDatabase.pass();
                out.flush();
            }
        }
        fromDatabase.pass();
    }

    @Override
    public void close() throws IOException {
        heal();
        listener.close();
        disconnect();
    }
}
