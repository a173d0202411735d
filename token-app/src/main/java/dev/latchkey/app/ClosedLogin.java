package dev.latchkey.app;

import dev.latchkey.account.EmailAddress;

/**
 * An account that a server refuses.
 *
 * @param why in words for people, which begin with a small letter and end without a full stop
 */
record ClosedLogin(EmailAddress login, String why) {

    @Override
    public String toString() {
        return "the account " + login + " is closed here: " + why;
    }
}
