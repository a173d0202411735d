package dev.latchkey.http.address;

import java.util.Optional;

/**
 * A block of IP addresses: an address and how many of its leading bits all have in common (RFC 4632, 3.1; RFC 4291, 2.3). One of
 * version 4 has no addresses of version 6, and the other way round.
 *
 * @param network the first address; all bits behind the prefix are 0
 */
record Cidr(IpAddress network, int prefix) {

    private static final int MAPPED_BITS = 96;

    /**
     * The block that {@code text} is: {@code 10.0.0.0/8}, {@code 2001:db8::/32}, or an address for itself alone.
     *
     * @throws IllegalArgumentException if it is none, or has bits behind its prefix; the message names it and what to write
     */
    static Cidr parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        Optional<IpAddress> network = address.contains("%") ? Optional.empty() : IpAddress.parse(address);
        if (network.isEmpty()) {
            throw wrong(text, "give an address and a prefix, as 10.0.0.0/8 or 2001:db8::/32");
        }
        int bits = network.get().bytes().length * Byte.SIZE;
        int prefix = slash < 0 ? bits : prefix(text, text.substring(slash + 1), bits, mapped(address, bits));
        IpAddress first = masked(network.get().bytes(), prefix);
        if (!first.equals(network.get())) {
            throw wrong(text, "it has bits behind its prefix: write " + first + "/" + prefix);
        }
        return new Cidr(network.get(), prefix);
    }

    boolean contains(IpAddress address) {
        byte[] bytes = address.bytes();
        byte[] mine = network.bytes();
        if (bytes.length != mine.length) {
            return false;
        }
        int whole = prefix / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (bytes[i] != mine[i]) {
                return false;
            }
        }
        int rest = prefix % Byte.SIZE;
        return rest == 0 || ((bytes[whole] ^ mine[whole]) & mask(rest)) == 0;
    }

    @Override
    public String toString() {
        return network + "/" + prefix;
    }

    /** How many bits a mapped address has before those of version 4. */
    private static int mapped(String address, int bits) {
        return bits == 32 && address.contains(":") ? MAPPED_BITS : 0;
    }

    private static int prefix(String text, String digits, int bits, int before) {
        int prefix = digits.matches("[0-9]{1,3}") ? Integer.parseInt(digits) : -1;
        if (prefix < before || prefix > before + bits) {
            throw wrong(text, "give a prefix of " + before + " to " + (before + bits) + " bits");
        }
        return prefix - before;
    }

    private static IpAddress masked(byte[] bytes, int prefix) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] &= (byte) mask(Math.max(0, Math.min(Byte.SIZE, prefix - i * Byte.SIZE)));
        }
        return IpAddress.of(bytes);
    }

    private static int mask(int bits) {
        return 0xff << (Byte.SIZE - bits) & 0xff;
    }

    private static IllegalArgumentException wrong(String text, String what) {
        return new IllegalArgumentException("\"" + text + "\" is no block of addresses, " + what);
    }
}
