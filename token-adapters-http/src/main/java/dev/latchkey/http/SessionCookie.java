package dev.latchkey.http;

import static java.util.Objects.requireNonNull;

import com.google.common.net.HttpHeaders;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.CookieHeaderNames.SameSite;
import io.netty.handler.codec.http.cookie.DefaultCookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.netty.handler.codec.http.cookie.ServerCookieEncoder;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * The session of a browser, in a cookie that no script can read (RFC 6265, 4.1). It counts for POST requests alone that a page of this very
 * origin makes; another site's form or script has it ignored, as if it were not there.
 *
 * <p>A page signs in with the header {@value #HEADER}: {@value #DASHBOARD}, which a form cannot send and another site's script may not. The
 * answer then has no {@code session}: the cookie has it. With TLS the cookie's name starts with {@code __Host-}, so that no other host and
 * nothing without TLS can set it (RFC 6265bis, 4.1.3.2).
 */
final class SessionCookie {

    static final String NAME = "latchkey-session";
    static final String NAME_WITH_TLS = "__Host-" + NAME;
    static final String HEADER = "X-Requested-With";
    static final String DASHBOARD = "latchkey-dashboard";

    private final OwnOrigin ownOrigin;

    SessionCookie(OwnOrigin ownOrigin) {
        this.ownOrigin = ownOrigin;
    }

    /** The session that the request's browser keeps, if it counts. */
    Optional<String> of(RequestHead head) {
        return head.headers(HttpHeaders.COOKIE).isEmpty()
                ? Optional.empty()
                : page(head).flatMap(page -> value(head, page));
    }

    /** The answer as a page gets it: a new session goes to the cookie, and signing out takes that away. */
    Answer kept(PlatformMethod.Effect effect, RequestHead head, Answer answer) {
        boolean byDashboard = effect != PlatformMethod.Effect.NONE
                && head.header(HEADER).filter(DASHBOARD::equals).isPresent();
        Optional<String> page = byDashboard ? page(head) : Optional.empty();
        if (page.isEmpty()) {
            return answer;
        }
        return switch (effect) {
            case STARTS_SESSION -> answer.code().equals(ResultCode.SUCCESS) ? moved(page.get(), answer) : answer;
            case ENDS_SESSION -> {
                Cookie ended = cookie(page.get(), "");
                ended.setMaxAge(0);
                yield answer.with(HttpHeaders.SET_COOKIE, ServerCookieEncoder.STRICT.encode(ended));
            }
            case NONE -> answer;
        };
    }

    private static Answer moved(String page, Answer answer) {
        JsonObject fields = answer.body().toJsonObject();
        String session = requireNonNull((String) fields.remove("session"), "session");
        return Answer.ok(fields).with(HttpHeaders.SET_COOKIE, ServerCookieEncoder.STRICT.encode(cookie(page, session)));
    }

    private static Optional<String> value(RequestHead head, String page) {
        String name = name(page);
        return head.headers(HttpHeaders.COOKIE).stream()
                .flatMap(header -> ServerCookieDecoder.LAX.decodeAll(header).stream())
                .filter(cookie -> cookie.name().equals(name))
                .map(Cookie::value)
                .findFirst();
    }

    /**
     * Without an age: a browser that is closed forgets it. What the page came by decides whether TLS is wanted: before a proxy
     * that ends TLS the request itself has none.
     */
    private static Cookie cookie(String page, String value) {
        DefaultCookie cookie = new DefaultCookie(name(page), value);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(isWithTls(page));
        cookie.setSameSite(SameSite.Strict);
        return cookie;
    }

    private static String name(String page) {
        return isWithTls(page) ? NAME_WITH_TLS : NAME;
    }

    private static boolean isWithTls(String page) {
        return page.startsWith("https:");
    }

    /** The server's own page that made it, by what browsers say of themselves and scripts cannot change (Fetch, 2.2.2). */
    private Optional<String> page(RequestHead head) {
        if (!head.method().equals("POST")) {
            return Optional.empty();
        }
        boolean own = head.header(HttpHeaders.SEC_FETCH_SITE)
                .map("same-origin"::equals)
                .orElse(true);
        return own ? ownOrigin.ofPage(head) : Optional.empty();
    }
}
