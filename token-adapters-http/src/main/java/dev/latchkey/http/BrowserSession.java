package dev.latchkey.http;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
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

    private BrowserSession() {}

    /** The session that the request's browser keeps, where it counts. */
    static Optional<String> of(HttpServerRequest request) {
        return isFromOwnPage(request)
                ? Optional.ofNullable(request.getCookie(COOKIE)).map(Cookie::getValue)
                : Optional.empty();
    }

    /** The answer as a page gets it: a new session goes to the cookie, and signing out takes that away. */
    static Answer kept(HttpServerRequest request, PlatformMethod method, Answer answer) {
        if (!DASHBOARD.equals(request.getHeader(HEADER)) || !isFromOwnPage(request)) {
            return answer;
        }
        return switch (method.method().toString()) {
            case SIGN_IN -> answer.code() == ResultCode.SUCCESS ? moved(request, answer) : answer;
            case SIGN_OUT -> {
                request.response().addCookie(cookie(request, "").setMaxAge(0));
                yield answer;
            }
            default -> answer;
        };
    }

    private static Answer moved(HttpServerRequest request, Answer answer) {
        JsonObject fields = answer.body().toJsonObject();
        request.response().addCookie(cookie(request, (String) fields.remove("session")));
        return Answer.ok(fields);
    }

    /** Without an age: a browser that is closed forgets it. */
    private static Cookie cookie(HttpServerRequest request, String value) {
        return Cookie.cookie(COOKIE, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSecure(request.isSSL())
                .setSameSite(CookieSameSite.STRICT);
    }

    /** Whether a page of this origin made it, by what browsers say of themselves and scripts cannot change (Fetch, 2.2.2). */
    private static boolean isFromOwnPage(HttpServerRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        return request.method().equals(HttpMethod.POST)
                && HttpEdge.origin(request).equals(request.getHeader(HttpHeaders.ORIGIN))
                && (site == null || site.equals("same-origin"));
    }
}
