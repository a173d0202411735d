package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class Base62Test {

    @Test
    void areDigits_tellsEveryByteAtEveryPlace() {
        byte[] digits = "0123456789AZaz0123456789AZaz".getBytes(StandardCharsets.US_ASCII);
        assertThat(Base62.areDigits(digits, 0)).isTrue();

        for (int place = 0; place < digits.length; place++) {
            for (int value = Byte.MIN_VALUE; value <= Byte.MAX_VALUE; value++) {
                byte[] changed = digits.clone();
                changed[place] = (byte) value;
                boolean digit = value >= 0 && Base62.DIGITS.indexOf(value) >= 0;
                assertThat(Base62.areDigits(changed, 0))
                        .as("%d at %d", value, place)
                        .isEqualTo(digit);
                assertThat(Base62.isDigit(value)).isEqualTo(digit);
            }
        }
    }

    @Test
    void areDigits_looksFromItsStartOn() {
        byte[] bytes = "lk__________________0123456789Az".getBytes(StandardCharsets.US_ASCII);

        assertThat(Base62.areDigits(bytes, 20)).isTrue();
        assertThat(Base62.areDigits(bytes, 19)).isFalse();
    }

    @Test
    void number_isThatOfTheDigits() {
        assertThat(Base62.number("xx10".getBytes(StandardCharsets.US_ASCII), 2)).isEqualTo(62);
        assertThat(Base62.number("z".getBytes(StandardCharsets.US_ASCII), 0)).isEqualTo(61);
        assertThat(Base62.number("0000".getBytes(StandardCharsets.US_ASCII), 0)).isZero();
    }
}
