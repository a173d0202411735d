package dev.latchkey.http;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * The session of a browser, in a cookie that no script can read (RFC 6265, 4.1). It counts for POST requests alone that a
 * page of this very origin makes; another site's form or script has it ignored, as if it were not there.
 *
 * <p>A page signs in by {@code users.authentication.Signin} with the header {@value #HEADER}: {@value #DASHBOARD}, which a
 * form cannot send and another site's script may not. The answer then has no {@code session}: the cookie has it.
 */
final class BrowserSession {

    static final String COOKIE = "latchkey-session";
    static final String HEADER = "X-Requested-With";
    static final String DASHBOARD = "latchkey-dashboard";

    private static final String SIGN_IN = "users.authentication.Signin";
    private static final String SIGN_OUT = "users.authentication.Signout";

    private final OwnOrigin ownOrigin;

    BrowserSession(OwnOrigin ownOrigin) {
        this.ownOrigin = ownOrigin;
    }

    /** The session that the request's browser keeps, where it counts. */
    Optional<String> of(HttpServerRequest request) {
        return page(request)
                .flatMap(page -> Optional.ofNullable(request.getCookie(COOKIE)))
                .map(Cookie::getValue);
    }

    /** The answer as a page gets it: a new session goes to the cookie, and signing out takes that away. */
    Answer kept(HttpServerRequest request, PlatformMethod method, Answer answer) {
        Optional<String> page = DASHBOARD.equals(request.getHeader(HEADER)) ? page(request) : Optional.empty();
        if (page.isEmpty()) {
            return answer;
        }
        return switch (method.method().toString()) {
            case SIGN_IN -> answer.code().equals(ResultCode.SUCCESS) ? moved(request, page.get(), answer) : answer;
            case SIGN_OUT -> {
                request.response().addCookie(cookie(page.get(), "").setMaxAge(0));
                yield answer;
            }
            default -> answer;
        };
    }

    private static Answer moved(HttpServerRequest request, String page, Answer answer) {
        JsonObject fields = answer.body().toJsonObject();
        request.response().addCookie(cookie(page, (String) fields.remove("session")));
        return Answer.ok(fields);
    }

    /**
     * Without an age: a browser that is closed forgets it. What the page came by decides whether TLS is wanted: before a proxy
     * that ends TLS the request itself has none.
     */
    private static Cookie cookie(String page, String value) {
        return Cookie.cookie(COOKIE, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(page.startsWith("https:"))
                .setSameSite(CookieSameSite.STRICT);
    }

    /** The server's own page that made it, by what browsers say of themselves and scripts cannot change (Fetch, 2.2.2). */
    private Optional<String> page(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.POST)) {
            return Optional.empty();
        }
        String site = request.getHeader("Sec-Fetch-Site");
        return site == null || site.equals("same-origin") ? ownOrigin.ofPage(request) : Optional.empty();
    }
}
