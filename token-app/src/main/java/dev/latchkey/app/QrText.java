package dev.latchkey.app;

import com.google.common.collect.ImmutableList;
import io.nayuki.qrcodegen.QrCode;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * A QR code as text for a terminal with light characters on a dark ground: the code's light modules are filled, its dark ones
 * empty, and round it is a margin. Phones read it the other way round as well.
 */
final class QrText {

    /** ISO/IEC 18004, 9.1, asks for four modules; two are enough on a screen. */
    private static final int MARGIN = 2;

    private static final String HALF_BLOCKS = " ▄▀█";

    private final QrCode code;

    private QrText(QrCode code) {
        this.code = code;
    }

    static QrText of(String text) {
        return new QrText(QrCode.encodeText(text, QrCode.Ecc.LOW));
    }

    /** Whether block characters get through the encoding of the standard output. */
    static boolean standardOutputHasBlocks() {
        // The first is that of Java 19 and newer, the second that of Java 17; both are for terminals alone.
        @Nullable String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
        Charset charset = name == null ? Charset.defaultCharset() : Charset.forName(name);
        return charset.canEncode() && charset.newEncoder().canEncode(HALF_BLOCKS);
    }

    /**
     * Its lines from above.
     *
     * @param blocks whether two modules, one on the other, are a half-block character; if not, each is two characters of ASCII
     */
    ImmutableList<String> lines(boolean blocks) {
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        for (int y = -MARGIN; y < code.size + MARGIN; y += blocks ? 2 : 1) {
            StringBuilder line = new StringBuilder();
            for (int x = -MARGIN; x < code.size + MARGIN; x++) {
                line.append(blocks ? halfBlock(x, y) : wide(x, y));
            }
            lines.add(line.toString());
        }
        return lines.build();
    }

    private String halfBlock(int x, int y) {
        int index = (isLight(x, y) ? 2 : 0) + (isLight(x, y + 1) ? 1 : 0);
        return HALF_BLOCKS.substring(index, index + 1);
    }

    private String wide(int x, int y) {
        return isLight(x, y) ? "##" : "  ";
    }

    private boolean isLight(int x, int y) {
        return !code.getModule(x, y);
    }
}
