package dev.latchkey.account;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.Password;
import dev.latchkey.token.RefusalReason;
import java.util.Locale;
import java.util.Set;

/**
 * Which passwords people may take (NIST SP 800-63B-4, 3.1.1.2; OWASP ASVS 5, 6.2): long ones, of any characters, that are not among
 * those which are guessed first. Immutable.
 */
public final class PasswordPolicy {

    /** Fewest characters, which are code points, of a new password. */
    public static final int MIN_LENGTH = 12;

    private final ImmutableSet<String> productNames;

    private PasswordPolicy(ImmutableSet<String> productNames) {
        this.productNames = productNames;
    }

    /** The policy of a product with these names, in any case. */
    public static PasswordPolicy of(Set<String> productNames) {
        return new PasswordPolicy(
                productNames.stream().map(PasswordPolicy::lowerCase).collect(ImmutableSet.toImmutableSet()));
    }

    /**
     * The password that {@code text} is, for the account with this login; {@link RefusalReason#INVALID_VALUE} if it has fewer than
     * {@value #MIN_LENGTH} characters or more than {@value Password#MAX_LENGTH}, is not Unicode, or is in any case, once or again and
     * again: a common password, the login, the part of it before the at sign, or a name of the product.
     */
    public Outcome<Password> parse(String text, EmailAddress login) {
        requireNonNull(login, "login");
        return Password.parse(text).then(password -> check(password, login));
    }

    private Outcome<Password> check(Password password, EmailAddress login) {
        String text = lowerCase(password.reveal());
        if (text.codePointCount(0, text.length()) < MIN_LENGTH) {
            return refused("a password has at least " + MIN_LENGTH + " characters");
        }
        ImmutableSet<String> guesses = ImmutableSet.of(text, repeated(text));
        String name = login.text().substring(0, login.text().indexOf('@'));
        if (guesses.contains(login.text())
                || guesses.contains(name)
                || guesses.stream().anyMatch(productNames::contains)) {
            return refused("the password must not be the login or the name of the product");
        }
        if (CommonPasswords.containAny(guesses)) {
            return refused("this password is one of the most common ones: choose another");
        }
        return Outcome.done(password);
    }

    /** What {@code text} is again and again; {@code text} itself if it is nothing again and again. */
    private static String repeated(String text) {
        return text.substring(0, (text + text).indexOf(text, 1));
    }

    private static Outcome<Password> refused(String detail) {
        return Outcome.refused(RefusalReason.INVALID_VALUE, detail);
    }

    private static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return "PasswordPolicy" + productNames;
    }
}
