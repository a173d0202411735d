package dev.latchkey.demo.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.http.InvalidParameterException;
import io.vertx.core.json.JsonObject;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class QuasiJsonTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{'name':'app.war', 'link':0}       | {\"name\":\"app.war\",\"link\":0}",
                "  { 'a' : -12 , \"b\" : \"c\" }   | {\"a\":-12,\"b\":\"c\"}",
                "{}                                 | {}",
                "{'a':''}                           | {\"a\":\"\"}",
                "{'a':'it's'}                       | {\"a\":\"it's\"}",
                "{'a':'b','a':'c'}                  | {\"a\":\"c\"}",
                "{'a':'https://h:1/x?id=2'}         | {\"a\":\"https://h:1/x?id=2\"}",
            })
    void parse_ofAnObject_givesItsFields(String text, String json) {
        assertThat(QuasiJson.parse("data", text)).isEqualTo(new JsonObject(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[]",
                "null",
                "{'a'}",
                "{'a':}",
                "{a:1}",
                "{'a':1,}",
                "{'a':1}x",
                "{'a':b}",
                "{'a':'b}",
                "{'a':1.5}",
                "{'a':1e3}",
                "{'a':{}}",
                "{'a':12345678901234567890}",
                "{'a':--1}",
                "{,}",
                "'a'"
            })
    void parse_ofAnythingElse_saysWhereItGoesWrong(String text) {
        assertThatThrownBy(() -> QuasiJson.parse("data", text))
                .isInstanceOfSatisfying(
                        InvalidParameterException.class,
                        e -> assertThat(e.answer().body().toString())
                                .contains("invalid parameter [data]: ", "at character"));
    }

    @Test
    void parse_ofRandomText_givesAnObjectOrRefuses() {
        Random random = new Random(42);
        String alphabet = "{}'\":, 1a\n-\u0000";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(24), 0, alphabet.length()).forEach(c -> text.append(alphabet.charAt(c)));
            try {
                assertThat(QuasiJson.parse("data", text.toString())).isNotNull();
            } catch (InvalidParameterException e) {
                assertThat(e.answer().body().toString()).contains("[data]");
            }
        }
    }
}
