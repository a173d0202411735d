package dev.latchkey.http.multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MultipartParserTest {

    private static final String BOUNDARY = "b0";
    private static final String HEAD = "Content-Disposition: form-data; name=\"f\"\r\n\r\n";
    private static final String PART = "--b0\r\n" + HEAD;

    /** Pieces of which contents are made, most of them nearly a delimiter. */
    private static final List<String> NEARLY = List.of(
            "\r",
            "\n",
            "\r\n",
            "-",
            "--",
            "\r\n-",
            "\r\n--",
            "\r\n--b",
            "\r\r\n--",
            "b0",
            "--b0",
            "x",
            "",
            "\u00ff",
            "\0");

    @Test
    void feed_cutAtEveryPlace_readsTheSame() {
        byte[] body =
                bytes("preamble\r\n" + PART + "one\r\n--b\r\n-\r\r\n--b0 \t\r\n" + HEAD + "\r\n--b0--\r\nepilogue");
        List<ReadParts.Part> whole = ReadParts.of(BOUNDARY, body);
        assertThat(whole).extracting(ReadParts.Part::content).containsExactly("one\r\n--b\r\n-\r", "");

        for (int first = 0; first <= body.length; first++) {
            for (int second = first; second <= body.length; second++) {
                assertThat(ReadParts.of(BOUNDARY, body, first, second))
                        .as("cut at %s and %s", first, second)
                        .isEqualTo(whole);
            }
        }
    }

    /** The reference is how the body was made: contents that hold no delimiter, joined by delimiters. */
    @Test
    void feed_ofRandomBodiesCutAnywhere_givesTheirContents() {
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            List<String> contents = randomContents(random);
            StringBuilder body = new StringBuilder(random.nextBoolean() ? "" : "preamble\r\n");
            contents.forEach(content -> body.append(PART).append(content).append("\r\n"));
            byte[] bytes = bytes(body.append("--b0--")
                    .append(random.nextBoolean() ? "" : "\r\n")
                    .toString());
            int[] cuts = random.ints(random.nextInt(20), 0, bytes.length + 1)
                    .sorted()
                    .toArray();

            assertThat(ReadParts.of(BOUNDARY, bytes, cuts))
                    .as("seed %s", seed)
                    .extracting(ReadParts.Part::content)
                    .containsExactlyElementsOf(contents);
        }
    }

    private static List<String> randomContents(Random random) {
        List<String> contents = new ArrayList<>();
        for (int part = random.nextInt(4); part >= 0; part--) {
            StringBuilder content = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                content.append(NEARLY.get(random.nextInt(NEARLY.size())));
            }
            if (!content.toString().contains("\r\n--b0")) {
                contents.add(content.toString());
            }
        }
        return contents;
    }

    /** Whatever comes, it is read or refused in words; never is it another exception. */
    @Test
    void feed_ofDamagedBodies_neverFailsOtherwise() {
        String sound = PART + "content\r\n--b0\r\nContent-Disposition: form-data; name=f; filename*=utf-8''%C3%A4\r\n"
                + "Content-Type: text/plain; charset=\"utf-8\"\r\n\r\nmore\r\n--b0--\r\n";
        int refused = 0;
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            byte[] body = bytes(sound);
            for (int i = random.nextInt(3); i >= 0; i--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            try {
                ReadParts.of(BOUNDARY, body, random.nextInt(body.length));
            } catch (BrokenMultipartException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(1_000, 19_999);
    }

    @Test
    void feed_byteForByte_isLinear() {
        byte[] body = bytes(PART + "\r\n--b".repeat(500_000) + "\r\n--b0--");
        assertThat(ReadParts.of(BOUNDARY, body, IntStream.range(0, body.length).toArray()))
                .singleElement()
                .satisfies(part -> assertThat(part.content()).hasSize(2_500_000));
    }

    @Test
    void anEmptyForm_hasNoParts() {
        assertThat(ReadParts.of(BOUNDARY, bytes("--b0--\r\n"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "--b0",
                "--b0\r\n",
                PART,
                PART + "x",
                PART + "x\r\n--b0",
                PART + "x\r\n--b0-",
                PART + "x\n--b0--",
                PART + "x\r\n--b0x\r\n",
                PART + "x\r\n--b0\n" + HEAD + "\r\n--b0--",
                PART + "x\r\n--b0\rx",
                PART + "x\r\n--b0 --",
                "--b1\r\n" + HEAD + "x\r\n--b1--",
                "--b0\r\n\r\nx\r\n--b0--",
                "--b0\nContent-Disposition: form-data; name=\"f\"\n\nx\n--b0--",
                "--b0\r\nContent-Disposition: form-data; name=\"f\"\n\r\nx\r\n--b0--",
                "--b0\r\nContent-Disposition: form-data;\r\n name=\"f\"\r\n\r\nx\r\n--b0--",
                "--b0\r\n: form-data; name=\"f\"\r\n\r\nx\r\n--b0--",
                "--b0\r\n" + "Content-Disposition: form-data; name=\"f\"\r\n" + HEAD + "x\r\n--b0--"
            })
    void aBodyThatIsNotOfTheForm_isRefused(String body) {
        assertThatThrownBy(() -> ReadParts.of(BOUNDARY, bytes(body))).isInstanceOf(BrokenMultipartException.class);
    }

    @Test
    void partsHeadersAndWhatIsIgnored_areBounded() {
        String parts = (PART + "\r\n").repeat(MultipartParser.MAX_PARTS);
        assertThat(ReadParts.of(BOUNDARY, bytes(parts + "--b0--"))).hasSize(MultipartParser.MAX_PARTS);
        assertRefused(parts + PART + "\r\n--b0--", "1000 parts");

        String filler = "X: " + "x".repeat(HeadReader.MAX_BYTES - HEAD.length() - 5);
        assertThat(ReadParts.of(BOUNDARY, bytes("--b0\r\n" + filler + "\r\n" + HEAD + "\r\n--b0--")))
                .hasSize(1);
        assertRefused("--b0\r\n" + filler + "x\r\n" + HEAD + "\r\n--b0--", "bytes of headers");

        String ignored = "x".repeat(MultipartParser.MAX_IGNORED - 4);
        assertThat(ReadParts.of(BOUNDARY, bytes(ignored + "\r\n--b0--" + ignored)))
                .isEmpty();
        assertRefused(ignored + "xxxxx\r\n--b0--", "before its first boundary");
        assertRefused("--b0--" + ignored + "xxxxx", "after its last");
        assertRefused("--b0" + " ".repeat(2_000) + "\r\n", "boundary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=\"\"",
                "multipart/form-data; boundary=\"a\u00e9\"",
                "multipart/form-data; boundary=a; boundary=b",
                "multipart/form-data; boundary=\"a",
                "multipart/form-data; boundary=12345678901234567890123456789012345678901234567890123456789012345678901"
            })
    void boundary_whereThereIsNone_isRefused(String contentType) {
        assertThatThrownBy(() -> MultipartParser.boundary(contentType)).isInstanceOf(BrokenMultipartException.class);
    }

    @Test
    void boundary_mayStandWithOrWithoutQuotes() {
        assertThat(MultipartParser.boundary("multipart/form-data; boundary=----b'()+_,-./:=?"))
                .isEqualTo("----b'()+_,-./:=?");
        assertThat(MultipartParser.boundary("multipart/form-data; charset=utf-8; Boundary=\"a b;c\" ;"))
                .isEqualTo("a b;c");
    }

    private static void assertRefused(String body, String words) {
        assertThatThrownBy(() -> ReadParts.of(BOUNDARY, bytes(body)))
                .isInstanceOf(BrokenMultipartException.class)
                .hasMessageContaining(words);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
