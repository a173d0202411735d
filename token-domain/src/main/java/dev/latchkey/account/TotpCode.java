package dev.latchkey.account;

import dev.latchkey.token.Outcome;
import dev.latchkey.token.RefusalReason;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A one-time code as a person typed it: six decimal digits. It has no {@code equals}, and its {@code toString} is redacted. */
public final class TotpCode implements SecondFactorCode {

    static final int LENGTH = 6;

    private final String digits;

    private TotpCode(String digits) {
        this.digits = digits;
    }

    /** The code that {@code text} is, white space taken away, as apps show one in two groups of three. */
    public static Outcome<TotpCode> parse(String text) {
        String digits = text.replaceAll("\\s", "");
        return digits.length() == LENGTH && digits.chars().allMatch(c -> '0' <= c && c <= '9')
                ? Outcome.done(new TotpCode(digits))
                : Outcome.refused(RefusalReason.INVALID_VALUE, "give the " + LENGTH + " digits that the app shows");
    }

    /** Whether it is {@code other}, compared in constant time. */
    boolean matches(String other) {
        return MessageDigest.isEqual(
                digits.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "TotpCode[redacted]";
    }
}
