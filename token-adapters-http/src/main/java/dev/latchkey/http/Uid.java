package dev.latchkey.http;

import dev.latchkey.token.AccountId;

/** How the protocol writes an account: as a number, which its clients expect, if the id is one. */
public final class Uid {

    private Uid() {}

    /** A number from 0 to 2,147,483,647 for an id that is one in decimal digits, without zeros in front; otherwise the id's text. */
    public static Object of(AccountId account) {
        String text = account.value();
        return text.matches("0|[1-9][0-9]{0,9}") && Long.parseLong(text) <= Integer.MAX_VALUE
                ? (Object) Integer.valueOf(text)
                : text;
    }
}
