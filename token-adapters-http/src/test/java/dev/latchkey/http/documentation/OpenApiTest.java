package dev.latchkey.http.documentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.latchkey.http.TestPlatform;
import dev.latchkey.http.testing.AnswerValidator;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

final class OpenApiTest {

    private final TestPlatform platform = new TestPlatform();
    private final JsonObject document = OpenApi.of(platform.registry);

    @Test
    void document_isValidOpenApi() {
        SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(document.encode());

        assertThat(parsed.getMessages()).isEmpty();
        assertThat(parsed.getOpenAPI().getOpenapi()).isEqualTo("3.1.0");
        assertThat(parsed.getOpenAPI().getPaths()).hasSameSizeAs(platform.registry.methods());
    }

    @Test
    void document_offersBothWaysOfAuthentication_butNotToSignIn() {
        assertThat(document.getJsonArray("security"))
                .containsExactly(
                        new JsonObject().put("bearer", new JsonArray()),
                        new JsonObject().put("session", new JsonArray()));
        assertThat(operation("/1.0/users/authentication/rest/signin").getJsonArray("security"))
                .isEmpty();
        assertThat(operation("/1.0/users/authentication/rest/gettokens").containsKey("security"))
                .isFalse();
    }

    @Test
    void document_listsEveryResultCode() {
        JsonArray codes = document.getJsonObject("components")
                .getJsonObject("schemas")
                .getJsonObject("Error")
                .getJsonObject("properties")
                .getJsonObject("result")
                .getJsonArray("enum");

        assertThat(codes).containsExactly(3, 5, 8, 11, 99, 701, 702, 8202);
    }

    @Test
    void validator_refusesWhatAMethodDoesNotDeclare() {
        AnswerValidator validator = new AnswerValidator(platform.registry);

        validator.validate("environment.control.StopEnv", "{\"result\":0}");
        validator.validate("environment.control.StopEnv", "{\"result\":3,\"error\":\"x\",\"source\":\"hx-core\"}");

        for (String wrong : new String[] {
            "{\"result\":0,\"more\":1}",
            "{\"result\":3}",
            "{\"result\":4,\"error\":\"x\"}",
            "{\"result\":3,\"error\":\"\"}",
            "{}"
        }) {
            assertThatThrownBy(() -> validator.validate("environment.control.StopEnv", wrong))
                    .as(wrong)
                    .isInstanceOf(AssertionError.class);
        }
    }

    private JsonObject operation(String path) {
        return document.getJsonObject("paths").getJsonObject(path).getJsonObject("post");
    }
}
