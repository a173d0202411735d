package dev.latchkey.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccountIdTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "1001",
                "7c1f0b5e-3d53-4a5f-9a59-4c2c3c2d4c11",
                "alice",
                "a b",
                "auth0|5f7c",
                "!",
                "~",
                "a@b"
            })
    void constructor_takesWhateverAPlatformCallsAnAccount(String value) {
        assertThat(new AccountId(value)).hasToString(value);
        assertThat(new AccountId(value).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", " alice", "alice ", "ali\tce", "alice\n", "a\0", "\u007f", "älice", "🔑", "a\u00a0b"})
    void constructor_withOtherTexts_refusesThem(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccountId(value))
                .withMessageContaining("printable ASCII");
    }

    @Test
    void constructor_takesUpTo64Characters() {
        assertThat(new AccountId("x".repeat(63)).value()).hasSize(63);
        assertThat(new AccountId("x".repeat(64)).value()).hasSize(64);
        assertThatIllegalArgumentException().isThrownBy(() -> new AccountId("x".repeat(65)));
    }

    @Test
    void constructor_takesExactlyThePrintableCharacters() {
        for (char c = 0; c < 0x300; c++) {
            String value = "x" + c + "x";
            if (c >= 0x20 && c <= 0x7e) {
                assertThat(new AccountId(value).value()).isEqualTo(value);
            } else {
                assertThatIllegalArgumentException().isThrownBy(() -> new AccountId(value));
            }
        }
    }

    @Test
    void equals_tellsCasesApart() {
        assertThat(new AccountId("Alice")).isNotEqualTo(new AccountId("alice")).isEqualTo(new AccountId("Alice"));
    }
}
