package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ClientTest {

    private static final String KEY = "\ud83d\udd11";

    @Test
    void create_upToTheBounds_keepsAll() {
        String address = "a".repeat(Client.MAX_ADDRESS);
        String userAgent = "u".repeat(Client.MAX_USER_AGENT - 2) + KEY;

        Client client = new Client(address, userAgent);

        assertThat(client.address()).isEqualTo(address);
        assertThat(client.userAgent()).isEqualTo(userAgent);
    }

    @Test
    void create_beyondTheBounds_keepsTheStart() {
        Client client = new Client("a".repeat(201), "u".repeat(10_000));

        assertThat(client.address()).isEqualTo("a".repeat(200));
        assertThat(client.userAgent()).isEqualTo("u".repeat(500));
    }

    @Test
    void create_whenTheBoundSplitsASurrogatePair_dropsThePair() {
        Client client = new Client("a".repeat(199) + KEY, "u".repeat(499) + KEY);

        assertThat(client.address()).isEqualTo("a".repeat(199));
        assertThat(client.userAgent()).isEqualTo("u".repeat(499));
    }

    @Test
    void create_whenTheLastIsALoneSurrogate_keepsIt() {
        String lone = "a".repeat(199) + "\ud83d";

        assertThat(new Client(lone + "b", "").address()).isEqualTo(lone);
    }
}
