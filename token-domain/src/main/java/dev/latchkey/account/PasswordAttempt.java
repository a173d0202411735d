package dev.latchkey.account;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.Comparators;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Client;
import dev.latchkey.token.TokenFingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Who tries a password, and what that counts for. A stranger shares the counts of the account and of the address with all other strangers. A
 * session and a known browser have counts of their own, so that no stranger keeps them out.
 *
 * @param account whose password it is to be
 * @param who has to pause after failures of its own
 * @param where has to pause after failures of its own, too
 * @param beside gets its failures counted too, and does not make it pause
 * @param forgives those that count anew once it was right
 */
record PasswordAttempt(
        AccountId account,
        GuessSubject who,
        GuessSubject where,
        ImmutableSet<GuessSubject> beside,
        ImmutableSet<GuessSubject> forgives,
        HashingPlace place) {

    /** Stands for the account of a login that belongs to nobody. */
    static final AccountId NOBODY = new AccountId("nobody");

    /** Somebody signs in, of whom nothing is known. */
    static PasswordAttempt byStranger(Account account, Client client) {
        return byStranger(checked(account), GuessSubject.account(account.id()), client);
    }

    /** Somebody signs in by a login of which there is no account. */
    static PasswordAttempt byUnknownLogin(String login, Client client) {
        return byStranger(NOBODY, GuessSubject.unknownLogin(login), client);
    }

    private static PasswordAttempt byStranger(AccountId account, GuessSubject who, Client client) {
        return new PasswordAttempt(
                account,
                who,
                GuessSubject.strangersAt(client.network()),
                ImmutableSet.of(),
                ImmutableSet.of(who),
                new HashingPlace(HashingPlace.Kind.SIGN_IN, client.network()));
    }

    /** Somebody signs in with a browser that has signed in to the account before. */
    static PasswordAttempt byKnownBrowser(Account account, TokenFingerprint browser, Client client) {
        GuessSubject who = GuessSubject.knownBrowser(browser);
        GuessSubject strangers = GuessSubject.account(account.id());
        return new PasswordAttempt(
                checked(account),
                who,
                GuessSubject.knownAt(client.network()),
                ImmutableSet.of(strangers),
                ImmutableSet.of(who, strangers),
                new HashingPlace(HashingPlace.Kind.SIGN_IN, client.network()));
    }

    /** Of a disabled account no password is right, and finding that out takes as long as ever. */
    private static AccountId checked(Account account) {
        return account.disabledAt().isEmpty() ? account.id() : NOBODY;
    }

    /** Somebody confirms what is done with a session. */
    static PasswordAttempt bySession(Session session, Client client, HashingPlace.Kind kind) {
        GuessSubject who = GuessSubject.session(session.id());
        return new PasswordAttempt(
                session.account(),
                who,
                GuessSubject.knownAt(client.network()),
                ImmutableSet.of(GuessSubject.account(session.account())),
                ImmutableSet.of(who),
                new HashingPlace(kind, client.network()));
    }

    /** Those that may have to pause. */
    ImmutableSet<GuessSubject> gates() {
        return ImmutableSet.of(who, where);
    }

    /** Those that change when it turns out right or wrong. */
    ImmutableSet<GuessSubject> counted() {
        return ImmutableSet.<GuessSubject>builder()
                .addAll(gates())
                .addAll(beside)
                .build();
    }

    private GuessLimit limit(GuessSubject gate) {
        return gate.equals(who) ? GuessLimit.PASSWORDS : GuessLimit.ADDRESS;
    }

    /** How long it has to wait; zero if it need not. */
    Duration pause(Map<GuessSubject, GuessTally> tallies, Instant at) {
        return gates().stream()
                .map(gate -> get(tallies, gate).pause(limit(gate), at))
                .reduce(Duration.ZERO, Comparators::max);
    }

    boolean isCrowded(Map<GuessSubject, GuessTally> tallies, Instant at) {
        return gates().stream().anyMatch(gate -> get(tallies, gate).isCrowded(limit(gate), at));
    }

    /** Whether no password counts as right. */
    boolean isLocked(Map<GuessSubject, GuessTally> tallies) {
        return get(tallies, who).isLocked();
    }

    /** The same tallies, with this one begun if it may be. */
    ImmutableMap<GuessSubject, GuessTally> begun(ImmutableMap<GuessSubject, GuessTally> tallies, Instant at) {
        return pause(tallies, at).isZero() && !isCrowded(tallies, at)
                ? changed(tallies, (gate, tally) -> tally.begun(limit(gate), at))
                : tallies;
    }

    ImmutableMap<GuessSubject, GuessTally> failed(ImmutableMap<GuessSubject, GuessTally> tallies, Instant at) {
        return changed(
                tallies,
                (subject, tally) -> gates().contains(subject)
                        ? tally.failed(limit(subject), at)
                        : tally.alsoFailed(GuessLimit.PASSWORDS, at));
    }

    ImmutableMap<GuessSubject, GuessTally> succeeded(ImmutableMap<GuessSubject, GuessTally> tallies) {
        return changed(abandoned(tallies), (subject, tally) -> forgives.contains(subject) ? tally.forgiven() : tally);
    }

    ImmutableMap<GuessSubject, GuessTally> abandoned(ImmutableMap<GuessSubject, GuessTally> tallies) {
        return changed(tallies, (subject, tally) -> gates().contains(subject) ? tally.abandoned() : tally);
    }

    private static ImmutableMap<GuessSubject, GuessTally> changed(
            Map<GuessSubject, GuessTally> tallies, BiFunction<GuessSubject, GuessTally, GuessTally> change) {
        return tallies.entrySet().stream()
                .collect(toImmutableMap(Map.Entry::getKey, tally -> change.apply(tally.getKey(), tally.getValue())));
    }

    private static GuessTally get(Map<GuessSubject, GuessTally> tallies, GuessSubject subject) {
        return tallies.getOrDefault(subject, GuessTally.NONE);
    }
}
