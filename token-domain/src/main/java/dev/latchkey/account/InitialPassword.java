package dev.latchkey.account;

import dev.latchkey.token.Outcome;
import dev.latchkey.token.Password;
import java.security.SecureRandom;

/** Passwords that are made for people, to be typed once: 20 characters that can't be taken for each other, in groups of five. */
final class InitialPassword {

    /** Neither the letters i, l and o nor the digits 0 and 1. */
    private static final String CHARACTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    /** 99 bits. */
    private static final int LENGTH = 20;

    private static final int GROUP = 5;

    private InitialPassword() {}

    /** A password that the policy takes for this login. */
    static Password generate(PasswordPolicy policy, EmailAddress login, SecureRandom random) {
        while (true) { // it is refused once in an age of the universe
            if (policy.parse(text(random), login) instanceof Outcome.Done<Password> done) {
                return done.value();
            }
        }
    }

    private static String text(SecureRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            if (i > 0 && i % GROUP == 0) {
                text.append('-');
            }
            text.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return text.toString();
    }
}
