package dev.latchkey.app.administration;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.account.TotpSecret;
import dev.latchkey.persistence.NodeList;
import dev.latchkey.token.Password;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenValue;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Through a server, in the name of an administrator's account. The server decides what the account may do. */
public final class RemoteAdministration implements Administration {

    private static final String ACCOUNTS = "administration.accounts.";

    private final RemoteSession session;
    private final RemoteTokens tokens;

    private RemoteAdministration(RemoteSession session) {
        this.session = session;
        this.tokens = new RemoteTokens(session);
    }

    /**
     * Signs in to a server, until this is closed.
     *
     * @param certificate a file with the server's certificate in PEM; empty for one that this machine trusts anyway
     * @param login of the administrator
     */
    public static RemoteAdministration signIn(
            ServerAddress server, Optional<Path> certificate, EmailAddress login, Secrets secrets) {
        return new RemoteAdministration(RemoteSession.signIn(new WireCalls(server, certificate), secrets, login));
    }

    /** Goes on with a session that there is, and leaves it open. The password is asked for when the server wants it. */
    public static RemoteAdministration with(
            ServerAddress server, Optional<Path> certificate, TokenValue session, Secrets secrets) {
        return new RemoteAdministration(RemoteSession.of(new WireCalls(server, certificate), secrets, session));
    }

    @Override
    public ImmutableList<AccountEntry> accounts() {
        return new RemotePages(session, ACCOUNTS + "GetAccounts", "accounts", "uid")
                .all(Map.of(), "after", Integer.MAX_VALUE).stream()
                        .map(RemoteAdministration::entry)
                        .collect(toImmutableList());
    }

    private static AccountEntry entry(JsonObject account) {
        return new AccountEntry(
                String.valueOf(account.getValue("uid")),
                account.getString("email"),
                account.getString("name"),
                WireTimes.parse(account.getString("createdOn")),
                account.getBoolean("administrator"),
                WireTimes.find(account, "disabledOn"),
                account.getBoolean("secondFactor"));
    }

    @Override
    public String add(EmailAddress login, String name, Password password) {
        JsonObject answer = session.change(
                ACCOUNTS + "AddAccount", Map.of("login", login.text(), "name", name, "newPassword", password.reveal()));
        return String.valueOf(answer.getJsonObject("account").getValue("uid"));
    }

    @Override
    public void changePassword(EmailAddress login, Password password) {
        JsonObject unused = session.change(
                ACCOUNTS + "SetPassword", Map.of("login", login.text(), "newPassword", password.reveal()));
    }

    @Override
    public TotpSecret turnOnSecondFactor(EmailAddress login) {
        throw new AdministrationException(
                "through a server two-factor authentication can only be turned --off: its owner"
                        + " turns it on in the dashboard, or you do so on the stopped database");
    }

    @Override
    public void turnOffSecondFactor(EmailAddress login) {
        JsonObject unused = session.change(ACCOUNTS + "ResetSecondFactor", Map.of("login", login.text()));
    }

    @Override
    public void setAdministrator(EmailAddress login, boolean administrator) {
        JsonObject unused = session.change(
                ACCOUNTS + "SetAdministrator",
                Map.of("login", login.text(), "administrator", String.valueOf(administrator)));
    }

    @Override
    public void disable(EmailAddress login) {
        JsonObject unused = session.revoke(ACCOUNTS + "DisableAccount", Map.of("login", login.text()));
    }

    @Override
    public void enable(EmailAddress login) {
        JsonObject unused = session.change(ACCOUNTS + "EnableAccount", Map.of("login", login.text()));
    }

    @Override
    public void remove(EmailAddress login) {
        JsonObject unused = session.revoke(ACCOUNTS + "RemoveAccount", Map.of("login", login.text()));
    }

    @Override
    public void forgiveGuesses(EmailAddress login) {
        JsonObject unused = session.change(ACCOUNTS + "ForgiveGuesses", Map.of("login", login.text()));
    }

    @Override
    public ImmutableList<TokenEntry> tokens(TokenQuery query) {
        return tokens.list(query);
    }

    @Override
    public String addToken(ServiceToken token) {
        return tokens.add(token);
    }

    @Override
    public ImmutableSet<TokenId> removeTokens(TokenSelection selection) {
        return tokens.remove(selection);
    }

    @Override
    public ImmutableSet<TokenId> suspendTokens(TokenSelection selection) {
        return tokens.suspend(selection);
    }

    @Override
    public ImmutableSet<TokenId> resumeTokens(TokenSelection selection) {
        return tokens.resume(selection);
    }

    @Override
    public NodeList nodes() {
        return RemoteNodes.list(session);
    }

    @Override
    public ImmutableList<HistoryEntry> history(HistoryQuery query) {
        return RemoteHistory.list(session, query);
    }

    @Override
    public void close() {
        session.end();
    }
}
