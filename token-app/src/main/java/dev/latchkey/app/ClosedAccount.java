package dev.latchkey.app;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableList;
import dev.latchkey.account.Account;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.ResultCode;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Outcome;
import java.util.List;
import java.util.Optional;

/**
 * Keeps an account out, whatever comes as it. It cannot sign in, by its password or any other; the stores know neither sessions nor
 * tokens of it, however old they are. What is decided by its id holds also if the account is made while the server runs. Safe
 * for use by many threads.
 */
final class ClosedAccount {

    private static final int MOST_KNOWN = 10_000;

    private final ClosedLogin closed;
    private final Accounts accounts;

    /** Logins never change, so what is known of an account stays true. */
    private final Cache<AccountId, Boolean> known =
            CacheBuilder.newBuilder().maximumSize(MOST_KNOWN).build();

    ClosedAccount(ClosedLogin closed, Accounts accounts) {
        this.closed = closed;
        this.accounts = accounts;
    }

    /** Whether there is such an account now. */
    boolean exists() {
        return accounts.find(closed.login()).isPresent();
    }

    boolean is(AccountId id) {
        Boolean answer = known.getIfPresent(id);
        return answer != null ? answer : look(id);
    }

    private boolean look(AccountId id) {
        Optional<Account> account = accounts.find(id);
        boolean answer =
                account.map(Account::email).filter(closed.login()::equals).isPresent();
        account.ifPresent(found -> known.put(id, answer));
        return answer;
    }

    /** The same methods, of which those that start sessions tell why not. */
    ImmutableList<PlatformMethod> methods(List<PlatformMethod> methods) {
        return methods.stream()
                .map(method -> method.effect() == PlatformMethod.Effect.STARTS_SESSION ? guarded(method) : method)
                .collect(toImmutableList());
    }

    private PlatformMethod guarded(PlatformMethod signIn) {
        return signIn.with(call -> isNamed(call)
                ? Answer.error(ResultCode.AUTHENTICATION_FAILED, closed.toString())
                : signIn.handler().handle(call));
    }

    /** Whether somebody signs in as it, in upper case or with white space around: the login is read as it is read for signing in. */
    private boolean isNamed(Call call) {
        return EmailAddress.parse(call.parameters().requiredText("login")) instanceof Outcome.Done<EmailAddress> login
                && login.value().equals(closed.login());
    }
}
