package dev.latchkey;

import static java.util.Objects.requireNonNull;

import dev.latchkey.token.Actor;
import dev.latchkey.token.Password;
import dev.latchkey.token.PasswordConfirmation;

/** Proof that whoever asks for a change may make it. Every change carries one. */
public sealed interface Confirmation {

    /** The password of the account that owns the tokens, which {@link PasswordConfirmation} is to check. */
    record ByPassword(Password password) implements Confirmation {
        public ByPassword {
            requireNonNull(password, "password");
        }
    }

    /**
     * The embedding platform's own word: it has made sure by other means (single sign-on, a passkey, a password that was asked for two
     * minutes ago) that {@code actor} is there.
     */
    record ByPlatform(Actor actor) implements Confirmation {
        public ByPlatform {
            requireNonNull(actor, "actor");
            if (actor instanceof Actor.Stranger) {
                throw new IllegalArgumentException("actor must not be a stranger, who has proved nothing");
            }
        }
    }

    /** The owner's password, to be checked. */
    static Confirmation by(Password password) {
        return new ByPassword(password);
    }

    /** The embedding platform's word that {@code actor} is there, and may make the change. */
    static Confirmation vouchedFor(Actor actor) {
        return new ByPlatform(actor);
    }

    /** Who makes the change. */
    default Actor actor() {
        return this instanceof ByPlatform platform ? platform.actor() : Actor.owner();
    }
}
