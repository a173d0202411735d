package dev.latchkey.app.administration;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.latchkey.token.TokenId;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** Tokens of a server. */
final class RemoteTokens {

    private static final String TOKENS = "administration.tokens.";

    private final RemoteSession session;

    RemoteTokens(RemoteSession session) {
        this.session = session;
    }

    ImmutableList<TokenEntry> list(TokenQuery query) {
        return new RemotePages(session, TOKENS + "GetTokens", "tokens", "id")
                .all(parameters(query), "after", Integer.MAX_VALUE).stream()
                        .map(RemoteTokens::entry)
                        .collect(ImmutableList.toImmutableList());
    }

    /** Makes a token for a service, and returns its value. The server makes tokens for who asks alone. */
    String add(ServiceToken token) {
        String own = session.read("users.account.GetUserInfo", Map.of()).getString("email");
        if (!own.equals(token.owner().text())) {
            throw new AdministrationException("through a server a token is made for who signs in, which is " + own
                    + " and not " + token.owner() + ": sign in as " + token.owner() + ", or name " + own);
        }
        return session.change("users.authentication.CreateToken", parameters(token))
                .getJsonObject("token")
                .getString("key");
    }

    private static Map<String, String> parameters(ServiceToken token) {
        return Map.of(
                "description",
                token.description().text(),
                "apiList",
                Joiner.on(',').join(token.methods()),
                "expiresAt",
                token.expiry().instant().map(WireTimes::format).orElse("never"));
    }

    ImmutableSet<TokenId> remove(TokenSelection selection) {
        return ids(session.revoke(TOKENS + "RemoveTokens", parameters(selection)));
    }

    ImmutableSet<TokenId> suspend(TokenSelection selection) {
        return ids(session.revoke(TOKENS + "SuspendTokens", parameters(selection)));
    }

    ImmutableSet<TokenId> resume(TokenSelection selection) {
        return ids(session.change(TOKENS + "ResumeTokens", parameters(selection)));
    }

    private static ImmutableMap<String, String> parameters(TokenQuery query) {
        ImmutableMap.Builder<String, String> parameters = ImmutableMap.builder();
        query.account().ifPresent(account -> parameters.put("owner", account.text()));
        query.state().ifPresent(state -> parameters.put("state", TokenEntry.named(state)));
        query.template().ifPresent(template -> parameters.put("template", template));
        query.method().ifPresent(method -> parameters.put("method", method.toString()));
        query.unusedSince().ifPresent(day -> parameters.put("unusedSince", day.toString()));
        query.expiresBefore().ifPresent(day -> parameters.put("expiresBefore", day.toString()));
        query.value().ifPresent(value -> parameters.put("value", value.reveal()));
        return parameters.buildOrThrow();
    }

    private Map<String, String> parameters(TokenSelection selection) {
        if (selection instanceof TokenSelection.OfAccount of) {
            return Map.of("owner", of.owner().text());
        }
        if (selection instanceof TokenSelection.WithMethod with) {
            return Map.of("method", with.method().toString());
        }
        if (selection instanceof TokenSelection.WithValue with) {
            return Map.of("value", with.value().reveal());
        }
        TokenSelection.ById byId = (TokenSelection.ById) selection;
        requireOwned(byId);
        return Map.of("ids", Joiner.on(',').join(byId.ids()));
    }

    /** A token never gets another owner, nor its id another token: what is found now stays true. */
    private void requireOwned(TokenSelection.ById byId) {
        ImmutableSet<TokenId> owned = list(TokenQuery.ALL.account(byId.owner())).stream()
                .map(TokenEntry::id)
                .collect(toImmutableSet());
        for (TokenId missing : Sets.difference(byId.ids(), owned)) {
            throw new AdministrationException(byId.owner() + " has no token " + missing);
        }
    }

    private static ImmutableSet<TokenId> ids(JsonObject answer) {
        return answer.getJsonArray("ids").stream()
                .map(id -> new TokenId((Integer) id))
                .collect(toImmutableSet());
    }

    private static TokenEntry entry(JsonObject token) {
        JsonObject template = token.getJsonObject("tokenTemplate");
        return new TokenEntry(
                new TokenId(token.getInteger("id")),
                token.getString("ownerEmail", String.valueOf(token.getValue("ownerUid"))),
                token.getString("hint"),
                template == null ? TokenEntry.custom(token.getInteger("apiCount")) : template.getString("name"),
                token.getString("state"),
                WireTimes.find(token, "expiresAt"),
                WireTimes.find(token, "lastUsed"),
                WireTimes.parse(token.getString("createdOn")),
                token.getString("description"));
    }
}
