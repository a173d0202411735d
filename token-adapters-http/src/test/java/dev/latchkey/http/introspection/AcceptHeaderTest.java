package dev.latchkey.http.introspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AcceptHeaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON;q=0.5",
                "application/json, application/*+json",
                "application/token-introspection+jwt, application/json;q=0.1",
                "*/*",
                "text/html, */*;q=0.01",
                "application/*",
                "application/*;q=0, application/json",
                "*/*;q=0, application/json;charset=utf-8",
                "",
                " , ",
            })
    void takesJson_whereARangeHasIt(String header) {
        assertThat(AcceptHeader.takesJson(List.of(header))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/token-introspection+jwt",
                "text/html",
                "application/json;q=0",
                "application/json; q=0.000, */*",
                "application/*; Q=0, */*",
                "*/*;q=0.0",
                "json",
                "application/jsonp"
            })
    void takesJson_whereNoneHasIt_isFalse(String header) {
        assertThat(AcceptHeader.takesJson(List.of(header))).isFalse();
    }

    @Test
    void takesJson_looksAtAllHeaders() {
        assertThat(AcceptHeader.takesJson(List.of())).isTrue();
        assertThat(AcceptHeader.takesJson(List.of("text/html", "application/json")))
                .isTrue();
        assertThat(AcceptHeader.takesJson(List.of("text/html", "text/plain"))).isFalse();
    }
}
