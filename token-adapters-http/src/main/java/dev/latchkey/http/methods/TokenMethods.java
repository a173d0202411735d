package dev.latchkey.http.methods;

import static dev.latchkey.http.Parameter.Type.BOOLEAN;
import static dev.latchkey.http.Parameter.Type.INTEGER;
import static dev.latchkey.http.Parameter.Type.LIST;
import static dev.latchkey.http.Parameter.Type.TEXT;
import static dev.latchkey.http.Parameter.optional;
import static dev.latchkey.http.Parameter.required;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.latchkey.ChangeRequest;
import dev.latchkey.IssuedToken;
import dev.latchkey.TokenManagement;
import dev.latchkey.http.Answer;
import dev.latchkey.http.Call;
import dev.latchkey.http.Credentials;
import dev.latchkey.http.Field;
import dev.latchkey.http.InvalidParameterException;
import dev.latchkey.http.Parameter;
import dev.latchkey.http.Parameters;
import dev.latchkey.http.PlatformMethod;
import dev.latchkey.http.PlatformMethod.Access;
import dev.latchkey.http.Refusals;
import dev.latchkey.http.Shape;
import dev.latchkey.token.ApiMethodCatalog;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.RefusalReason;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenDescription;
import dev.latchkey.token.TokenEdit;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenTerms;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Managing one's tokens: for a session alone, and each change with the account's password. */
final class TokenMethods {

    private static final Parameter PASSWORD = required("password", TEXT, "the account's password");
    private static final Parameter REVOKING_PASSWORD = optional(
            "password", TEXT, "the account's password; it may be left out for ten minutes after it was confirmed");
    private static final Parameter TEMPLATE =
            optional("tokenTemplate", TEXT, "a template's name; or give apiList for a custom token");
    private static final Parameter API_LIST = optional("apiList", LIST, "the API methods of a custom token");
    private static final Parameter EXPIRES_AT =
            optional("expiresAt", TEXT, "dd-mm-yyyy, yyyy-mm-dd, yyyy-mm-dd hh:mm:ss (UTC) or never");
    private static final Parameter IDS = optional("ids", LIST, "the tokens' numbers, divided by commas, or * for all");

    private final InstantSource clock;

    /** That of the catalog with which these methods were last called: there is one, but calls alone have it. */
    private volatile @Nullable TokenListJson lastListJson;

    TokenMethods(InstantSource clock) {
        this.clock = clock;
    }

    ImmutableList<PlatformMethod> all() {
        return ImmutableList.of(
                PlatformMethod.changing("users.authentication.CreateToken", "Makes a token, and shows its value once")
                        .openTo(Access.SESSION_ONLY)
                        .takes(
                                optional(
                                        "description",
                                        TEXT,
                                        "what the token is for; required unless copyFrom is given"),
                                PASSWORD,
                                TEMPLATE,
                                API_LIST,
                                EXPIRES_AT,
                                optional("copyFrom", INTEGER, "the number of a token to take from what is not given"))
                        .answers(Field.always("token", TokenJson.ISSUED_TOKEN))
                        .refusesMisspelledParameters()
                        .handledBy(this::createToken),
                PlatformMethod.changing("users.authentication.EditToken", "Changes what is given of a token")
                        .openTo(Access.SESSION_ONLY)
                        .takes(
                                required("id", INTEGER, "the token's number"),
                                PASSWORD,
                                optional("description", TEXT, "what the token is for"),
                                TEMPLATE,
                                API_LIST,
                                EXPIRES_AT)
                        .answers(Field.always("token", TokenJson.TOKEN))
                        .refusesMisspelledParameters()
                        .handledBy(this::editToken),
                PlatformMethod.changing(
                                "users.authentication.RegenerateToken",
                                "Gives a token another value, shown once; the old one is dead at once")
                        .openTo(Access.SESSION_ONLY)
                        .takes(
                                optional("id", INTEGER, "the token's number"),
                                optional("ids", LIST, "another name for id, with one number"),
                                PASSWORD,
                                optional("expiresAt", TEXT, "a new expiry, for a token that has expired"))
                        .answers(Field.always("token", TokenJson.ISSUED_TOKEN))
                        .refusesMisspelledParameters()
                        .handledBy(this::regenerateToken),
                PlatformMethod.changing(
                                "users.authentication.DeleteTokens", "Removes tokens, all that are given or none")
                        .openTo(Access.SESSION_ONLY)
                        .takes(required("ids", LIST, IDS.summary()), REVOKING_PASSWORD)
                        .refusesMisspelledParameters()
                        .handledBy(this::deleteTokens),
                PlatformMethod.changing(
                                "users.authentication.SuspendTokens",
                                "Has tokens dead at once until they are resumed, all that are given or none")
                        .openTo(Access.SESSION_ONLY)
                        .takes(required("ids", LIST, IDS.summary()), REVOKING_PASSWORD)
                        .refusesMisspelledParameters()
                        .handledBy(this::suspendTokens),
                PlatformMethod.changing(
                                "users.authentication.ResumeTokens",
                                "Brings suspended tokens back with the same values, all that are given or none")
                        .openTo(Access.SESSION_ONLY)
                        .takes(
                                required(
                                        "ids",
                                        LIST,
                                        "the tokens' numbers, divided by commas, or * for all that one may resume"),
                                PASSWORD)
                        .refusesMisspelledParameters()
                        .handledBy(this::resumeTokens),
                PlatformMethod.reading("users.authentication.GetTokens", "Lists the account's tokens")
                        .openTo(Access.SESSION_ONLY)
                        .takes(
                                IDS,
                                optional(
                                        "lazy",
                                        BOOLEAN,
                                        "true leaves the methods out and counts them, for a list of many tokens"))
                        .answers(Field.always("apiTokens", Shape.listOf(TokenJson.LISTED_TOKEN)))
                        .handledBy(this::getTokens));
    }

    private Answer createToken(Call call) {
        Optional<Integer> source = call.parameters().integer("copyFrom");
        if (source.isPresent()) {
            TokenEdit differences = edit(call);
            return issued(
                    call, giving(call, change -> tokens(call).copy(change, new TokenId(source.get()), differences)));
        }
        call.parameters().requiredText("description");
        TokenEdit given = edit(call);
        ApiMethodSet methods =
                given.methods().orElseThrow(() -> new InvalidParameterException("apiList", "give it or tokenTemplate"));
        TokenTerms terms = TokenTerms.of(
                given.description().orElseThrow(), methods, given.expiry().orElse(Expiry.never()));
        return issued(call, giving(call, change -> tokens(call).generate(change, terms)));
    }

    private Answer editToken(Call call) {
        TokenEdit edit = edit(call);
        if (edit.equals(TokenEdit.NOTHING)) {
            throw new InvalidParameterException(
                    "description", "give it, or tokenTemplate, apiList or expiresAt: nothing was to be changed");
        }
        TokenId id = new TokenId(call.parameters().requiredInteger("id"));
        return Refusals.answer(
                giving(call, change -> tokens(call).edit(change, id, edit)),
                token -> Answer.ok(new JsonObject().put("token", TokenJson.of(token, call.catalog()))));
    }

    private Answer regenerateToken(Call call) {
        TokenId id = new TokenId(oneId(call.parameters()));
        Optional<Expiry> expiry = expiry(call);
        return issued(
                call,
                giving(
                        call,
                        change -> expiry.isPresent()
                                ? tokens(call).regenerate(change, id, expiry.get())
                                : tokens(call).regenerate(change, id)));
    }

    /** The number in {@code id} or {@code ids}: one alone, as the old value of that token dies. */
    private static int oneId(Parameters parameters) {
        ImmutableSet.Builder<Integer> given = ImmutableSet.builder();
        parameters.integer("id").ifPresent(given::add);
        parameters.parsedList("ids", Ids::parse).ifPresent(ids -> {
            if (ids.numbers().size() != 1) {
                throw new InvalidParameterException("ids", "give the number of one token");
            }
            given.addAll(ids.numbers());
        });
        ImmutableSet<Integer> numbers = given.build();
        if (numbers.isEmpty()) {
            throw new InvalidParameterException("id", "it is missing: give the token's number");
        }
        if (numbers.size() > 1) {
            throw new InvalidParameterException("ids", "id has another number: give one of them");
        }
        return numbers.asList().get(0);
    }

    private Answer deleteTokens(Call call) {
        return changed(call, Credentials.Change.REVOKES, tokens(call)::removeAll, tokens(call)::remove);
    }

    private Answer suspendTokens(Call call) {
        return changed(call, Credentials.Change.REVOKES, tokens(call)::suspendAll, tokens(call)::suspend);
    }

    private Answer resumeTokens(Call call) {
        return changed(call, Credentials.Change.GIVES, tokens(call)::resumeAll, tokens(call)::resume);
    }

    /** What comes of a change of the tokens that the parameter ids names. */
    private static Answer changed(
            Call call,
            Credentials.Change kind,
            Function<ChangeRequest, Outcome<ImmutableSet<TokenId>>> ofAll,
            BiFunction<ChangeRequest, ImmutableSet<TokenId>, Outcome<ImmutableSet<TokenId>>> ofSome) {
        Ids ids = call.parameters().parsedList("ids", Ids::parse).orElseThrow();
        return Refusals.answer(
                confirmed(
                        call,
                        kind,
                        change -> ids.all() ? ofAll.apply(change) : ofSome.apply(change, ids.map(TokenId::new))),
                changed -> Answer.OK);
    }

    private Answer getTokens(Call call) {
        Optional<Ids> ids = call.parameters().parsedList("ids", Ids::parse).filter(given -> !given.all());
        boolean lazy = call.parameters().bool("lazy").orElse(false);
        ImmutableList<Token> owned = tokens(call).list(call.account());
        TokenListJson json = listJson(call.catalog());
        return Refusals.answer(
                ids.isEmpty() ? Outcome.done(owned) : pick(owned, ids.get()),
                picked -> Answer.ok(
                        "apiTokens", lazy ? json.lazy(picked, clock.instant()) : json.whole(picked, clock.instant())));
    }

    private TokenListJson listJson(ApiMethodCatalog catalog) {
        TokenListJson made = lastListJson;
        if (made == null || !made.isOf(catalog)) {
            made = new TokenListJson(catalog);
            lastListJson = made;
        }
        return made;
    }

    private static Outcome<ImmutableList<Token>> pick(ImmutableList<Token> owned, Ids ids) {
        ImmutableMap<TokenId, Token> byId = Maps.uniqueIndex(owned, Token::id);
        for (TokenId id : ids.map(TokenId::new)) {
            if (!byId.containsKey(id)) {
                return Outcome.refused(RefusalReason.NO_SUCH_TOKEN, "there is no token " + id);
            }
        }
        return Outcome.done(ids.map(TokenId::new).stream().map(byId::get).collect(ImmutableList.toImmutableList()));
    }

    private Answer issued(Call call, Outcome<IssuedToken> outcome) {
        return Refusals.answer(outcome, issued -> {
            JsonObject token = TokenJson.of(issued.token(), call.catalog())
                    .put("key", issued.value().reveal());
            return Answer.ok(new JsonObject().put("token", token));
        });
    }

    private static TokenManagement tokens(Call call) {
        return call.latchkey().tokens();
    }

    private static <T> Outcome<T> giving(Call call, Function<ChangeRequest, Outcome<T>> make) {
        return confirmed(call, Credentials.Change.GIVES, make);
    }

    /** What comes of a change if it is confirmed. */
    private static <T> Outcome<T> confirmed(
            Call call, Credentials.Change change, Function<ChangeRequest, Outcome<T>> make) {
        return call.confirm(change)
                .then(confirmation -> make.apply(new ChangeRequest(call.account(), confirmation, call.client())));
    }

    private TokenEdit edit(Call call) {
        TokenEdit edit = TokenEdit.NOTHING;
        Optional<TokenDescription> description = call.parameters().parsed("description", TokenDescription::parse);
        edit = description.map(edit::description).orElse(edit);
        edit = methods(call).map(edit::methods).orElse(edit);
        return expiry(call).map(edit::expiry).orElse(edit);
    }

    private static Optional<ApiMethodSet> methods(Call call) {
        List<String> apiList = call.parameters().all("apiList");
        Optional<ApiMethodSet> template = call.parameters().parsed("tokenTemplate", call.catalog()::templateSet);
        if (template.isPresent() && !apiList.isEmpty()) {
            throw new InvalidParameterException("apiList", "tokenTemplate is given too: give one of them");
        }
        return apiList.isEmpty()
                ? template
                : Optional.of(Parameters.valid("apiList", call.catalog().customSet(apiList)));
    }

    private Optional<Expiry> expiry(Call call) {
        return call.parameters().parsed("expiresAt", text -> Expiry.parse(text, clock.instant()));
    }
}
