package dev.latchkey.http;

import com.google.common.net.HttpHeaders;
import dev.latchkey.account.Browser;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.CookieHeaderNames.SameSite;
import io.netty.handler.codec.http.cookie.DefaultCookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.netty.handler.codec.http.cookie.ServerCookieEncoder;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/**
 * The session of a browser, in a cookie that no script can read (RFC 6265, 4.1). It counts for POST requests alone that a page of this very
 * origin makes; another site's form or script has it ignored, as if it were not there.
 *
 * <p>A page signs in with the header {@value #HEADER}: {@value #DASHBOARD}, which a form cannot send and another site's script may not. The
 * answer then has no {@code session}: the cookie has it. Another cookie, which outlives the browser's sessions, has the value by which the
 * browser is recognised when it signs in again; it opens nothing. With TLS the cookies' names start with {@code __Host-}, so that no other host and
 * nothing without TLS can set it (RFC 6265bis, 4.1.3.2).
 */
final class SessionCookie {

    static final String NAME = "latchkey-session";
    static final String TLS_PREFIX = "__Host-";
    static final String NAME_WITH_TLS = TLS_PREFIX + NAME;
    static final String KNOWN_BROWSER = "latchkey-browser";
    static final String HEADER = "X-Requested-With";
    static final String DASHBOARD = "latchkey-dashboard";

    /** As long as browsers keep a cookie at most (RFC 6265bis, 5.6). */
    private static final Duration KNOWN_FOR = Duration.ofDays(400);

    private final OwnOrigin ownOrigin;

    SessionCookie(OwnOrigin ownOrigin) {
        this.ownOrigin = ownOrigin;
    }

    /** The session that the request's browser keeps, if it counts. */
    Optional<String> of(RequestHead head) {
        return head.headers(HttpHeaders.COOKIE).isEmpty()
                ? Optional.empty()
                : page(head).flatMap(page -> value(head, name(page, NAME)));
    }

    /** What the browser brings, if the request is made by the dashboard; empty for all other requests. */
    Optional<Browser> browser(RequestHead head) {
        return dashboard(head)
                .map(page -> Browser.with(value(head, name(page, NAME)), value(head, name(page, KNOWN_BROWSER))));
    }

    /** The server's own page that made it, if that is the dashboard. */
    private Optional<String> dashboard(RequestHead head) {
        return head.header(HEADER).filter(DASHBOARD::equals).flatMap(unused -> page(head));
    }

    /** The answer as a page gets it: a new session goes to the cookie, and signing out takes that away. */
    Answer kept(PlatformMethod.Effect effect, RequestHead head, Answer answer) {
        Optional<String> page = effect == PlatformMethod.Effect.NONE ? Optional.empty() : dashboard(head);
        if (page.isEmpty()) {
            return answer;
        }
        return switch (effect) {
            case STARTS_SESSION, RENEWS_SESSION ->
                answer.code().equals(ResultCode.SUCCESS) ? moved(page.get(), answer) : answer;
            case ENDS_SESSION -> {
                Cookie ended = cookie(page.get(), NAME, "");
                ended.setMaxAge(0);
                yield with(answer, ended);
            }
            case NONE -> answer;
        };
    }

    private static Answer moved(String page, Answer answer) {
        JsonObject fields = answer.body().toJsonObject();
        Optional<String> session = Optional.ofNullable((String) fields.remove("session"));
        Optional<String> browser = Optional.ofNullable((String) fields.remove("browser"));
        Answer moved = Answer.ok(fields);
        if (session.isPresent()) {
            moved = with(moved, cookie(page, NAME, session.get()));
        }
        if (browser.isPresent()) {
            Cookie known = cookie(page, KNOWN_BROWSER, browser.get());
            known.setMaxAge(KNOWN_FOR.toSeconds());
            moved = with(moved, known);
        }
        return moved;
    }

    private static Answer with(Answer answer, Cookie cookie) {
        return answer.with(HttpHeaders.SET_COOKIE, ServerCookieEncoder.STRICT.encode(cookie));
    }

    private static Optional<String> value(RequestHead head, String name) {
        return head.headers(HttpHeaders.COOKIE).stream()
                .flatMap(header -> ServerCookieDecoder.LAX.decodeAll(header).stream())
                .filter(cookie -> cookie.name().equals(name))
                .map(Cookie::value)
                .findFirst();
    }

    /**
     * Without an age, with which a browser that is closed forgets it. What the page came by decides whether TLS is wanted: before a proxy
     * that ends TLS the request itself has none.
     */
    private static Cookie cookie(String page, String name, String value) {
        DefaultCookie cookie = new DefaultCookie(name(page, name), value);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(isWithTls(page));
        cookie.setSameSite(SameSite.Strict);
        return cookie;
    }

    private static String name(String page, String name) {
        return isWithTls(page) ? TLS_PREFIX + name : name;
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
