package dev.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodCatalog;
import dev.latchkey.token.TokenTemplate;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

final class PlatformTest {

    private static final PlatformMethod STOP =
            PlatformMethod.changing("shop.orders.Stop", "Stops").handledBy(call -> Answer.OK);
    private static final PlatformMethod WHO =
            PlatformMethod.reading("users.account.GetUserInfo", "Tells").handledBy(call -> Answer.OK);
    private static final Pages PAGES = new Pages(ImmutableMap.of(
            "/shop/view.js", Page.of("text/javascript", "1"),
            "/shop/icon.svg", Page.of("image/svg+xml", "<svg/>"),
            "/shop/a.js", Page.of("text/javascript", "2")));

    private static Platform platform(String name, Optional<String> view) {
        return new Platform(
                name,
                ImmutableList.of(STOP),
                ImmutableList.of(new TokenTemplate(1, "All", ImmutableList.of("shop.*"))),
                UnaryOperator.identity(),
                PAGES,
                view);
    }

    @Test
    void aRegistry_hasItsMethodsBesideTheOthers_andItsTemplates() {
        ApiMethodCatalog catalog = new MethodRegistry(platform("Shop", Optional.empty()), List.of(WHO)).catalog();

        assertThat(catalog.methods())
                .extracting(ApiMethodCatalog.Entry::method)
                .containsExactly(STOP.method(), WHO.method());
        assertThat(catalog.templates()).extracting(TokenTemplate::name).containsExactly("All");
    }

    @Test
    void noPlatform_leavesTheOthers() {
        MethodRegistry registry = new MethodRegistry(Platform.NONE, List.of(WHO));

        assertThat(registry.methods())
                .extracting(PlatformMethod::method)
                .containsExactly(ApiMethod.of("users.account.GetUserInfo"));
        assertThat(registry.catalog().templates()).isEmpty();
        assertThat(Platform.NONE.modules()).isEmpty();
    }

    @Test
    void modules_areThePagesOfJavaScript() {
        assertThat(platform("Shop", Optional.of("/shop/view.js")).modules())
                .containsExactly("/shop/a.js", "/shop/view.js");
    }

    @Test
    void aViewThatIsNoPage_orNoName_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> platform("Shop", Optional.of("/shop/other.js")));
        assertThatIllegalArgumentException().isThrownBy(() -> platform(" ", Optional.empty()));
    }
}
