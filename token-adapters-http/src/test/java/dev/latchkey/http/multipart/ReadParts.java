package dev.latchkey.http.multipart;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a parser tells, gathered; a content's bytes as characters of ISO-8859-1. */
final class ReadParts implements MultipartParser.Parts {

    record Part(PartHead head, String content) {}

    final List<Part> parts = new ArrayList<>();
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final List<PartHead> open = new ArrayList<>();

    /** Parses a body in pieces that end at these places. */
    static List<Part> of(String boundary, byte[] body, int... cuts) {
        ReadParts parts = new ReadParts();
        MultipartParser parser = new MultipartParser(boundary, parts);
        int from = 0;
        for (int cut : cuts) {
            parser.feed(Arrays.copyOfRange(body, from, cut));
            from = cut;
        }
        parser.feed(Arrays.copyOfRange(body, from, body.length));
        parser.end();
        return parts.parts;
    }

    @Override
    public void begin(PartHead head) {
        assertNothingIsOpen();
        open.add(head);
    }

    @Override
    public void content(byte[] bytes, int from, int length) {
        if (length <= 0 || open.isEmpty()) {
            throw new AssertionError("content of " + length + " bytes, in " + open);
        }
        content.write(bytes, from, length);
    }

    @Override
    public void end() {
        parts.add(new Part(open.remove(0), content.toString(StandardCharsets.ISO_8859_1)));
        content.reset();
    }

    private void assertNothingIsOpen() {
        if (!open.isEmpty()) {
            throw new AssertionError("a part begins in " + open);
        }
    }
}
