package dev.latchkey.app;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The parts of a certificate in the Distinguished Encoding Rules of ASN.1 (ITU-T X.690). */
final class Der {

    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int UTF8_STRING = 0x0c;
    private static final int UTC_TIME = 0x17;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;

    /** The first year that a UTCTime cannot tell in a certificate (RFC 5280, 4.1.2.5). */
    private static final int FIRST_LONG_YEAR = 2050;

    private static final DateTimeFormatter SHORT_TIME = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'");
    private static final DateTimeFormatter LONG_TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'");

    private Der() {}

    static byte[] sequence(byte[]... elements) {
        return tagged(SEQUENCE, elements);
    }

    static byte[] set(byte[]... elements) {
        return tagged(SET, elements);
    }

    static byte[] integer(BigInteger value) {
        return tagged(INTEGER, value.toByteArray());
    }

    /** A whole number of bytes. */
    static byte[] bitString(byte[] bytes) {
        return tagged(BIT_STRING, new byte[] {0}, bytes);
    }

    static byte[] octetString(byte[] bytes) {
        return tagged(OCTET_STRING, bytes);
    }

    static byte[] utf8(String text) {
        return tagged(UTF8_STRING, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] time(Instant instant) {
        ZonedDateTime time = instant.atZone(ZoneOffset.UTC);
        return time.getYear() < FIRST_LONG_YEAR
                ? tagged(UTC_TIME, SHORT_TIME.format(time).getBytes(StandardCharsets.US_ASCII))
                : tagged(GENERALIZED_TIME, LONG_TIME.format(time).getBytes(StandardCharsets.US_ASCII));
    }

    /** Any other element: its tag, the length of its content, its content. */
    static byte[] tagged(int tag, byte[]... content) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : content) {
            all.writeBytes(part);
        }
        ByteArrayOutputStream element = new ByteArrayOutputStream();
        element.write(tag);
        writeLength(element, all.size());
        element.writeBytes(all.toByteArray());
        return element.toByteArray();
    }

    /** In a byte if it is less than 128, else in as few as it needs, after their number (X.690, 8.1.3). */
    private static void writeLength(ByteArrayOutputStream element, int length) {
        if (length < 0x80) {
            element.write(length);
            return;
        }
        byte[] bytes = BigInteger.valueOf(length).toByteArray();
        int start = bytes[0] == 0 ? 1 : 0;
        element.write(0x80 | (bytes.length - start));
        element.write(bytes, start, bytes.length - start);
    }
}
