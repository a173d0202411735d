package dev.latchkey.token;

import static java.util.Objects.requireNonNull;

import com.google.common.net.InetAddresses;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Where a call came from. Longer texts are cut, so that what a caller says of itself takes a bounded amount of memory.
 *
 * @param address the network address, as text; at most {@value #MAX_ADDRESS} UTF-16 code units of it are kept
 * @param userAgent the program, as it calls itself; empty if it does not. At most {@value #MAX_USER_AGENT} UTF-16 code units of
 *     it are kept, one less where the last would be half of a surrogate pair
 */
public record Client(String address, String userAgent) {

    public static final int MAX_ADDRESS = 200;
    public static final int MAX_USER_AGENT = 500;

    /** How much is told apart of what is no address of IP. */
    private static final int MAX_NETWORK = 64;

    /** Where a call came from of which that is not known: both texts are empty. */
    public static final Client UNKNOWN = new Client("", "");

    public Client {
        address = start(requireNonNull(address, "address"), MAX_ADDRESS);
        userAgent = start(requireNonNull(userAgent, "userAgent"), MAX_USER_AGENT);
    }

    /**
     * What counts as one address if wrong guesses are counted: the address itself, or in IPv6 its network of 64 bits, all of which one
     * machine has.
     */
    public String network() {
        if (!InetAddresses.isInetAddress(address)) {
            return start(address, MAX_NETWORK);
        }
        InetAddress parsed = InetAddresses.forString(address);
        return parsed instanceof Inet6Address longAddress ? network(longAddress) : parsed.getHostAddress();
    }

    private static String network(Inet6Address parsed) {
        byte[] network = Arrays.copyOf(Arrays.copyOf(parsed.getAddress(), 8), 16);
        try {
            return InetAddresses.toAddrString(InetAddress.getByAddress(network)) + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }

    private static String start(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        boolean splitsPair = Character.isHighSurrogate(text.charAt(maxLength - 1))
                && Character.isLowSurrogate(text.charAt(maxLength));
        return text.substring(0, splitsPair ? maxLength - 1 : maxLength);
    }
}
