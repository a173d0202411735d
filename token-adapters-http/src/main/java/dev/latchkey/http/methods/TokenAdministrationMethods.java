package dev.latchkey.http.methods;

import static dev.latchkey.http.Field.always;
import static dev.latchkey.http.Parameter.Type.INTEGER;
import static dev.latchkey.http.Parameter.Type.LIST;
import static dev.latchkey.http.Parameter.Type.TEXT;
import static dev.latchkey.http.Parameter.optional;
import static dev.latchkey.http.Shape.listOf;
import static dev.latchkey.http.Shape.whole;
import static dev.latchkey.http.methods.AdministrationMethods.LIMIT;
import static dev.latchkey.http.methods.AdministrationMethods.PASSWORD;
import static dev.latchkey.http.methods.AdministrationMethods.REVOKING_PASSWORD;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.ChangeRequest;
import dev.latchkey.Confirmation;
import dev.latchkey.TokenAdministration;
import dev.latchkey.TokenManagement;
import dev.latchkey.account.AccountAdministration;
import dev.latchkey.account.AdministratorRequest;
import dev.latchkey.account.EmailAddress;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.Credentials;
import dev.latchkey.http.InvalidParameterException;
import dev.latchkey.http.Parameter;
import dev.latchkey.http.Parameters;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.PlatformMethod.Access;
import dev.latchkey.http.Refusals;
import dev.latchkey.http.Uid;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Actor;
import dev.latchkey.token.ApiMethod;
import dev.latchkey.token.ApiMethodCatalog;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.RefusalReason;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenFilter;
import dev.latchkey.token.TokenFingerprint;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenState;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What administrators do with the tokens of all accounts. A token's value that they give to find it is a secret: no answer repeats it. */
final class TokenAdministrationMethods {

    private static final String GROUP = "administration.tokens.";

    private static final Parameter OWNER = optional("owner", TEXT, "the e-mail address of the account whose they are");
    private static final Parameter VALUE = optional("value", TEXT, "the value of a token, as one that leaked");
    private static final Parameter METHOD = optional("method", TEXT, "a method that they may call");

    private final AccountAdministration administration;
    private final InstantSource clock;

    TokenAdministrationMethods(AccountAdministration administration, InstantSource clock) {
        this.administration = administration;
        this.clock = clock;
    }

    ImmutableList<PlatformMethod> all() {
        return ImmutableList.of(
                PlatformMethod.reading(GROUP + "GetTokens", "Lists tokens of all accounts, the oldest first")
                        .openTo(Access.SESSION_ONLY)
                        .takes(
                                OWNER,
                                optional("state", TEXT, "live, suspended, expired or disabled"),
                                optional("template", TEXT, "the name of a template that they are of"),
                                METHOD,
                                optional(
                                        "unusedSince",
                                        TEXT,
                                        "last used before, or never used and made before: " + WireInstant.FORM),
                                optional("expiresBefore", TEXT, "those that expire before: " + WireInstant.FORM),
                                VALUE,
                                optional("after", INTEGER, "the number of the last token of the page before"),
                                LIMIT)
                        .answers(always("tokens", listOf(TokenJson.ADMINISTERED_TOKEN)))
                        .refusesMisspelledParameters()
                        .handledBy(this::getTokens),
                change("RemoveTokens", "Removes tokens of any accounts", TokenAdministration.Change.REMOVE),
                change(
                        "SuspendTokens",
                        "Has tokens of any accounts dead at once until an administrator resumes them",
                        TokenAdministration.Change.SUSPEND),
                change(
                        "ResumeTokens",
                        "Brings suspended tokens of any accounts back with the same values",
                        TokenAdministration.Change.RESUME));
    }

    private PlatformMethod change(String name, String summary, TokenAdministration.Change change) {
        boolean gives = change == TokenAdministration.Change.RESUME;
        return PlatformMethod.changing(GROUP + name, summary)
                .openTo(Access.SESSION_ONLY)
                .takes(
                        optional("ids", LIST, "the tokens' numbers, divided by commas; or give value, owner or method"),
                        VALUE,
                        optional("owner", TEXT, "the e-mail address of an account, for all of its tokens"),
                        optional(
                                "method",
                                TEXT,
                                "a method, for all " + (gives ? "suspended" : "live") + " tokens that may call it"),
                        gives ? PASSWORD : REVOKING_PASSWORD)
                .answers(
                        always("count", whole(2), "how many tokens they are"),
                        always("ids", listOf(whole(42)), "their numbers"))
                .refusesMisspelledParameters()
                .handledBy(call -> change(call, change));
    }

    private Answer getTokens(Call call) {
        Instant now = clock.instant();
        Parameters parameters = call.parameters();
        Optional<TokenId> after = parameters.integer("after").map(TokenId::new);
        int limit = AdministrationMethods.limit(parameters);
        return Refusals.answer(
                owned(call).then(owned -> Outcome.done(filter(call, owned, now))),
                filter -> Answer.ok(new JsonObject()
                        .put(
                                "tokens",
                                json(call.latchkey().tokens().search(filter, after, limit), call.catalog(), now))));
    }

    private Outcome<TokenFilter> owned(Call call) {
        return call.parameters()
                .parsed("owner", EmailAddress::parse)
                .map(login ->
                        administration.find(login).then(account -> Outcome.done(TokenFilter.ALL.owner(account.id()))))
                .orElse(Outcome.done(TokenFilter.ALL));
    }

    private static TokenFilter filter(Call call, TokenFilter owned, Instant now) {
        Parameters parameters = call.parameters();
        TokenFilter filter = owned;
        Optional<TokenState> state = parameters.parsed("state", TokenJson::state);
        filter = state.isPresent() ? filter.state(state.get(), now) : filter;
        Optional<ApiMethodSet> template = parameters.parsed("template", call.catalog()::templateSet);
        filter = template.isPresent() && template.get() instanceof ApiMethodSet.OfTemplate of
                ? filter.template(of.template())
                : filter;
        Optional<ApiMethod> method = method(call);
        filter = method.isPresent() ? filter.holding(method.get(), ImmutableSet.of()) : filter;
        filter = parameters
                .parsed("unusedSince", WireInstant::parse)
                .map(filter::unusedSince)
                .orElse(filter);
        filter = parameters
                .parsed("expiresBefore", WireInstant::parse)
                .map(filter::expiresBefore)
                .orElse(filter);
        return fingerprint(call).map(filter::fingerprint).orElse(filter);
    }

    /** A method that tokens can hold, in any spelling that is taken for tokens. A misspelt one must not look like one that none holds. */
    private static Optional<ApiMethod> method(Call call) {
        Optional<ApiMethodSet> set =
                call.parameters().parsed("method", text -> call.catalog().customSet(List.of(text)));
        if (set.isEmpty()) {
            return Optional.empty();
        }
        ImmutableSet<ApiMethod> methods = call.catalog().methodsOf(set.get());
        if (methods.size() != 1) {
            throw new InvalidParameterException("method", "give one method");
        }
        return Optional.of(methods.asList().get(0));
    }

    private static Optional<TokenFingerprint> fingerprint(Call call) {
        return call.parameters()
                .parsed(
                        "value",
                        text -> call.latchkey()
                                .fingerprintOf(text.strip())
                                .map(Outcome::done)
                                .orElseGet(() -> Outcome.refused(
                                        RefusalReason.INVALID_VALUE,
                                        "it is no token's value, or was not copied whole")));
    }

    private Answer change(Call call, TokenAdministration.Change change) {
        Outcome<Selection> selection = selection(call);
        Credentials.Change kind =
                change == TokenAdministration.Change.RESUME ? Credentials.Change.GIVES : Credentials.Change.REVOKES;
        return Refusals.answer(
                selection.then(selected -> AdministrationMethods.confirmed(
                        call, kind, request -> selected.change(change, confirmation(request), call))),
                changed -> Answer.ok(new JsonObject()
                        .put("count", changed.size())
                        .put(
                                "ids",
                                new JsonArray(
                                        changed.stream().map(TokenId::value).toList()))));
    }

    private static Confirmation confirmation(AdministratorRequest request) {
        return Confirmation.vouchedFor(Actor.administrator(request.administrator()));
    }

    /** Which tokens a change is to be made to. */
    @FunctionalInterface
    private interface Selection {
        Outcome<ImmutableSet<TokenId>> change(TokenAdministration.Change change, Confirmation confirmation, Call call);
    }

    private Outcome<Selection> selection(Call call) {
        ImmutableList<String> given = Stream.of("ids", "value", "owner", "method")
                .filter(name -> !call.parameters().all(name).isEmpty())
                .collect(ImmutableList.toImmutableList());
        if (given.size() != 1) {
            throw new InvalidParameterException("ids", "give one of ids, value, owner and method");
        }
        return switch (given.get(0)) {
            case "ids" -> Outcome.done(ofIds(call));
            case "value" -> Outcome.done(ofValue(fingerprint(call).orElseThrow()));
            case "owner" ->
                administration
                        .find(call.parameters().requiredParsed("owner", EmailAddress::parse))
                        .then(account -> Outcome.done(ofOwner(account.id())));
            default -> Outcome.done(ofMethod(method(call).orElseThrow()));
        };
    }

    private static Selection ofIds(Call call) {
        Ids ids = call.parameters().parsedList("ids", Ids::parse).orElseThrow();
        if (ids.all()) {
            throw new InvalidParameterException("ids", "give numbers: * is not taken for the tokens of all accounts");
        }
        return (change, confirmation, made) ->
                administration(made).change(change, ids.map(TokenId::new), confirmation, made.client());
    }

    private static Selection ofValue(TokenFingerprint fingerprint) {
        return (change, confirmation, made) -> administration(made)
                .changeAll(change, TokenFilter.ALL.fingerprint(fingerprint), confirmation, made.client())
                .then(changed -> changed.isEmpty()
                        ? Outcome.refused(RefusalReason.NO_SUCH_TOKEN, "there is no token with this value")
                        : Outcome.done(changed));
    }

    private static Selection ofOwner(AccountId owner) {
        return (change, confirmation, made) -> {
            ChangeRequest request = new ChangeRequest(owner, confirmation, made.client());
            TokenManagement tokens = made.latchkey().tokens();
            return switch (change) {
                case REMOVE -> tokens.removeAll(request);
                case SUSPEND -> tokens.suspendAll(request);
                case RESUME -> tokens.resumeAll(request);
            };
        };
    }

    private Selection ofMethod(ApiMethod method) {
        TokenFilter holding = TokenFilter.ALL.holding(method, ImmutableSet.of());
        return (change, confirmation, made) -> administration(made)
                .changeAll(
                        change,
                        change == TokenAdministration.Change.RESUME
                                ? holding.state(TokenState.SUSPENDED, clock.instant())
                                : holding, // those too that are dead now and may be brought back
                        confirmation,
                        made.client());
    }

    private static TokenAdministration administration(Call call) {
        return new TokenAdministration(call.latchkey().tokens());
    }

    private JsonArray json(ImmutableList<Token> tokens, ApiMethodCatalog catalog, Instant now) {
        ImmutableMap<AccountId, EmailAddress> logins =
                administration.logins(tokens.stream().map(Token::owner).collect(ImmutableSet.toImmutableSet()));
        JsonArray array = new JsonArray();
        for (Token token : tokens) {
            JsonObject json = TokenJson.lazy(token, catalog, now).put("ownerUid", Uid.of(token.owner()));
            EmailAddress login = logins.get(token.owner());
            array.add(login == null ? json : json.put("ownerEmail", login.text()));
        }
        return array;
    }
}
