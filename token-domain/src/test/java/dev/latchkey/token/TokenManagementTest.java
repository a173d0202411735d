package dev.latchkey.token;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.START_ENV;
import static dev.latchkey.token.testing.Fixtures.STOP_ENV;
import static dev.latchkey.token.testing.Fixtures.by;
import static dev.latchkey.token.testing.Fixtures.custom;
import static dev.latchkey.token.testing.Fixtures.done;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static dev.latchkey.token.testing.Fixtures.password;
import static dev.latchkey.token.testing.Fixtures.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.PasswordConfirmation.Confirmation;
import dev.latchkey.token.testing.InMemoryTokenEvents;
import dev.latchkey.token.testing.InMemoryTokens;
import dev.latchkey.token.testing.SettableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class TokenManagementTest {

    private static final TokenDescription DESCRIPTION = new TokenDescription("Nightly stop");
    private static final ApiMethodSet METHODS = custom(STOP_ENV);
    private static final Expiry TOMORROW = Expiry.at(NOW.plus(Duration.ofDays(1)));
    private static final Expiry YESTERDAY = Expiry.at(NOW.minus(Duration.ofDays(1)));
    private static final TokenId NEVER_WAS = new TokenId(4711);
    private static final ChangeRequest BY_ALICE = new ChangeRequest(ALICE, password("correct horse"), "192.0.2.7");
    private static final ChangeRequest BY_BOB = new ChangeRequest(BOB, password("battery staple"), "192.0.2.8");
    private static final ChangeRequest WITH_BOBS_PASSWORD =
            new ChangeRequest(ALICE, password("battery staple"), "192.0.2.7");

    private final SettableClock clock = new SettableClock(NOW);
    private final InMemoryTokenEvents events = new InMemoryTokenEvents();
    private final InMemoryTokens tokens = new InMemoryTokens(events);
    private final TokenManagement management = management(tokens, TokenManagementTest::confirm);

    /** All that can be asked for, each to be done to one token. */
    enum Change {
        GENERATE(TokenEvent.Kind.GENERATED) {
            @Override
            Outcome<?> ask(TokenManagement management, ChangeRequest request, TokenId id) {
                return management.generate(request, DESCRIPTION, METHODS, Expiry.never());
            }
        },
        COPY(TokenEvent.Kind.COPIED) {
            @Override
            Outcome<?> ask(TokenManagement management, ChangeRequest request, TokenId id) {
                return management.copy(request, id, TokenEdit.NOTHING);
            }
        },
        EDIT(TokenEvent.Kind.EDITED) {
            @Override
            Outcome<?> ask(TokenManagement management, ChangeRequest request, TokenId id) {
                return management.edit(request, id, describedAs("Renamed"));
            }
        },
        REGENERATE(TokenEvent.Kind.REGENERATED) {
            @Override
            Outcome<?> ask(TokenManagement management, ChangeRequest request, TokenId id) {
                return management.regenerate(request, id, Optional.empty());
            }
        },
        REMOVE(TokenEvent.Kind.REMOVED) {
            @Override
            Outcome<?> ask(TokenManagement management, ChangeRequest request, TokenId id) {
                return management.remove(request, ImmutableSet.of(id));
            }
        },
        REMOVE_ALL(TokenEvent.Kind.REMOVED) {
            @Override
            Outcome<?> ask(TokenManagement management, ChangeRequest request, TokenId id) {
                return management.removeAll(request);
            }
        };

        final TokenEvent.Kind kind;

        Change(TokenEvent.Kind kind) {
            this.kind = kind;
        }

        abstract Outcome<?> ask(TokenManagement management, ChangeRequest request, TokenId id);
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void everyChange_withTheRightPassword_isDoneAndRecordedWithWhoAndWhereFrom(Change change) {
        Token token = add(ALICE, Expiry.never());
        clock.advance(Duration.ofSeconds(3));

        done(change.ask(management, BY_ALICE, token.id()));

        assertThat(events()).hasSize(2);
        assertThat(events().get(0)).satisfies(event -> {
            assertThat(event.kind()).isEqualTo(change.kind);
            assertThat(event.account()).contains(ALICE);
            assertThat(event.address()).isEqualTo("192.0.2.7");
            assertThat(event.at()).isEqualTo(NOW.plusSeconds(3));
        });
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void everyChange_withAWrongPassword_isRefusedAndChangesNothing(Change change) {
        Token token = add(ALICE, Expiry.never());

        assertThat(refusal(change.ask(management, WITH_BOBS_PASSWORD, token.id()))
                        .reason())
                .isEqualTo(RefusalReason.WRONG_PASSWORD);

        assertUntouched(token);
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void everyChange_whenTooManyPasswordsWait_isRefusedAndChangesNothing(Change change) {
        Token token = add(ALICE, Expiry.never());
        TokenManagement busy = management(tokens, (account, password) -> Confirmation.BUSY);

        assertThat(refusal(change.ask(busy, BY_ALICE, token.id())).reason()).isEqualTo(RefusalReason.TOO_BUSY);

        assertUntouched(token);
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void everyChange_whenThePasswordCannotBeLookedUp_failsAndChangesNothing(Change change) {
        Token token = add(ALICE, Expiry.never());
        TokenManagement broken = management(tokens, (account, password) -> {
            throw new StorageException("out of reach");
        });

        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> change.ask(broken, BY_ALICE, token.id()));

        assertUntouched(token);
    }

    @ParameterizedTest
    @EnumSource(
            value = Change.class,
            names = {"COPY", "EDIT", "REGENERATE", "REMOVE"})
    void everyChange_ofSomebodyElsesToken_findsItNoMoreThanOneThatNeverWas(Change change) {
        Token bobs = add(BOB, Expiry.never());

        Outcome.Refused<?> ofBobs = refusal(change.ask(management, BY_ALICE, bobs.id()));
        Outcome.Refused<?> ofNobodys = refusal(change.ask(management, BY_ALICE, NEVER_WAS));

        assertThat(ofBobs.reason()).isEqualTo(RefusalReason.NO_SUCH_TOKEN);
        assertThat(ofBobs.detail()).isEqualTo("there is no token " + bobs.id());
        assertThat(ofNobodys.reason()).isEqualTo(RefusalReason.NO_SUCH_TOKEN);
        assertThat(ofNobodys.detail()).isEqualTo("there is no token 4711");
        assertUntouched(bobs);
    }

    @ParameterizedTest
    @EnumSource(
            value = Change.class,
            names = {"COPY", "EDIT", "REGENERATE", "REMOVE"})
    void everyChange_withAWrongPassword_doesNotTellWhetherTheTokenExists(Change change) {
        Token token = add(ALICE, Expiry.never());

        assertThat(refusal(change.ask(management, WITH_BOBS_PASSWORD, NEVER_WAS)))
                .isEqualTo(refusal(change.ask(management, WITH_BOBS_PASSWORD, token.id())));
    }

    @Test
    void everyChange_happensWhenThePasswordWasConfirmed_notWhenItWasAskedFor() {
        Token expiring = add(ALICE, Expiry.at(NOW.plusSeconds(1)));
        TokenManagement slow = management(tokens, (account, password) -> {
            clock.advance(Duration.ofSeconds(1));
            return Confirmation.CONFIRMED;
        });

        assertThat(refusal(slow.copy(BY_ALICE, expiring.id(), TokenEdit.NOTHING))
                        .reason())
                .isEqualTo(RefusalReason.EXPIRY_NEEDED);
    }

    @Test
    void list_givesTheAccountsTokensFromTheOldest_expiredOnesAmongThem() {
        Token first = add(ALICE, YESTERDAY);
        add(BOB, Expiry.never());
        Token second = add(ALICE, Expiry.never());

        assertThat(management.list(ALICE)).containsExactly(first, second);
    }

    @Test
    void generate_makesATokenOfTheAccount_thatItsValueFinds() {
        IssuedToken issued = done(management.generate(BY_ALICE, DESCRIPTION, METHODS, TOMORROW));

        TokenValue value = issued.value();
        assertThat(issued.token())
                .isEqualTo(new Token(
                        issued.token().id(),
                        ALICE,
                        DESCRIPTION,
                        METHODS,
                        TOMORROW,
                        value.fingerprint(),
                        value.hint(),
                        NOW,
                        Optional.empty()));
        assertThat(TokenFormat.TOKEN.parse(value.reveal())).isPresent();
        assertThat(tokens.find(value.fingerprint())).contains(issued.token());
        assertThat(management.list(ALICE)).containsExactly(issued.token());
    }

    @Test
    void generate_keepsTheValueNowhereButInItsAnswer() {
        IssuedToken issued = done(management.generate(BY_ALICE, DESCRIPTION, METHODS, TOMORROW));

        String secretPart = issued.value().reveal().substring(4, 34);
        assertThat(issued.toString()).doesNotContain(secretPart);
        assertThat(management.list(ALICE).toString())
                .contains(issued.value().hint())
                .doesNotContain(secretPart);
        assertThat(events().toString()).contains(issued.value().hint()).doesNotContain(secretPart);
    }

    @Test
    void generate_givesEachTokenAValueOfItsOwn() {
        IssuedToken first = done(management.generate(BY_ALICE, DESCRIPTION, METHODS, TOMORROW));
        IssuedToken second = done(management.generate(BY_ALICE, DESCRIPTION, METHODS, TOMORROW));

        assertThat(first.token().id()).isNotEqualTo(second.token().id());
        assertThat(first.token().fingerprint()).isNotEqualTo(second.token().fingerprint());
    }

    @ParameterizedTest
    @CsvSource({"-1, true", "0, false", "1, false"})
    void generate_whenTheExpiryHasPassed_isRefused(long nanosecondsAfter, boolean made) {
        clock.set(NOW.plusNanos(nanosecondsAfter));

        Outcome<IssuedToken> outcome = management.generate(BY_ALICE, DESCRIPTION, METHODS, Expiry.at(NOW));

        assertThat(outcome instanceof Outcome.Done).isEqualTo(made);
        assertThat(management.list(ALICE)).hasSize(made ? 1 : 0);
        if (!made) {
            assertThat(refusal(outcome).reason()).isEqualTo(RefusalReason.EXPIRY_NEEDED);
        }
    }

    @Test
    void copy_hasAValueOfItsOwn_andAllElseOfItsSource() {
        Token source = add(ALICE, TOMORROW);
        clock.advance(Duration.ofHours(1));

        IssuedToken copy = done(management.copy(BY_ALICE, source.id(), TokenEdit.NOTHING));

        assertThat(copy.token())
                .isEqualTo(new Token(
                        copy.token().id(),
                        ALICE,
                        source.description(),
                        source.methods(),
                        source.expiry(),
                        copy.value().fingerprint(),
                        copy.value().hint(),
                        NOW.plus(Duration.ofHours(1)),
                        Optional.empty()));
        assertThat(copy.token().id()).isNotEqualTo(source.id());
        assertThat(copy.token().fingerprint()).isNotEqualTo(source.fingerprint());
        assertThat(management.list(ALICE)).containsExactly(source, copy.token());
        assertThat(events().get(0).detail()).isEqualTo("Nightly stop, from token " + source.id());
    }

    @Test
    void copy_livesOnItsOwn() {
        Token source = add(ALICE, TOMORROW);
        IssuedToken copy = done(management.copy(BY_ALICE, source.id(), TokenEdit.NOTHING));

        done(management.remove(BY_ALICE, ImmutableSet.of(source.id())));

        assertThat(tokens.find(copy.value().fingerprint())).contains(copy.token());
    }

    @Test
    void copy_withDifferences_takesTheseAndLeavesItsSourceAsItIs() {
        Token source = add(ALICE, TOMORROW);

        Token renamed = done(management.copy(BY_ALICE, source.id(), describedAs("Renamed")))
                .token();
        Token widened = done(management.copy(BY_ALICE, source.id(), withMethods(custom(START_ENV))))
                .token();
        Token endless = done(management.copy(BY_ALICE, source.id(), expiring(Expiry.never())))
                .token();

        assertThat(renamed.description().text()).isEqualTo("Renamed");
        assertThat(renamed.methods()).isEqualTo(source.methods());
        assertThat(renamed.expiry()).isEqualTo(source.expiry());
        assertThat(widened.description()).isEqualTo(source.description());
        assertThat(widened.methods()).isEqualTo(custom(START_ENV));
        assertThat(widened.expiry()).isEqualTo(source.expiry());
        assertThat(endless.expiry()).isEqualTo(Expiry.never());
        assertThat(management.list(ALICE)).containsExactly(source, renamed, widened, endless);
    }

    @Test
    void copy_ofAnExpiredToken_needsANewExpiry() {
        Token expired = add(ALICE, Expiry.at(NOW));

        assertThat(refusal(management.copy(BY_ALICE, expired.id(), TokenEdit.NOTHING))
                        .reason())
                .isEqualTo(RefusalReason.EXPIRY_NEEDED);
        assertThat(refusal(management.copy(BY_ALICE, expired.id(), expiring(YESTERDAY)))
                        .reason())
                .isEqualTo(RefusalReason.EXPIRY_NEEDED);
        assertUntouched(expired);

        assertThat(done(management.copy(BY_ALICE, expired.id(), expiring(TOMORROW)))
                        .token()
                        .expiry())
                .isEqualTo(TOMORROW);
    }

    @Test
    void copy_ofALiveToken_withAnExpiryThatHasPassed_isRefusedForThat() {
        Token token = add(ALICE, Expiry.never());

        Outcome.Refused<?> refusal = refusal(management.copy(BY_ALICE, token.id(), expiring(YESTERDAY)));

        assertThat(refusal.reason()).isEqualTo(RefusalReason.EXPIRY_NEEDED);
        assertThat(refusal.detail()).isEqualTo("the expiry " + YESTERDAY + " has passed");
        assertUntouched(token);
    }

    @Test
    void edit_changesWhatIsGiven_andKeepsTheValueGood() {
        TokenValue value = newValue();
        Token token = tokens.add(newToken(ALICE, value, "Nightly stop", TOMORROW), by(ALICE));

        Token edited = done(management.edit(BY_ALICE, token.id(), describedAs("Renamed")));

        assertThat(edited)
                .isEqualTo(new Token(
                        token.id(),
                        ALICE,
                        new TokenDescription("Renamed"),
                        token.methods(),
                        TOMORROW,
                        value.fingerprint(),
                        value.hint(),
                        NOW,
                        Optional.empty()));
        assertThat(tokens.find(value.fingerprint())).contains(edited);
    }

    @ParameterizedTest
    @CsvSource({"-1, true", "0, false", "1, false"})
    void edit_whenTheNewExpiryHasPassed_isRefused(long nanosecondsAfter, boolean edited) {
        Token token = add(ALICE, TOMORROW);
        clock.set(NOW.plusNanos(nanosecondsAfter));

        Outcome<Token> outcome = management.edit(BY_ALICE, token.id(), expiring(Expiry.at(NOW)));

        if (edited) {
            assertThat(done(outcome).expiry()).isEqualTo(Expiry.at(NOW));
        } else {
            assertThat(refusal(outcome).reason()).isEqualTo(RefusalReason.EXPIRY_NEEDED);
            assertUntouched(token);
        }
    }

    @Test
    void edit_ofAnExpiredToken_leavesItExpired() {
        Token expired = add(ALICE, YESTERDAY);

        assertThat(done(management.edit(BY_ALICE, expired.id(), describedAs("Renamed")))
                        .expiry())
                .isEqualTo(YESTERDAY);
    }

    @Test
    void edit_ofTheExpiryOfAnExpiredToken_isRefused() {
        Token expired = add(ALICE, YESTERDAY);

        Outcome<Token> outcome = management.edit(BY_ALICE, expired.id(), expiring(TOMORROW));

        assertThat(refusal(outcome).reason()).isEqualTo(RefusalReason.EXPIRY_NOT_TAKEN);
        assertUntouched(expired);
    }

    @Test
    void regenerate_givesAnotherValueAndLeavesAllElse_andTheOldValueIsDead() {
        IssuedToken old = done(management.generate(BY_ALICE, DESCRIPTION, METHODS, TOMORROW));
        clock.advance(Duration.ofHours(1));

        IssuedToken renewed = done(management.regenerate(BY_ALICE, old.token().id(), Optional.empty()));

        assertThat(renewed.value().reveal()).isNotEqualTo(old.value().reveal());
        assertThat(renewed.token())
                .isEqualTo(new Token(
                        old.token().id(),
                        ALICE,
                        DESCRIPTION,
                        METHODS,
                        TOMORROW,
                        renewed.value().fingerprint(),
                        renewed.value().hint(),
                        NOW,
                        Optional.empty()));
        assertThat(tokens.find(old.value().fingerprint())).isEmpty();
        assertThat(tokens.find(renewed.value().fingerprint())).contains(renewed.token());
        assertThat(management.list(ALICE)).containsExactly(renewed.token());
    }

    @ParameterizedTest
    @CsvSource({"-1, false", "0, true", "1, true"})
    void regenerate_fromTheVeryInstantOfItsExpiryOn_needsANewOne(long nanosecondsAfter, boolean expired) {
        Token token = add(ALICE, Expiry.at(NOW));
        clock.set(NOW.plusNanos(nanosecondsAfter));

        Outcome<IssuedToken> without = management.regenerate(BY_ALICE, token.id(), Optional.empty());
        if (expired) {
            assertThat(refusal(without).reason()).isEqualTo(RefusalReason.EXPIRY_NEEDED);
            assertUntouched(token);
        } else {
            assertThat(done(without).token().expiry()).isEqualTo(Expiry.at(NOW));
        }
    }

    @Test
    void regenerate_ofAnExpiredToken_takesTheNewExpiry() {
        Token expired = add(ALICE, YESTERDAY);

        assertThat(done(management.regenerate(BY_ALICE, expired.id(), Optional.of(TOMORROW)))
                        .token()
                        .expiry())
                .isEqualTo(TOMORROW);
    }

    @Test
    void regenerate_ofAnExpiredToken_withAnExpiryThatHasPassedToo_isRefused() {
        Token expired = add(ALICE, YESTERDAY);

        assertThat(refusal(management.regenerate(BY_ALICE, expired.id(), Optional.of(Expiry.at(NOW))))
                        .reason())
                .isEqualTo(RefusalReason.EXPIRY_NEEDED);
        assertUntouched(expired);
    }

    @Test
    void regenerate_ofALiveToken_takesNoNewExpiry() {
        Token token = add(ALICE, Expiry.never());

        assertThat(refusal(management.regenerate(BY_ALICE, token.id(), Optional.of(TOMORROW)))
                        .reason())
                .isEqualTo(RefusalReason.EXPIRY_NOT_TAKEN);
        assertUntouched(token);
    }

    @Test
    void regenerate_ofSomebodyElsesToken_withANewExpiry_findsNoToken() {
        Token bobs = add(BOB, YESTERDAY);

        assertThat(refusal(management.regenerate(BY_ALICE, bobs.id(), Optional.of(TOMORROW)))
                        .reason())
                .isEqualTo(RefusalReason.NO_SUCH_TOKEN);
        assertUntouched(bobs);
    }

    @Test
    void remove_removesAllThatAreGiven() {
        Token first = add(ALICE, Expiry.never());
        Token kept = add(ALICE, Expiry.never());
        Token second = add(ALICE, YESTERDAY);
        ImmutableSet<TokenId> ids = ImmutableSet.of(first.id(), second.id());

        assertThat(done(management.remove(BY_ALICE, ids))).isEqualTo(ids);

        assertThat(management.list(ALICE)).containsExactly(kept);
        assertThat(tokens.find(first.fingerprint())).isEmpty();
    }

    @Test
    void remove_whenOneIsMissingOrSomebodyElses_removesNone() {
        Token alices = add(ALICE, Expiry.never());
        Token bobs = add(BOB, Expiry.never());

        for (TokenId missing : ImmutableList.of(bobs.id(), NEVER_WAS)) {
            Outcome.Refused<?> refusal = refusal(management.remove(BY_ALICE, ImmutableSet.of(alices.id(), missing)));
            assertThat(refusal.reason()).isEqualTo(RefusalReason.NO_SUCH_TOKEN);
            assertThat(refusal.detail()).isEqualTo("there is no token " + missing);
        }

        assertThat(management.list(ALICE)).containsExactly(alices);
        assertThat(management.list(BOB)).containsExactly(bobs);
        assertThat(events()).hasSize(2);
    }

    @Test
    void remove_ofNothing_isDone() {
        Token token = add(ALICE, Expiry.never());

        assertThat(done(management.remove(BY_ALICE, ImmutableSet.of()))).isEmpty();

        assertUntouched(token);
    }

    @Test
    void remove_ofWhatIsRemovedAlready_findsNoToken() {
        ImmutableSet<TokenId> ids = ImmutableSet.of(add(ALICE, Expiry.never()).id());
        done(management.remove(BY_ALICE, ids));

        assertThat(refusal(management.remove(BY_ALICE, ids)).reason()).isEqualTo(RefusalReason.NO_SUCH_TOKEN);
    }

    @Test
    void removeAll_removesTheAccountsTokensAndNobodyElses() {
        Token first = add(ALICE, Expiry.never());
        Token second = add(ALICE, YESTERDAY);
        Token bobs = add(BOB, Expiry.never());

        assertThat(done(management.removeAll(BY_ALICE))).containsExactly(first.id(), second.id());

        assertThat(management.list(ALICE)).isEmpty();
        assertThat(management.list(BOB)).containsExactly(bobs);
    }

    @Test
    void removeAll_whenThereAreNone_isDone() {
        assertThat(done(management.removeAll(BY_BOB))).isEmpty();
        assertThat(events()).isEmpty();
    }

    @Test
    void removeAll_whenOneIsRemovedMeanwhile_removesTheRest() {
        Token first = add(ALICE, Expiry.never());
        Token second = add(ALICE, Expiry.never());
        Tokens withARival = new ForwardingTokens(tokens) {
            @Override
            public ImmutableList<Token> ownedBy(AccountId owner) {
                ImmutableList<Token> listed = super.ownedBy(owner);
                tokens.remove(ImmutableSet.of(first.id()), by(ALICE));
                return listed;
            }
        };

        ImmutableSet<TokenId> removed =
                done(management(withARival, TokenManagementTest::confirm).removeAll(BY_ALICE));

        assertThat(removed).containsExactly(second.id());
        assertThat(tokens.ownedBy(ALICE)).isEmpty();
    }

    private TokenManagement management(Tokens store, PasswordConfirmation passwords) {
        return new TokenManagement(store, new LastUses(store), passwords, TokenFormat.TOKEN, new SecureRandom(), clock);
    }

    private static Confirmation confirm(AccountId account, Password password) {
        String right = account.equals(ALICE) ? "correct horse" : "battery staple";
        return password.reveal().equals(right) ? Confirmation.CONFIRMED : Confirmation.WRONG;
    }

    private Token add(AccountId owner, Expiry expiry) {
        return tokens.add(newToken(owner, newValue(), "Nightly stop", expiry), by(owner));
    }

    private ImmutableList<TokenEvent> events() {
        return events.latest(Optional.empty(), Optional.empty(), 100);
    }

    /** That {@code only} is the one token there is, as it was made, and that nothing but its making was recorded. */
    private void assertUntouched(Token only) {
        assertThat(tokens.ownedBy(only.owner())).containsExactly(only);
        assertThat(tokens.ownedBy(only.owner().equals(ALICE) ? BOB : ALICE)).isEmpty();
        assertThat(events()).extracting(TokenEvent::kind).containsExactly(TokenEvent.Kind.GENERATED);
    }

    private static TokenEdit describedAs(String text) {
        return new TokenEdit(Optional.of(new TokenDescription(text)), Optional.empty(), Optional.empty());
    }

    private static TokenEdit withMethods(ApiMethodSet methods) {
        return new TokenEdit(Optional.empty(), Optional.of(methods), Optional.empty());
    }

    private static TokenEdit expiring(Expiry expiry) {
        return new TokenEdit(Optional.empty(), Optional.empty(), Optional.of(expiry));
    }
}
