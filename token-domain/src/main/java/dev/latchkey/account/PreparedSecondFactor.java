package dev.latchkey.account;

import static java.util.Objects.requireNonNull;

/**
 * A second factor that waits for its owner to prove that an app has it. It has no {@code equals}, and its {@code toString} is redacted.
 */
public final class PreparedSecondFactor {

    private final TotpSecret secret;
    private final String uri;

    PreparedSecondFactor(TotpSecret secret, String uri) {
        this.secret = requireNonNull(secret, "secret");
        this.uri = requireNonNull(uri, "uri");
    }

    /** The secret itself in Base32, as it is typed into an app; to be shown to its owner and to nobody else. */
    public String reveal() {
        return secret.reveal();
    }

    /** The secret itself as the {@code otpauth} URI that apps take from a QR code. */
    public String revealUri() {
        return uri;
    }

    @Override
    public String toString() {
        return "PreparedSecondFactor[redacted]";
    }
}
