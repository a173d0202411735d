package dev.latchkey.http;

import com.google.common.collect.ImmutableSet;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whom to tell of a hole in the server: the file at {@value #PATH} (RFC 9116). */
public final class SecurityText implements Resource {

    /** Where it is looked for. */
    public static final String PATH = "/.well-known/security.txt";

    /** How long it is good: less than a year is recommended (RFC 9116, 2.5.5). */
    private static final Duration GOOD_FOR = Duration.ofDays(180);

    /** As an e-mail program takes it; what is in quotation marks before the @ is nobody's. */
    private static final Pattern MAIL =
            Pattern.compile("[A-Za-z0-9.!#$&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

    private static final String TYPE = "text/plain; charset=utf-8";

    private final String contact;
    private final String canonical;
    private final InstantSource clock;

    private SecurityText(String contact, String canonical, InstantSource clock) {
        this.contact = contact;
        this.canonical = canonical;
        this.clock = clock;
    }

    /**
     * The file with one contact, good for 180 days from whenever it is asked for.
     *
     * @param contact an e-mail address, or a URI that starts with {@code mailto:} or {@code https:}
     * @throws IllegalArgumentException if it is neither
     */
    public static SecurityText of(String contact, Optional<PublicUrl> publicUrl, InstantSource clock) {
        return new SecurityText(
                contact(contact),
                publicUrl.map(url -> "Canonical: " + url.origin() + PATH + "\n").orElse(""),
                clock);
    }

    private HttpReply reply() {
        String text = "Contact: " + contact + "\nExpires: "
                + clock.instant().plus(GOOD_FOR).truncatedTo(ChronoUnit.SECONDS) + "\n" + canonical;
        return HttpReply.of(200, TYPE, Buffer.buffer(text));
    }

    private static String contact(String contact) {
        if (MAIL.matcher(contact).matches()) {
            return "mailto:" + contact.replace("%", "%25");
        }
        try {
            URI uri = new URI(contact);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean page = scheme.equals("https") && uri.getHost() != null;
            boolean mail = scheme.equals("mailto") && MAIL.matcher(mailbox(uri)).matches();
            if ((page || mail) && StandardCharsets.US_ASCII.newEncoder().canEncode(contact)) {
                return contact;
            }
        } catch (URISyntaxException e) {
            throw noContact(e);
        }
        throw noContact(null);
    }

    /** Without the subject, say, that may stand behind it. */
    private static String mailbox(URI uri) {
        String address = uri.getRawSchemeSpecificPart();
        int fields = address.indexOf('?');
        return fields < 0 ? address : address.substring(0, fields);
    }

    private static IllegalArgumentException noContact(@Nullable Throwable cause) {
        return new IllegalArgumentException(
                "give an e-mail address, or a URI that starts with mailto: or https:, as security@example.com", cause);
    }

    @Override
    public ImmutableSet<String> httpMethods() {
        return ImmutableSet.of("GET", "HEAD");
    }

    @Override
    public boolean readsForm() {
        return false;
    }

    @Override
    public Optional<HttpReply> answerAtOnce(Request request) {
        return Optional.of(reply());
    }

    @Override
    public HttpReply answer(Request request) {
        return reply();
    }

    @Override
    public HttpReply refused(int status, String detail) {
        return HttpReply.text(status, "text/plain", detail + "\n");
    }
}
