package dev.latchkey.http.multipart;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What stands before a part's content (RFC 7578, 4).
 *
 * @param name of the field; may be empty
 * @param fileName as the client sent it, perhaps with directories; absent where the part is no file
 * @param charset in which a field's content is to be read: UTF-8, or ISO-8859-1 where the part says so
 */
public record PartHead(String name, Optional<String> fileName, Charset charset) {

    private static final String UTF_8 = "utf-8''";

    public boolean isFile() {
        return fileName.isPresent();
    }

    /**
     * @param lines the part's headers, without their line ends
     * @throws BrokenMultipartException if they are not those of a part of a form
     */
    static PartHead parse(List<String> lines) {
        Map<String, String> headers = headers(lines);
        HeaderValue disposition = HeaderValue.parse(headers.getOrDefault("content-disposition", ""));
        if (!disposition.value().equals("form-data")
                || disposition.parameter("name").isEmpty()) {
            throw new BrokenMultipartException("a part has no Content-Disposition: form-data with a name");
        }
        checkEncoding(headers.getOrDefault("content-transfer-encoding", "binary"));
        Optional<String> fileName = fileName(disposition);
        String type = headers.getOrDefault("content-type", "");
        if (type.strip().toLowerCase(Locale.ROOT).startsWith("multipart/")) {
            throw new BrokenMultipartException("a part is of the type multipart itself: send each file as a part");
        }
        Charset charset = fileName.isPresent() ? StandardCharsets.UTF_8 : charset(type);
        return new PartHead(unescape(disposition.parameters().getOrDefault("name", "")), fileName, charset);
    }

    private static Map<String, String> headers(List<String> lines) {
        Map<String, String> headers = new HashMap<>();
        for (String line : lines) {
            int colon = line.indexOf(':');
            if (colon <= 0 || !line.chars().limit(colon).allMatch(c -> c > ' ' && c < 0x7F)) {
                throw new BrokenMultipartException("a part has a header that is not of the form Name: value");
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            if (headers.put(name, line.substring(colon + 1).strip()) != null) {
                throw new BrokenMultipartException("a part has a header twice");
            }
        }
        return headers;
    }

    /** RFC 7578, 4.7: none but what leaves the bytes as they are. */
    private static void checkEncoding(String encoding) {
        switch (encoding.toLowerCase(Locale.ROOT)) {
            case "7bit", "8bit", "binary" -> {}
            default ->
                throw new BrokenMultipartException(
                        "a part has another Content-Transfer-Encoding than binary: send its bytes as they are");
        }
    }

    /** What Apache HttpClient says of a text by itself is ISO-8859-1; US-ASCII is UTF-8 too. */
    private static Charset charset(String type) {
        String charset = HeaderValue.parse(type).parameter("charset").orElse("utf-8");
        return switch (charset.toLowerCase(Locale.ROOT)) {
            case "utf-8", "utf8", "us-ascii" -> StandardCharsets.UTF_8;
            case "iso-8859-1" -> StandardCharsets.ISO_8859_1;
            default -> throw new BrokenMultipartException("a part has a charset other than UTF-8: send it in UTF-8");
        };
    }

    /**
     * RFC 7578, 4.2 forbids {@code filename*}, and yet .NET and older libraries send it, with an unreadable {@code filename}
     * beside it or none: so it goes first where it is UTF-8.
     */
    private static Optional<String> fileName(HeaderValue disposition) {
        Optional<String> extended = disposition
                .parameter("filename*")
                .filter(value -> value.regionMatches(true, 0, UTF_8, 0, UTF_8.length()))
                .map(value -> Percents.decode(value.substring(UTF_8.length())));
        return extended.or(() -> disposition.parameter("filename").map(PartHead::unescape));
    }

    /** The three characters that browsers escape in names (HTML, 4.10.21.8); they leave a percent sign as it is. */
    private static String unescape(String text) {
        return text.indexOf('%') < 0
                ? text
                : text.replace("%22", "\"")
                        .replace("%0D", "\r")
                        .replace("%0d", "\r")
                        .replace("%0A", "\n")
                        .replace("%0a", "\n");
    }
}
