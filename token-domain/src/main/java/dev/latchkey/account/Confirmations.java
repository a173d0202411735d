package dev.latchkey.account;

import dev.latchkey.token.Client;
import dev.latchkey.token.Event;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.Password;
import dev.latchkey.token.RefusalReason;
import java.time.InstantSource;
import java.util.Optional;

/** Confirms with a session that its account's owner is there. */
final class Confirmations {

    private final LiveSessions live;
    private final Sessions sessions;
    private final PasswordChecks passwords;
    private final AccountEvents events;
    private final InstantSource clock;

    Confirmations(
            LiveSessions live, Sessions sessions, PasswordChecks passwords, AccountEvents events, InstantSource clock) {
        this.live = live;
        this.sessions = sessions;
        this.passwords = passwords;
        this.events = events;
        this.clock = clock;
    }

    /** Done with the live full session of this value, as it was found, if the password is its account's. */
    Outcome<Session> confirm(String value, Password password, Client client) {
        return live.full(value).then(session -> confirm(session, password, client, HashingPlace.Kind.CONFIRMATION));
    }

    /** The same for what only takes a right away: a password that was confirmed lately may stand for it. */
    Outcome<Session> confirmRevocation(String value, Optional<Password> password, Client client) {
        return live.full(value).then(session -> confirmRevocation(session, password, client));
    }

    private Outcome<Session> confirmRevocation(Session session, Optional<Password> password, Client client) {
        boolean confirmedLately = clock.instant().isBefore(session.confirmedAt().plus(SignIn.CONFIRMED_FOR));
        if (password.isEmpty()) {
            return confirmedLately
                    ? Outcome.done(session)
                    : Outcome.refused(
                            RefusalReason.PASSWORD_NEEDED,
                            "it is missing, and none was confirmed with this session in the last "
                                    + SignIn.CONFIRMED_FOR.toMinutes() + " minutes");
        }
        Outcome<Session> outcome = confirm(session, password.get(), client, HashingPlace.Kind.REVOCATION);
        boolean wasLookedAt = !(outcome instanceof Outcome.Refused<Session> refused)
                || refused.reason() == RefusalReason.WRONG_PASSWORD;
        return wasLookedAt || !confirmedLately ? outcome : Outcome.done(session);
    }

    private Outcome<Session> confirm(Session session, Password password, Client client, HashingPlace.Kind kind) {
        Outcome<PasswordAttempt> checked = passwords.check(PasswordAttempt.bySession(session, client, kind), password);
        events.passwordRefused(
                checked, Event.Kind.CONFIRMATION_FAILED, Optional.of(session.account()), client, "confirmation");
        return checked.then(right -> {
            sessions.noteConfirmation(session.id(), clock.instant());
            return Outcome.done(session);
        });
    }
}
