package dev.latchkey.account;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;

/**
 * Which accounts to return of a search: {@code AccountFilter.ALL.login("@example.com")}. An account has to meet all that is given.
 *
 * @param login only accounts whose e-mail address contains this, in any case; empty for all
 * @param administrator only accounts of administrators, or only all others; empty for both
 * @param disabled only accounts that are disabled, or only all others; empty for both
 */
public record AccountFilter(Optional<String> login, Optional<Boolean> administrator, Optional<Boolean> disabled) {

    /** All accounts. */
    public static final AccountFilter ALL = new AccountFilter(Optional.empty(), Optional.empty(), Optional.empty());

    public AccountFilter {
        login = requireNonNull(login, "login").map(part -> part.toLowerCase(Locale.ROOT));
        requireNonNull(administrator, "administrator");
        requireNonNull(disabled, "disabled");
    }

    /** The same, of accounts alone whose address contains this. */
    public AccountFilter login(String part) {
        return new AccountFilter(Optional.of(part), administrator, disabled);
    }

    /** The same, of administrators alone, or of all others alone. */
    public AccountFilter administrator(boolean only) {
        return new AccountFilter(login, Optional.of(only), disabled);
    }

    /** The same, of disabled accounts alone, or of all others alone. */
    public AccountFilter disabled(boolean only) {
        return new AccountFilter(login, administrator, Optional.of(only));
    }

    /** Whether it lets an account through, for stores that keep their accounts in memory. */
    public boolean matches(Account account) {
        requireNonNull(account, "account");
        return login.filter(part -> !account.email().text().contains(part)).isEmpty()
                && administrator
                        .filter(wanted -> wanted != account.administrator())
                        .isEmpty()
                && disabled.filter(wanted -> wanted != account.disabledAt().isPresent())
                        .isEmpty();
    }
}
