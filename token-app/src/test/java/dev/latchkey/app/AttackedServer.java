package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A server with a small heap that one test attacks, and a {@link Bystander} who uses it meanwhile. It is looked into by
 * {@code /proc}, so its tests run on Linux.
 *
 * <p>With {@code -Dlatchkey.bounds=lifted} the bounds that a test names are taken out, for seeing that it fails then.
 */
final class AttackedServer implements AutoCloseable {

    /** How long a server may take to end once it is asked to. */
    static final Duration END = Duration.ofSeconds(20);

    private static final String LIFTED = "1000000000";
    private static final int BURST = 40;
    private static final String LARGE_CALL = RawHttp.post(
            RawHttp.path("users.authentication.CheckSign"), RawHttp.FORM, "padding=" + "x".repeat(500_000));

    private final ServerProcess process;
    private final Path data;
    private final Bystander bystander;
    private final List<RawConnection> attackers = new ArrayList<>();

    private AttackedServer(ServerProcess process, Path data) {
        this.process = process;
        this.data = data;
        this.bystander = Bystander.of(process);
    }

    /**
     * Starts one.
     *
     * @param heap as {@code -Xmx} has it
     * @param bounds options and values, by turns
     */
    static AttackedServer start(Path directory, String heap, String... bounds) throws IOException {
        return start(directory, directory.resolve("data"), heap, bounds);
    }

    /** The same on a data directory that may be there already. */
    static AttackedServer start(Path directory, Path data, String heap, String... bounds) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--demo", "--data", data.toString()));
        String mode = System.getProperty("latchkey.bounds", "kept");
        for (int i = 0; i < bounds.length && !mode.equals("unknown"); i += 2) {
            arguments.add(bounds[i]);
            arguments.add(mode.equals("lifted") ? LIFTED : bounds[i + 1]);
        }
        return new AttackedServer(ServerProcess.serve(directory, List.of("-Xmx" + heap), arguments), data);
    }

    RawTarget http() {
        return RawTarget.of(process.address());
    }

    RawTarget https() {
        return RawTarget.of(process.secureAddress());
    }

    ServerProcess process() {
        return process;
    }

    Bystander bystander() {
        return bystander;
    }

    /** Opens a connection of the attack. */
    RawConnection attack(RawTarget target) {
        return attacker(RawConnection.open(target));
    }

    /** Opens a connection of HTTP/2 of the attack. */
    Http2Client attackByHttp2(int window) {
        Http2Client client = Http2Client.open(https(), window);
        attacker(client.connection());
        return client;
    }

    private RawConnection attacker(RawConnection connection) {
        attackers.add(connection);
        return connection;
    }

    /** How many connections of the attack it holds; a client that does not read cannot tell. */
    long held() {
        return held(attackers);
    }

    private long held(List<RawConnection> connections) {
        return Sockets.held(
                Set.of(process.address().getPort(), process.secureAddress().getPort()), connections);
    }

    /** Waits until it holds no more of the attack's connections than these. */
    void awaitHeld(long atMost, Duration time) {
        awaitHeld("connections", attackers, atMost, time);
    }

    /** Waits until it holds none of these. */
    void awaitHeld(String what, List<RawConnection> connections, Duration time) {
        awaitHeld(what, connections, 0, time);
    }

    private void awaitHeld(String what, List<RawConnection> connections, long atMost, Duration time) {
        long start = System.nanoTime();
        long before = held(connections);
        Awaitility.await(what)
                .atMost(time)
                .untilAsserted(() -> assertThat(held(connections))
                        .as("%s that it holds, of %d", what, connections.size())
                        .isLessThanOrEqualTo(atMost));
        System.out.printf(
                "%s of the attack that it held: %d, then %d after %d ms%n",
                what, before, held(connections), (System.nanoTime() - start) / 1_000_000);
    }

    /**
     * Ends the attack. Fails unless others were served all along and are served now, everything that the attack took is given
     * back, and the server ends in time.
     */
    void assertUnharmed() throws Exception {
        assertServes();
        endAttack();
        Awaitility.await("files are given back")
                .atMost(RawConnection.PATIENCE)
                .untilAsserted(() -> assertThat(files()).isEmpty());
        assertTakesBurst();
        bystander.close();
        assertEnds();
    }

    /** Closes the attack's connections, and waits until the server has noticed. */
    void endAttack() {
        attackers.forEach(RawConnection::close);
        awaitHeld(0, RawConnection.PATIENCE);
    }

    /** Fails unless others were served all along, and are now. */
    void assertServes() {
        bystander.awaitRound().assertUnharmed();
    }

    void assertEnds() throws Exception {
        bystander.close();
        assertThat(process.terminate(END)).as(process.errors()).isIn(0, 143);
    }

    /** As much memory as any honest burst needs is there. */
    private void assertTakesBurst() {
        List<RawConnection> connections = new ArrayList<>();
        for (int i = 0; i < BURST; i++) {
            connections.add(RawConnection.open(http()).send(LARGE_CALL));
        }
        for (RawConnection connection : connections) {
            assertThat(connection.awaitAnswers(1).get(0).status()).isEqualTo(200);
            connection.close();
        }
    }

    /** Uploads that were left, and files that are deleted and still take room. */
    private List<String> files() {
        List<String> files = new ArrayList<>(descriptors().stream()
                .filter(to -> to.endsWith("(deleted)") && to.contains(data.toString()))
                .toList());
        try (Stream<Path> incoming = Files.list(data.resolve("incoming"))) {
            incoming.forEach(file -> files.add(file.toString()));
        } catch (NoSuchFileException e) {
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private List<String> descriptors() {
        try (Stream<Path> all = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            return all.map(AttackedServer::target).filter(Objects::nonNull).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Null for a descriptor that was closed in the meantime. */
    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public void close() throws InterruptedException {
        attackers.forEach(RawConnection::close);
        System.out.println("Others, while it was attacked: " + bystander.figures());
        bystander.close();
        process.close();
    }
}
