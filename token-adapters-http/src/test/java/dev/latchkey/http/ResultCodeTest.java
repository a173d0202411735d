package dev.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.http.documentation.Documentation;
import dev.latchkey.http.testing.AnswerValidator;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Codes of a platform's own. */
final class ResultCodeTest {

    private static final ResultCode QUOTA = ResultCode.of(1234, "billing", "the account's quota is used up");
    private static final PlatformMethod RENT = PlatformMethod.changing("shop.rent.Rent", "Rents")
            .answersCodes(QUOTA)
            .repeatsErrorsIn("response")
            .handledBy(call -> Answer.error(QUOTA, "no more"));
    private static final PlatformMethod LOOK =
            PlatformMethod.reading("shop.rent.Look", "Looks").handledBy(call -> Answer.OK);
    private static final MethodRegistry REGISTRY = new MethodRegistry(List.of(RENT, LOOK), List.of());

    @Test
    void error_tellsNumberAndSource() {
        assertThat(Answer.error(QUOTA, "no more").body().toJsonObject())
                .isEqualTo(new JsonObject("{\"result\":1234,\"error\":\"no more\",\"source\":\"billing\"}"));
        assertThat(Answer.error(ResultCode.of(1235, "", "other"), "x").body().toString())
                .isEqualTo("{\"result\":1235,\"error\":\"x\"}");
    }

    @Test
    void of_aNumberOfTheProtocol_isItsCodeOrRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResultCode.of(702, "", "all is well"))
                .withMessageContaining("702");
        assertThatIllegalArgumentException().isThrownBy(() -> ResultCode.of(0, "jps", "success"));
        assertThatIllegalArgumentException().isThrownBy(() -> ResultCode.of(1234, "", " "));
        assertThat(ResultCode.of(0, "", "success")).isEqualTo(ResultCode.SUCCESS);
    }

    @Test
    void error_withSuccessByAnotherInstance_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Answer.error(ResultCode.of(0, "", "success"), "no error"));
    }

    @Test
    void registry_whenTwoMethodsMeanDifferentThingsByANumber_isRefused() {
        PlatformMethod other = PlatformMethod.changing("shop.rent.Sell", "Sells")
                .answersCodes(ResultCode.of(1234, "billing", "something else"))
                .handledBy(call -> Answer.OK);
        PlatformMethod same = PlatformMethod.changing("shop.rent.Buy", "Buys")
                .answersCodes(ResultCode.of(1234, "billing", "the account's quota is used up"))
                .handledBy(call -> Answer.OK);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MethodRegistry(List.of(RENT, other), List.of()))
                .withMessageContaining("1234");
        assertThat(new MethodRegistry(List.of(RENT, same), List.of()).methods()).hasSize(2);
    }

    @Test
    void openApi_listsItForItsMethodAlone() {
        AnswerValidator validator = new AnswerValidator(REGISTRY);
        String error = "{\"result\":1234,\"error\":\"no more\",\"source\":\"billing\"}";

        validator.validate(
                RENT,
                Answer.error(QUOTA, "no more").repeatedIn("response").body().toJsonObject());
        assertThatThrownBy(() -> validator.validate("shop.rent.Look", error)).isInstanceOf(AssertionError.class);
    }

    @Test
    void page_listsItForItsMethodAlone() {
        assertThat(page("shop.rent.Rent")).contains("1234", "quota is used up", "8202");
        assertThat(page("shop.rent.Look")).doesNotContain("1234").contains("8202");
    }

    private static String page(String method) {
        return new String(Documentation.of(REGISTRY).at("/docs/" + method).bytes(), StandardCharsets.UTF_8);
    }
}
