package dev.latchkey.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.nayuki.qrcodegen.QrCode;
import java.util.List;
import org.junit.jupiter.api.Test;

final class QrTextTest {

    private static final String URI =
            "otpauth://totp/Latchkey:ann%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    private static final QrCode CODE = QrCode.encodeText(URI, QrCode.Ecc.LOW);
    private static final int WIDTH = CODE.size + 4;

    @Test
    void lines_inHalfBlocks_showEveryModule_lightOnesFilled() {
        List<String> lines = QrText.of(URI).lines(true);

        assertThat(lines).hasSize((WIDTH + 1) / 2).allMatch(line -> line.length() == WIDTH);
        for (int y = 0; y < WIDTH; y++) {
            String filled = y % 2 == 0 ? "▀█" : "▄█";
            for (int x = 0; x < WIDTH; x++) {
                boolean light = filled.indexOf(lines.get(y / 2).charAt(x)) >= 0;
                assertThat(light).as("%d, %d", x, y).isEqualTo(!CODE.getModule(x - 2, y - 2));
            }
        }
    }

    @Test
    void lines_inAscii_showEveryModule_lightOnesFilled() {
        List<String> lines = QrText.of(URI).lines(false);

        assertThat(lines).hasSize(WIDTH).allMatch(line -> line.length() == 2 * WIDTH);
        for (int y = 0; y < WIDTH; y++) {
            for (int x = 0; x < WIDTH; x++) {
                assertThat(lines.get(y).substring(2 * x, 2 * x + 2))
                        .as("%d, %d", x, y)
                        .isEqualTo(CODE.getModule(x - 2, y - 2) ? "  " : "##");
            }
        }
    }
}
