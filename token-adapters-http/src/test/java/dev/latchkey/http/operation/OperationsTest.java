package dev.latchkey.http.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.latchkey.http.operation.Operations.Match;
import dev.latchkey.token.ApiMethod;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationsTest {

    private static final Operations SHOP = Operations.of(List.of(
            operation("orders.list", "GET", "/orders"),
            operation("orders.get", "GET", "/orders/{id}"),
            operation("orders.export", "GET", "/orders/export"),
            operation("orders.items", "GET", "/orders/{id}/items"),
            operation("orders.delete", "DELETE", "/orders/{id}"),
            operation("orders.headOnly", "HEAD", "/head/{id}"),
            operation("head.fixed", "GET", "/head/fixed"),
            operation("slash", "GET", "/slash/"),
            operation("root", "GET", "/"),
            operation("accented", "GET", "/caf%C3%A9"),
            new Operation(ApiMethod.of("jobs.run"), "", false, false, Optional.empty(), Optional.empty())));

    private static Operation operation(String name, String httpMethod, String template) {
        return new Operation(
                ApiMethod.of(name), "", true, false, Optional.of(Route.of(httpMethod, template)), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /orders, orders.list",
        "GET, /orders?a=/../x, orders.list",
        "HEAD, /orders, orders.list",
        "GET, /orders/7, orders.get",
        "GET, /orders/%37, orders.get",
        "GET, /orders/export, orders.export",
        "GET, /orders/ex%70ort, orders.export",
        "GET, /orders/export/items, orders.items",
        "DELETE, /orders/export, orders.delete",
        "GET, /orders/a+b%20c%23, orders.get",
        "GET, /orders/..., orders.get",
        "HEAD, /head/7, orders.headOnly",
        "GET, /slash/, slash",
        "GET, /, root",
        "GET, /caf%c3%a9, accented",
    })
    void find_returnsTheOperation_whoseRouteItIs(String httpMethod, String target, String name) {
        assertThat(SHOP.find(httpMethod, target))
                .isInstanceOfSatisfying(
                        Match.Found.class,
                        found -> assertThat(found.operation().method()).isEqualTo(ApiMethod.of(name)));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /orders/",
        "GET, /Orders",
        "get, /orders",
        "GET, /orders/7/",
        "GET, /orders/7/other",
        "PATCH, /orders",
        "POST, /orders/7",
        "GET, /slash",
        "GET, /nothing",
    })
    void find_ofWhatIsNoRoute_isUnknown(String httpMethod, String target) {
        assertThat(SHOP.find(httpMethod, target)).isEqualTo(Match.Missing.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orders",
                "http://shop/orders",
                "*",
                "//orders",
                "/orders//7",
                "/orders/.",
                "/orders/..",
                "/orders/../orders",
                "/orders/%2e%2e",
                "/orders/%2E/7",
                "/orders/7;x=1",
                "/orders;/7",
                "/orders/a%3Bb",
                "/orders/a%2Fb",
                "/orders/a%2fb",
                "/orders/a%5Cb",
                "/orders/a\\b",
                "/orders/%00",
                "/orders/a%0d%0ab",
                "/orders/%7f",
                "/orders/%",
                "/orders/%7",
                "/orders/%zz",
                "/orders/%252F",
                "/orders/%2525",
                "/orders/%3Fx",
                "/orders/%c0%af",
                "/orders/%ff",
                "/orders/%EF%BC%8F",
                "/orders/%E2%80%A5",
                "/orders/a b",
                "/orders/a#b",
                "/orders/\u00e9",
                "/orders/EXPORT",
                "/orders/Export/items",
                "/orders/export%20",
                "/orders/%20export",
                "/orders/%20",
                "/orders/%E2%80%83",
                "/orders/%EF%BD%85xport",
            })
    void find_ofWhatServersReadInDifferentWays_isAmbiguous(String target) {
        assertThat(SHOP.find("GET", target)).isEqualTo(Match.Missing.AMBIGUOUS);
    }

    @Test
    void find_byHead_whereServersDifferInTheirChoice_isAmbiguous() {
        assertThat(SHOP.find("HEAD", "/head/fixed")).isEqualTo(Match.Missing.AMBIGUOUS);
    }

    @Test
    void find_ofAPathThatIsTooLong_isAmbiguous() {
        assertThat(SHOP.find("GET", "/orders/" + "a".repeat(8_000))).isInstanceOf(Match.Found.class);
        assertThat(SHOP.find("GET", "/orders/" + "a".repeat(8_192))).isEqualTo(Match.Missing.AMBIGUOUS);
    }

    @ParameterizedTest
    @CsvSource({
        "/orders/{id}, /orders/{other}",
        "/orders, /orders",
        "/orders, /orders/",
        "/orders/{id}/, /orders/{other}",
        "/{entity}/me, /books/{id}",
        "/a/{x}/c, /{y}/b/c",
        "/caf%C3%A9, /caf%c3%a9",
        "/orders, /Orders",
        "/orders/list, /Orders/{id}",
    })
    void of_twoTemplates_thatCantBeToldApart_isRefused(String one, String other) {
        Operation first = operation("first", "GET", one);
        Operation second = operation("second", "GET", other);

        assertThatExceptionOfType(ConflictingOperationsException.class)
                .isThrownBy(() -> Operations.of(List.of(first, second)))
                .withMessage("GET " + one + " and GET " + other + " can't be told apart")
                .satisfies(e -> {
                    assertThat(e.first()).isEqualTo(first);
                    assertThat(e.second()).isEqualTo(second);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "/orders/{id}, /orders/export",
        "/orders/{id}/items, /orders/{id}",
        "/a/{x}/c, /a/b/c",
        "/{x}/{y}, /a/{y}",
    })
    void of_twoTemplates_ofWhichOneIsNarrower_orThatNoPathMatchesBoth_isTaken(String one, String other) {
        assertThat(Operations.of(List.of(operation("first", "GET", one), operation("second", "GET", other)))
                        .all())
                .hasSize(2);
        assertThat(Operations.of(List.of(operation("first", "GET", one), operation("second", "POST", one)))
                        .all())
                .hasSize(2);
    }

    @Test
    void of_twoOperations_ofOneName_isRefused() {
        assertThatExceptionOfType(ConflictingOperationsException.class)
                .isThrownBy(() -> Operations.of(
                        List.of(operation("orders.get", "GET", "/a"), operation("Orders.Get", "GET", "/b"))))
                .withMessage("two operations are named Orders.Get");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders",
                "",
                "/a//b",
                "/{id}.json",
                "/a/{x}-{y}",
                "/a/{",
                "/a/}",
                "/a/..",
                "/a;b",
                "/a%2Fb",
                "/{}"
            })
    void aTemplate_thatServersReadInDifferentWays_isRefused(String template) {
        assertThatIllegalArgumentException().isThrownBy(() -> PathTemplate.parse(template));
    }

    @Test
    void anOperation_isDescribed_onTheWeb() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Operation(
                        ApiMethod.of("a"), "", true, false, Optional.empty(), Optional.of(URI.create("javascript:x"))));
    }

    @Test
    void find_byName_isInAnyCase() {
        assertThat(SHOP.find(ApiMethod.of("JOBS.run"))).isPresent();
        assertThat(SHOP.find(ApiMethod.of("jobs.stop"))).isEmpty();
    }

    private static Operation hidden(String name, String httpMethod, String template) {
        return new Operation(
                ApiMethod.of(name), "", true, false, Optional.of(Route.hidden(httpMethod, template)), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /orders/5:cancel",
        "POST, /orders/5:CANCEL",
        "POST, /orders/x-y",
        "GET, /orders/export",
        "HEAD, /orders/7",
        "GET, /orders/7/items",
    })
    void find_ofAHiddenRoute_isUnknown_andNoWiderTemplateIsTakenForIt(String httpMethod, String target) {
        Operations operations = Operations.of(List.of(
                operation("post", "POST", "/orders/{id}"),
                hidden("cancel", "POST", "/orders/{id}:cancel"),
                hidden("pair", "POST", "/orders/{a}-{b}"),
                operation("get", "GET", "/orders/{id}"),
                hidden("export", "GET", "/orders/export"),
                hidden("head", "HEAD", "/orders/{id}"),
                operation("items", "GET", "/orders/{id}/{rest}"),
                hidden("same", "GET", "/orders/{id}/items")));

        assertThat(operations.find(httpMethod, target)).isEqualTo(Match.Missing.UNKNOWN);
        assertThat(operations.find("POST", "/orders/5")).isInstanceOf(Match.Found.class);
        assertThat(operations.find("GET", "/orders/7/other")).isInstanceOf(Match.Found.class);
        assertThat(operations.find(ApiMethod.of("cancel"))).isPresent();
    }

    @Test
    void find_ofAHiddenRoute_thatAnotherHasToo_isUnknown_inWhateverOrder() {
        Operation seen = operation("seen", "GET", "/orders/{id}");
        Operation hidden = hidden("hidden", "GET", "/orders/{number}");

        assertThat(Operations.of(List.of(seen, hidden)).find("GET", "/orders/7"))
                .isEqualTo(Match.Missing.UNKNOWN);
        assertThat(Operations.of(List.of(hidden, seen)).find("GET", "/orders/7"))
                .isEqualTo(Match.Missing.UNKNOWN);
    }
}
