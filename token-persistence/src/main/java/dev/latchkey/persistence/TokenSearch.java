package dev.latchkey.persistence;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenFilter;
import dev.latchkey.token.TokenFilter.Held;
import dev.latchkey.token.TokenFilter.StateAt;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The query that a {@link TokenFilter} comes to: a condition for each thing that it asks for. The database reads by the index of the
 * ids, or that of an owner's, and stops at the end of the page.
 */
final class TokenSearch {

    private static final String NOT_STOPPED = "NOT owner_disabled AND suspended_at IS NULL AND ";

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new LinkedHashMap<>();

    private TokenSearch(IdPermutation ids, TokenFilter filter, Optional<TokenId> after) {
        add("id > :after", "after", after.map(id -> ids.row(id.value())).orElse(0L)); // rows begin with 1
        filter.owner().map(AccountId::value).ifPresent(owner -> add("owner = :owner", "owner", owner));
        filter.state().ifPresent(this::addState);
        filter.template()
                .ifPresent(name -> add(lower("template") + " = :template", "template", Ascii.toLowerCase(name)));
        filter.held().ifPresent(this::addHeld);
        filter.unusedSince()
                .ifPresent(instant ->
                        add("COALESCE(last_used_at, created_at) < :unusedSince", "unusedSince", Sql.utc(instant)));
        filter.expiresBefore()
                .ifPresent(instant -> add("expires_at < :expiresBefore", "expiresBefore", Sql.utc(instant)));
        filter.fingerprint()
                .ifPresent(fingerprint -> add("fingerprint = :fingerprint", "fingerprint", fingerprint.toBytes()));
        filter.ids().ifPresent(wanted -> conditions.add("id IN (0" + rows(ids, wanted) + ")")); // rows begin with 1
    }

    static ImmutableList<Token> run(
            Handle handle, IdPermutation ids, TokenFilter filter, Optional<TokenId> after, int limit) {
        TokenSearch search = new TokenSearch(ids, filter, after);
        return handle.createQuery(OwnedTokens.SELECT + "WHERE " + String.join(" AND ", search.conditions)
                        + " ORDER BY id FETCH FIRST <limit> ROWS ONLY")
                .define("limit", limit)
                .bindMap(search.values)
                .map(TokenRow.mapper(ids))
                .collect(ImmutableList.toImmutableList());
    }

    private static String rows(IdPermutation ids, Set<TokenId> wanted) {
        return wanted.stream().map(id -> ", " + ids.row(id.value())).collect(Collectors.joining());
    }

    private void add(String condition, String name, Object value) {
        conditions.add(condition);
        values.put(name, value);
    }

    /** As {@link Token#state} has it. */
    private void addState(StateAt wanted) {
        conditions.add(
                switch (wanted.state()) {
                    case OWNER_DISABLED -> "owner_disabled";
                    case SUSPENDED -> "NOT owner_disabled AND suspended_at IS NOT NULL";
                    case EXPIRED -> NOT_STOPPED + "expires_at <= :at";
                    case LIVE -> NOT_STOPPED + "(expires_at IS NULL OR expires_at > :at)";
                });
        if (wanted.state() == TokenState.EXPIRED || wanted.state() == TokenState.LIVE) {
            values.put("at", Sql.utc(wanted.at()));
        }
    }

    private void addHeld(Held held) {
        List<String> holding = new ArrayList<>();
        holding.add("POSITION(:method IN ',' || " + lower("methods") + " || ',') > 0");
        values.put("method", "," + Ascii.toLowerCase(held.method().toString()) + ",");
        for (String template : held.templates()) {
            String name = "template" + holding.size();
            holding.add(lower("template") + " = :" + name);
            values.put(name, Ascii.toLowerCase(template));
        }
        conditions.add("(" + String.join(" OR ", holding) + ")");
    }

    /** Not LOWER, which goes by the rules of the machine's language: Turkish has another I. */
    private static String lower(String column) {
        return "TRANSLATE(" + column + ", 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')";
    }
}
