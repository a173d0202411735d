package dev.latchkey.app.administration;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.latchkey.account.Account;
import dev.latchkey.account.AccountFilter;
import dev.latchkey.account.AccountSummary;
import dev.latchkey.account.Accounts;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.GuessSubject;
import dev.latchkey.account.GuessTally;
import dev.latchkey.account.TotpSecret;
import dev.latchkey.persistence.Database;
import dev.latchkey.persistence.NodeList;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Actor;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Client;
import dev.latchkey.token.Event;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.Origin;
import dev.latchkey.token.Password;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenState;
import dev.latchkey.token.TokenTemplate;
import dev.latchkey.token.TokenTerms;
import dev.latchkey.token.TokenValue;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * On a database. The changes are the platform's in the history: whoever may write to the database needs no account. What takes
 * rights away begins with the account, so that a change that is cut short leaves fewer rights and not more, and can be made again.
 */
public final class LocalAdministration implements Administration {

    private static final int PAGE = 1_000;
    private static final Client COMMAND_LINE = new Client("command line", "");

    private final Database database;
    private final TokenFormat format;
    private final OptionalInt tokensPerAccount;
    private final InstantSource clock;
    private final LocalTokens tokens;

    /**
     * Works on {@code database}, which it closes.
     *
     * @param templates those that tokens may have been given
     * @param format how new tokens look
     * @param tokensPerAccount how many tokens an account may have for a new one to be made; empty for any number
     */
    public LocalAdministration(
            Database database,
            List<TokenTemplate> templates,
            TokenFormat format,
            OptionalInt tokensPerAccount,
            InstantSource clock) {
        this.database = database;
        this.format = format;
        this.tokensPerAccount = tokensPerAccount;
        this.clock = clock;
        this.tokens = new LocalTokens(database, templates, clock, this::origin);
    }

    @Override
    public ImmutableList<AccountEntry> accounts() {
        Accounts accounts = database.accountStore().accounts();
        ImmutableList.Builder<AccountEntry> all = ImmutableList.builder();
        Optional<AccountId> after = Optional.empty();
        ImmutableList<AccountSummary> page;
        do {
            page = accounts.search(AccountFilter.ALL, after, PAGE);
            page.forEach(found -> all.add(entry(found.account(), found.secondFactor())));
            after = page.stream().map(found -> found.account().id()).reduce((first, second) -> second);
        } while (page.size() == PAGE);
        return all.build();
    }

    private static AccountEntry entry(Account account, boolean secondFactor) {
        return new AccountEntry(
                account.id().toString(),
                account.email().text(),
                account.name(),
                account.createdAt(),
                account.administrator(),
                account.disabledAt(),
                secondFactor);
    }

    @Override
    public String add(EmailAddress login, String name, Password password) {
        AccountId id = database.accountStore()
                .accounts()
                .add(login, name, password, clock.instant())
                .orElseThrow(() -> new AdministrationException("there is an account " + login + " already"))
                .id();
        record(Event.Kind.ACCOUNT_ADDED, id);
        return id.toString();
    }

    @Override
    public void changePassword(EmailAddress login, Password password) {
        AccountId id = find(login).id();
        requireStill(login, database.accountStore().accounts().changePassword(id, password, Optional.empty()));
        forgive(id);
        record(Event.Kind.PASSWORD_CHANGED, id);
    }

    @Override
    public TotpSecret turnOnSecondFactor(EmailAddress login) {
        AccountId id = find(login).id();
        TotpSecret secret = TotpSecret.generate(new SecureRandom());
        requireStill(login, database.accountStore().secondFactors().turnOn(id, secret, Optional.empty()));
        record(Event.Kind.SECOND_FACTOR_ON, id);
        return secret;
    }

    @Override
    public void turnOffSecondFactor(EmailAddress login) {
        AccountId id = find(login).id();
        if (database.accountStore().secondFactors().turnOff(id, Optional.empty())) {
            forgive(id);
            record(Event.Kind.SECOND_FACTOR_OFF, id);
        }
    }

    @Override
    public void setAdministrator(EmailAddress login, boolean administrator) {
        Account account = find(login);
        requireStill(login, database.accountStore().accounts().setAdministrator(account.id(), administrator));
        if (account.administrator() != administrator) {
            record(administrator ? Event.Kind.ADMINISTRATOR_MADE : Event.Kind.ADMINISTRATOR_UNMADE, account.id());
        }
    }

    @Override
    public void disable(EmailAddress login) {
        Account account = find(login);
        requireStill(login, database.accountStore().accounts().disable(account.id(), clock.instant()));
        database.tokens().disableOwner(origin(account.id()));
        if (account.disabledAt().isEmpty()) {
            record(Event.Kind.ACCOUNT_DISABLED, account.id());
        }
    }

    @Override
    public void enable(EmailAddress login) {
        Account account = find(login);
        requireStill(login, database.accountStore().accounts().enable(account.id()));
        database.tokens().enableOwner(origin(account.id()));
        if (database.accountStore()
                .accounts()
                .find(account.id())
                .filter(now -> now.disabledAt().isEmpty())
                .isEmpty()) {
            database.tokens().disableOwner(origin(account.id())); // a server beside it disabled or removed it meanwhile
        }
        if (account.disabledAt().isPresent()) {
            record(Event.Kind.ACCOUNT_ENABLED, account.id());
        }
    }

    @Override
    public void remove(EmailAddress login) {
        AccountId id = find(login).id();
        requireStill(login, database.accountStore().accounts().disable(id, clock.instant()));
        database.tokens().disableOwner(origin(id)); // so that none is added meanwhile
        ImmutableSet<TokenId> unused = removeTokens(new TokenSelection.OfAccount(login));
        requireStill(login, database.accountStore().accounts().remove(id));
        record(Event.Kind.ACCOUNT_REMOVED, id);
    }

    @Override
    public void forgiveGuesses(EmailAddress login) {
        AccountId id = find(login).id();
        forgive(id);
        record(Event.Kind.GUESSES_FORGIVEN, id);
    }

    private void forgive(AccountId id) {
        ImmutableMap<GuessSubject, GuessTally> unused = database.accountStore()
                .guesses()
                .change(
                        ImmutableSet.of(GuessSubject.account(id), GuessSubject.codes(id)),
                        tallies -> ImmutableMap.copyOf(Maps.transformValues(tallies, tally -> GuessTally.NONE)));
    }

    @Override
    public ImmutableList<TokenEntry> tokens(TokenQuery query) {
        return tokens.list(query);
    }

    @Override
    public String addToken(ServiceToken token) {
        EmailAddress owner = token.owner();
        Account account = find(owner);
        if (!account.administrator()) {
            throw new AdministrationException(owner + " is no administrator, and only an administrator can have such a"
                    + " token: name one, or make the account one with `account admin`");
        }
        TokenTerms terms = TokenTerms.of(token.description(), new ApiMethodSet.Custom(token.methods()), token.expiry());
        TokenValue value = format.generate(new SecureRandom());
        Token unused = database.tokens()
                .add(
                        NewToken.of(account.id(), terms, value),
                        tokensPerAccount.orElse(Integer.MAX_VALUE),
                        origin(account.id()))
                .orElseThrow(() -> getsNoToken(account));
        return value.reveal();
    }

    private AdministrationException getsNoToken(Account account) {
        if (database.tokens().isDisabled(account.id())) {
            return new AdministrationException(account.email() + " is disabled, and gets no tokens");
        }
        int most = tokensPerAccount.orElse(Integer.MAX_VALUE);
        return new AdministrationException(account.email() + " has " + most + (most == 1 ? " token" : " tokens")
                + ", which is as many as the platform lets an account have: remove one with `token remove`, or raise"
                + " tokensPerAccount");
    }

    @Override
    public ImmutableSet<TokenId> removeTokens(TokenSelection selection) {
        return tokens.change(selection, Optional.empty(), database.tokens()::remove);
    }

    @Override
    public ImmutableSet<TokenId> suspendTokens(TokenSelection selection) {
        return tokens.change(selection, Optional.empty(), database.tokens()::suspend);
    }

    @Override
    public ImmutableSet<TokenId> resumeTokens(TokenSelection selection) {
        return tokens.change(
                selection,
                Optional.of(TokenState.SUSPENDED),
                (ids, origin) -> database.tokens().resume(ids, origin).missing());
    }

    @Override
    public NodeList nodes() {
        return database.nodeList();
    }

    @Override
    public ImmutableList<HistoryEntry> history(HistoryQuery query) {
        return LocalHistory.list(database, query);
    }

    @Override
    public void close() {
        database.close();
    }

    private Account find(EmailAddress login) {
        return account(database, login);
    }

    static Account account(Database database, EmailAddress login) {
        return database.accountStore().accounts().find(login).orElseThrow(() -> noAccount(login));
    }

    private static void requireStill(EmailAddress login, boolean there) {
        if (!there) {
            throw noAccount(login);
        }
    }

    private static AdministrationException noAccount(EmailAddress login) {
        return new AdministrationException("there is no account " + login);
    }

    private void record(Event.Kind kind, AccountId account) {
        database.events().add(ImmutableList.of(Event.ofAccount(kind, origin(account), "")));
    }

    private Origin origin(AccountId account) {
        return new Origin(account, Actor.platform(), clock.instant(), COMMAND_LINE);
    }
}
