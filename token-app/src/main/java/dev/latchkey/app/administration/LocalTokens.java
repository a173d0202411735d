package dev.latchkey.app.administration;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multimaps;
import dev.latchkey.persistence.Database;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.LastUse;
import dev.latchkey.token.Origin;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenFilter;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenState;
import dev.latchkey.token.TokenTemplate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Tokens of a database. */
final class LocalTokens {

    private static final int PAGE = 1_000;

    private final Database database;
    private final ImmutableList<TokenTemplate> templates;
    private final InstantSource clock;
    private final Function<AccountId, Origin> origin;

    LocalTokens(
            Database database, List<TokenTemplate> templates, InstantSource clock, Function<AccountId, Origin> origin) {
        this.database = database;
        this.templates = ImmutableList.copyOf(templates);
        this.clock = clock;
        this.origin = origin;
    }

    ImmutableList<TokenEntry> list(TokenQuery query) {
        LocalLogins logins = new LocalLogins(database);
        Instant now = clock.instant();
        return search(filter(query)).stream()
                .map(token -> entry(token, logins.of(token.owner()), now))
                .collect(ImmutableList.toImmutableList());
    }

    /**
     * @param state in which those are that are selected by a method; empty for any
     * @param change makes it to tokens of one account, all or none, and returns the ids of those that there are not
     */
    ImmutableSet<TokenId> change(
            TokenSelection selection,
            Optional<TokenState> state,
            BiFunction<ImmutableSet<TokenId>, Origin, ImmutableSet<TokenId>> change) {
        if (selection instanceof TokenSelection.ById byId) {
            AccountId owner =
                    LocalAdministration.account(database, byId.owner()).id();
            requireNone(change.apply(byId.ids(), origin.apply(owner)), byId.owner() + " has no token ");
            return byId.ids();
        }
        ImmutableListMultimap<AccountId, Token> selected =
                Multimaps.index(search(filter(query(selection, state))), Token::owner);
        selected.asMap().forEach((owner, tokens) -> {
            ImmutableSet<TokenId> ids = tokens.stream().map(Token::id).collect(toImmutableSet());
            requireNone(change.apply(ids, origin.apply(owner)), "try again: somebody has just removed token ");
        });
        return selected.values().stream().map(Token::id).collect(toImmutableSet());
    }

    private static void requireNone(ImmutableSet<TokenId> missing, String told) {
        if (!missing.isEmpty()) {
            throw new AdministrationException(told + missing.iterator().next());
        }
    }

    private TokenQuery query(TokenSelection selection, Optional<TokenState> state) {
        if (selection instanceof TokenSelection.OfAccount of) {
            return TokenQuery.ALL.account(of.owner());
        }
        if (selection instanceof TokenSelection.WithMethod with) {
            return TokenQuery.ALL.with(state, with.method());
        }
        TokenQuery query = TokenQuery.ALL.value(((TokenSelection.WithValue) selection).value());
        if (search(filter(query)).isEmpty()) {
            throw new AdministrationException("there is no token with this value");
        }
        return query;
    }

    private ImmutableList<Token> search(TokenFilter filter) {
        ImmutableList.Builder<Token> found = ImmutableList.builder();
        Optional<TokenId> after = Optional.empty();
        ImmutableList<Token> page;
        do {
            page = database.tokens().search(filter, after, PAGE);
            found.addAll(page);
            after = page.stream().map(Token::id).reduce((first, second) -> second);
        } while (page.size() == PAGE);
        return found.build();
    }

    private TokenFilter filter(TokenQuery query) {
        TokenFilter filter = TokenFilter.ALL;
        filter = query.account()
                .map(login -> LocalAdministration.account(database, login).id())
                .map(filter::owner)
                .orElse(filter);
        TokenFilter ofOwner = filter;
        filter = query.state()
                .map(state -> ofOwner.state(state, clock.instant()))
                .orElse(filter);
        filter = query.template().map(filter::template).orElse(filter);
        TokenFilter ofTemplate = filter;
        filter = query.method()
                .map(method -> ofTemplate.holding(method, templatesWith(method)))
                .orElse(filter);
        filter = query.unusedSince()
                .map(LocalTokens::start)
                .map(filter::unusedSince)
                .orElse(filter);
        filter = query.expiresBefore()
                .map(LocalTokens::start)
                .map(filter::expiresBefore)
                .orElse(filter);
        return query.value().map(filter::value).orElse(filter);
    }

    private ImmutableSet<String> templatesWith(ApiMethod method) {
        return templates.stream()
                .filter(template -> template.covers(method))
                .map(TokenTemplate::name)
                .collect(toImmutableSet());
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static TokenEntry entry(Token token, String owner, Instant now) {
        return new TokenEntry(
                token.id(),
                owner,
                token.hint(),
                methods(token.methods()),
                TokenEntry.named(token.state(now)),
                token.expiry().instant(),
                token.lastUse().map(LastUse::at),
                token.createdAt(),
                token.description().text());
    }

    private static String methods(ApiMethodSet set) {
        return set instanceof ApiMethodSet.OfTemplate template
                ? template.template()
                : TokenEntry.custom(((ApiMethodSet.Custom) set).methods().size());
    }
}
