package dev.latchkey.token.cache;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.by;

import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.DenialReason;
import dev.latchkey.token.Token;
import dev.latchkey.token.Tokens;

/** What has a token of Alice's dead, whatever its expiry is. */
enum Stop {
    REMOVAL(DenialReason.UNKNOWN) {
        @Override
        void stop(Tokens tokens, Token token) {
            tokens.remove(ImmutableSet.of(token.id()), by(ALICE));
        }
    },
    SUSPENSION(DenialReason.SUSPENDED) {
        @Override
        void stop(Tokens tokens, Token token) {
            tokens.suspend(ImmutableSet.of(token.id()), by(ALICE));
        }

        @Override
        void end(Tokens tokens, Token token) {
            tokens.resume(ImmutableSet.of(token.id()), by(ALICE));
        }
    },
    DISABLING(DenialReason.OWNER_DISABLED) {
        @Override
        void stop(Tokens tokens, Token token) {
            tokens.disableOwner(by(ALICE));
        }

        @Override
        void end(Tokens tokens, Token token) {
            tokens.enableOwner(by(ALICE));
        }
    };

    /** Why calls with the token are denied from then on. */
    final DenialReason reason;

    Stop(DenialReason reason) {
        this.reason = reason;
    }

    abstract void stop(Tokens tokens, Token token);

    /** Has the token alive again. */
    void end(Tokens tokens, Token token) {
        throw new UnsupportedOperationException("a removed token never comes back");
    }
}
