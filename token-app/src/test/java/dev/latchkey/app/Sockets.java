package dev.latchkey.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which connections a server has open, as the kernel of Linux tells it in {@code /proc/net}. */
final class Sockets {

    /** Local port, remote port and inode: 0 for what no process has open any more. */
    private static final Pattern SOCKET =
            Pattern.compile("\\s*\\d+: \\p{XDigit}+:(\\p{XDigit}{4}) \\p{XDigit}*(\\p{XDigit}{8}):(\\p{XDigit}{4})"
                    + "(?: +\\S+){5} +\\S+ +(\\d+) .*");

    private Sockets() {}

    /** How many of a client's connections the server at these ports has not closed. */
    static long held(Set<Integer> ports, Collection<RawConnection> connections) {
        Set<String> clients = Stream.of("tcp", "tcp6")
                .flatMap(Sockets::lines)
                .map(SOCKET::matcher)
                .filter(Matcher::matches)
                .filter(socket ->
                        ports.contains(port(socket, 1)) && !socket.group(4).equals("0"))
                .map(socket -> socket.group(2) + ":" + socket.group(3))
                .collect(Collectors.toSet());
        return connections.stream()
                .map(connection -> shown(connection.local()))
                .distinct() // a port may be another one's once it is closed
                .filter(clients::contains)
                .count();
    }

    /** An IPv4 address and port as the kernel writes them: the address by its last byte first. */
    private static String shown(InetSocketAddress address) {
        byte[] bytes = address.getAddress().getAddress();
        return String.format(
                Locale.ROOT, "%02X%02X%02X%02X:%04X", bytes[3], bytes[2], bytes[1], bytes[0], address.getPort());
    }

    private static int port(Matcher socket, int group) {
        return Integer.parseInt(socket.group(group), 16);
    }

    private static Stream<String> lines(String table) {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc/net", table));
            return lines.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
