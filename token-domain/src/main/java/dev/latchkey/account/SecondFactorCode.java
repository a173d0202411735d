package dev.latchkey.account;

import dev.latchkey.token.Outcome;

/** What completes a sign-in to an account with a second factor: a code of the app, or a recovery code. */
public sealed interface SecondFactorCode permits TotpCode, RecoveryCode {

    /** The code that {@code text} is, white space and hyphens taken away. */
    static Outcome<SecondFactorCode> parse(String text) {
        if (RecoveryCode.parse(text) instanceof Outcome.Done<RecoveryCode> recovery) {
            return Outcome.done(recovery.value());
        }
        return TotpCode.parse(text).then(Outcome::done);
    }
}
