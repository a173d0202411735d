package dev.latchkey.http.introspection;

import dev.latchkey.http.HttpReply;

/** A request is refused; the reply says why. Thrown within this package alone. */
final class OauthException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient HttpReply reply;

    OauthException(HttpReply reply) {
        super("refused with status " + reply.status(), null, false, false);
        this.reply = reply;
    }

    /** The mistake of a caller who has to ask in another way. */
    static OauthException invalidRequest(String detail) {
        return new OauthException(OauthReplies.invalidRequest(400, detail));
    }

    HttpReply reply() {
        return reply;
    }
}
