package dev.latchkey.app;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The frames of HTTP/2 that a client sends (RFC 9113), well formed or not. */
final class Http2Frames {

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int PING = 6;
    static final int GOAWAY = 7;
    static final int WINDOW_UPDATE = 8;

    static final int END_STREAM = 1;
    static final int ACK = 1;
    static final int END_HEADERS = 4;

    static final int INITIAL_WINDOW_SIZE = 4;

    private Http2Frames() {}

    static byte[] preface() {
        return "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    static byte[] settings(int identifier, int value) {
        return frame(
                SETTINGS,
                0,
                0,
                ByteBuffer.allocate(6)
                        .putShort((short) identifier)
                        .putInt(value)
                        .array());
    }

    static byte[] settingsAck() {
        return frame(SETTINGS, ACK, 0, new byte[0]);
    }

    static byte[] windowUpdate(int stream, int increment) {
        return frame(WINDOW_UPDATE, 0, stream, integer(increment));
    }

    static byte[] reset(int stream, int errorCode) {
        return frame(RST_STREAM, 0, stream, integer(errorCode));
    }

    static byte[] data(int stream, byte[] payload, boolean end) {
        return frame(DATA, end ? END_STREAM : 0, stream, payload);
    }

    /** @param others names and values, by turns */
    static byte[] headers(int stream, boolean end, String method, String path, String... others) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        literal(block, ":method", method);
        literal(block, ":scheme", "https");
        literal(block, ":authority", "localhost");
        literal(block, ":path", path);
        for (int i = 0; i < others.length; i += 2) {
            literal(block, others[i].toLowerCase(Locale.ROOT), others[i + 1]);
        }
        return frame(HEADERS, END_HEADERS | (end ? END_STREAM : 0), stream, block.toByteArray());
    }

    /** A field that is never indexed, its name and value as they are (RFC 7541, 6.2.3). */
    private static void literal(ByteArrayOutputStream block, String name, String value) {
        block.write(0x10);
        string(block, name);
        string(block, value);
    }

    /** Without Huffman's code, the length as an integer of a 7-bit prefix (RFC 7541, 5.1 and 5.2). */
    private static void string(ByteArrayOutputStream block, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        int rest = bytes.length - 127;
        block.write(rest < 0 ? bytes.length : 127);
        while (rest >= 0) {
            block.write(rest < 128 ? rest : rest % 128 + 128);
            rest = rest < 128 ? -1 : rest / 128;
        }
        block.writeBytes(bytes);
    }

    private static byte[] integer(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }
}
