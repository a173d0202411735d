package dev.latchkey.token;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which tokens to return of a search: {@code TokenFilter.ALL.owner(account)}. A token has to meet all that is given. Instants are cut to
 * the microsecond, which is what stores keep.
 *
 * @param owner only tokens of this account; empty for those of all
 * @param state only tokens that are in this state; empty for any
 * @param template only tokens of the template of this name, in any case of its ASCII letters; empty for those of all, and custom ones
 * @param held only tokens that hold this method; empty for those of any
 * @param unusedSince only tokens that were last used before this instant, or were made before it and never used; empty for all
 * @param expiresBefore only tokens whose expiry is before this instant, those that have expired among them; empty for all
 * @param fingerprint only the token whose value has this fingerprint; empty for all
 * @param ids only tokens with one of these ids; empty for all
 */
public record TokenFilter(
        Optional<AccountId> owner,
        Optional<StateAt> state,
        Optional<String> template,
        Optional<Held> held,
        Optional<Instant> unusedSince,
        Optional<Instant> expiresBefore,
        Optional<TokenFingerprint> fingerprint,
        Optional<ImmutableSet<TokenId>> ids) {

    /** All tokens. */
    public static final TokenFilter ALL = new TokenFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public TokenFilter {
        requireNonNull(owner, "owner");
        requireNonNull(state, "state");
        requireNonNull(template, "template");
        requireNonNull(held, "held");
        unusedSince = requireNonNull(unusedSince, "unusedSince").map(TokenFilter::kept);
        expiresBefore = requireNonNull(expiresBefore, "expiresBefore").map(TokenFilter::kept);
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(ids, "ids");
    }

    /**
     * A state, and when.
     *
     * @param at the instant for which it is asked whether tokens have expired
     */
    public record StateAt(TokenState state, Instant at) {
        public StateAt {
            requireNonNull(state, "state");
            at = kept(requireNonNull(at, "at"));
        }
    }

    /**
     * An API method, and what holds it: custom sets that name it, and templates.
     *
     * @param templates the names of the templates that hold it, in any case of their ASCII letters
     */
    public record Held(ApiMethod method, ImmutableSet<String> templates) {
        public Held {
            requireNonNull(method, "method");
            requireNonNull(templates, "templates");
        }

        private boolean isIn(ApiMethodSet set) {
            return set instanceof ApiMethodSet.Custom custom
                    ? custom.methods().contains(method)
                    : templates.stream().anyMatch(name -> isTemplate(set, name));
        }
    }

    /** The same, of this account alone. */
    public TokenFilter owner(AccountId only) {
        return new TokenFilter(Optional.of(only), state, template, held, unusedSince, expiresBefore, fingerprint, ids);
    }

    /** The same, of tokens in this state at this instant alone. */
    public TokenFilter state(TokenState only, Instant at) {
        return new TokenFilter(
                owner,
                Optional.of(new StateAt(only, at)),
                template,
                held,
                unusedSince,
                expiresBefore,
                fingerprint,
                ids);
    }

    /** The same, of tokens of this template alone. */
    public TokenFilter template(String only) {
        return new TokenFilter(owner, state, Optional.of(only), held, unusedSince, expiresBefore, fingerprint, ids);
    }

    /** The same, of tokens alone that hold this method by their custom sets, or by one of these templates. */
    public TokenFilter holding(ApiMethod method, ImmutableSet<String> templates) {
        return new TokenFilter(
                owner,
                state,
                template,
                Optional.of(new Held(method, templates)),
                unusedSince,
                expiresBefore,
                fingerprint,
                ids);
    }

    /** The same, of tokens alone that were last used, or if never used were made, before this instant. */
    public TokenFilter unusedSince(Instant instant) {
        return new TokenFilter(owner, state, template, held, Optional.of(instant), expiresBefore, fingerprint, ids);
    }

    /** The same, of tokens alone whose expiry is before this instant. */
    public TokenFilter expiresBefore(Instant instant) {
        return new TokenFilter(owner, state, template, held, unusedSince, Optional.of(instant), fingerprint, ids);
    }

    /** The same, of the token with this value alone. */
    public TokenFilter value(TokenValue only) {
        return fingerprint(only.fingerprint());
    }

    /** The same, of the token alone whose value has this fingerprint. */
    public TokenFilter fingerprint(TokenFingerprint only) {
        return new TokenFilter(owner, state, template, held, unusedSince, expiresBefore, Optional.of(only), ids);
    }

    /** The same, of tokens with one of these ids alone. */
    public TokenFilter ids(ImmutableSet<TokenId> only) {
        return new TokenFilter(
                owner, state, template, held, unusedSince, expiresBefore, fingerprint, Optional.of(only));
    }

    /** Whether it lets a token through, for stores that keep their tokens in memory. */
    public boolean matches(Token token) {
        requireNonNull(token, "token");
        return meets(owner, token.owner()::equals)
                && meets(state, wanted -> token.state(wanted.at()) == wanted.state())
                && meets(template, name -> isTemplate(token.methods(), name))
                && meets(held, wanted -> wanted.isIn(token.methods()))
                && meets(unusedSince, token.lastUse().map(LastUse::at).orElse(token.createdAt())::isBefore)
                && meets(
                        expiresBefore,
                        instant -> token.expiry()
                                .instant()
                                .filter(instant::isAfter)
                                .isPresent())
                && meets(fingerprint, token.fingerprint()::equals)
                && meets(ids, wanted -> wanted.contains(token.id()));
    }

    private static <T> boolean meets(Optional<T> wanted, Predicate<T> condition) {
        return wanted.isEmpty() || condition.test(wanted.get());
    }

    private static boolean isTemplate(ApiMethodSet set, String name) {
        return set instanceof ApiMethodSet.OfTemplate of && Ascii.equalsIgnoreCase(of.template(), name);
    }

    private static Instant kept(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
