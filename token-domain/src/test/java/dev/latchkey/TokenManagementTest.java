package dev.latchkey;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.START_ENV;
import static dev.latchkey.token.testing.Fixtures.STOP_ENV;
import static dev.latchkey.token.testing.Fixtures.added;
import static dev.latchkey.token.testing.Fixtures.custom;
import static dev.latchkey.token.testing.Fixtures.done;
import static dev.latchkey.token.testing.Fixtures.history;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static dev.latchkey.token.testing.Fixtures.password;
import static dev.latchkey.token.testing.Fixtures.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Actor;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Client;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.LastUse;
import dev.latchkey.token.Outcome;
import dev.latchkey.token.Password;
import dev.latchkey.token.PasswordConfirmation;
import dev.latchkey.token.RefusalReason;
import dev.latchkey.token.StorageException;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenDescription;
import dev.latchkey.token.TokenEdit;
import dev.latchkey.token.TokenFilter;
import dev.latchkey.token.TokenFormat;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenState;
import dev.latchkey.token.TokenTerms;
import dev.latchkey.token.TokenValue;
import dev.latchkey.token.Tokens;
import dev.latchkey.token.testing.Fixtures;
import dev.latchkey.token.testing.ForwardingTokens;
import dev.latchkey.token.testing.InMemoryEvents;
import dev.latchkey.token.testing.InMemoryTokens;
import dev.latchkey.token.testing.SettableClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenManagementTest {

    private static final TokenDescription DESCRIPTION = new TokenDescription("Nightly stop");
    private static final ApiMethodSet METHODS = custom(STOP_ENV);
    private static final Expiry TOMORROW = Expiry.at(NOW.plus(Duration.ofDays(1)));
    private static final Expiry YESTERDAY = Expiry.at(NOW.minus(Duration.ofDays(1)));
    private static final int MOST = 5;
    private static final TokenId NEVER_WAS = new TokenId(4711);
    private static final ChangeRequest BY_ALICE =
            new ChangeRequest(ALICE, Confirmation.by(password("correct horse")), new Client("192.0.2.7", "curl"));
    private static final ChangeRequest BY_BOB =
            new ChangeRequest(BOB, Confirmation.by(password("battery staple")), new Client("192.0.2.8", "curl"));
    private static final ChangeRequest WITH_BOBS_PASSWORD =
            new ChangeRequest(ALICE, Confirmation.by(password("battery staple")), new Client("192.0.2.7", "curl"));

    private final SettableClock clock = new SettableClock(NOW);
    private final InMemoryEvents events = new InMemoryEvents();
    private final InMemoryTokens tokens = new InMemoryTokens(events);
    private final TokenManagement management = management(tokens, TokenManagementTest::confirm);

    /** All that can be asked for, each to be done to one token. */
    enum Change {
        GENERATE(Event.Kind.GENERATED) {
            @Override
            Outcome<?> ask(TokenManagement management, ChangeRequest request, TokenId id) {
                return management.generate(request, terms(Expiry.never()));
            }
        },
        COPY(Event.Kind.COPIED) {
            @Override
            Outcome<?> ask(TokenManagement management, ChangeRequest request, TokenId id) {
                return management.copy(request, id, TokenEdit.NOTHING);
            }
        },
        EDIT(Event.Kind.EDITED) {
            @Override
            Outcome<?> ask(TokenManagement management, ChangeRequest request, TokenId id) {
                return management.edit(request, id, describedAs("Renamed"));
            }
        },
        REGENERATE(Event.Kind.REGENERATED) {
            @Override
            Outcome<?> ask(TokenManagement management, ChangeRequest request, TokenId id) {
                return management.regenerate(request, id);
            }
        },
        REMOVE(Event.Kind.REMOVED) {
            @Override
            Outcome<?> ask(TokenManagement management, ChangeRequest request, TokenId id) {
                return management.remove(request, ImmutableSet.of(id));
            }
        },
        REMOVE_ALL(Event.Kind.REMOVED) {
            @Override
            Outcome<?> ask(TokenManagement management, ChangeRequest request, TokenId id) {
                return management.removeAll(request);
            }
        },
        SUSPEND(Event.Kind.SUSPENDED) {
            @Override
            Outcome<?> ask(TokenManagement management, ChangeRequest request, TokenId id) {
                return management.suspend(request, ImmutableSet.of(id));
            }
        },
        SUSPEND_ALL(Event.Kind.SUSPENDED) {
            @Override
            Outcome<?> ask(TokenManagement management, ChangeRequest request, TokenId id) {
                return management.suspendAll(request);
            }
        };

        final Event.Kind kind;

        Change(Event.Kind kind) {
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
            assertThat(event.client()).isEqualTo(new Client("192.0.2.7", "curl"));
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
        TokenManagement busy = management(tokens, (account, password) -> PasswordConfirmation.Result.BUSY);

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
            names = {"COPY", "EDIT", "REGENERATE", "REMOVE", "SUSPEND"})
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
            names = {"COPY", "EDIT", "REGENERATE", "REMOVE", "SUSPEND"})
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
            return PasswordConfirmation.Result.CONFIRMED;
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
        IssuedToken issued = done(management.generate(BY_ALICE, terms(TOMORROW)));

        TokenValue value = issued.value();
        assertThat(issued.token())
                .isEqualTo(new Token(
                        issued.token().id(),
                        ALICE,
                        TokenTerms.of(DESCRIPTION, METHODS, TOMORROW),
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
        IssuedToken issued = done(management.generate(BY_ALICE, terms(TOMORROW)));

        String secretPart = issued.value().reveal().substring(4, 34);
        assertThat(issued.toString()).doesNotContain(secretPart);
        assertThat(management.list(ALICE).toString())
                .contains(issued.value().hint())
                .doesNotContain(secretPart);
        assertThat(events().toString()).contains(issued.value().hint()).doesNotContain(secretPart);
    }

    @Test
    void generate_givesEachTokenAValueOfItsOwn() {
        IssuedToken first = done(management.generate(BY_ALICE, terms(TOMORROW)));
        IssuedToken second = done(management.generate(BY_ALICE, terms(TOMORROW)));

        assertThat(first.token().id()).isNotEqualTo(second.token().id());
        assertThat(first.token().fingerprint()).isNotEqualTo(second.token().fingerprint());
    }

    @ParameterizedTest
    @CsvSource({"-1, true", "0, false", "1, false"})
    void generate_whenTheExpiryHasPassed_isRefused(long nanosecondsAfter, boolean made) {
        clock.set(NOW.plusNanos(nanosecondsAfter));

        Outcome<IssuedToken> outcome = management.generate(BY_ALICE, terms(Expiry.at(NOW)));

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
                        TokenTerms.of(source.description(), source.methods(), source.expiry()),
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
        Token token = added(tokens, newToken(ALICE, value, "Nightly stop", TOMORROW));

        Token edited = done(management.edit(BY_ALICE, token.id(), describedAs("Renamed")));

        assertThat(edited)
                .isEqualTo(new Token(
                        token.id(),
                        ALICE,
                        TokenTerms.of(new TokenDescription("Renamed"), token.methods(), TOMORROW),
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
        IssuedToken old = done(management.generate(BY_ALICE, terms(TOMORROW)));
        clock.advance(Duration.ofHours(1));

        IssuedToken renewed = done(management.regenerate(BY_ALICE, old.token().id()));

        assertThat(renewed.value().reveal()).isNotEqualTo(old.value().reveal());
        assertThat(renewed.token())
                .isEqualTo(new Token(
                        old.token().id(),
                        ALICE,
                        TokenTerms.of(DESCRIPTION, METHODS, TOMORROW),
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

        Outcome<IssuedToken> without = management.regenerate(BY_ALICE, token.id());
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

        assertThat(done(management.regenerate(BY_ALICE, expired.id(), TOMORROW))
                        .token()
                        .expiry())
                .isEqualTo(TOMORROW);
    }

    @Test
    void regenerate_ofAnExpiredToken_withAnExpiryThatHasPassedToo_isRefused() {
        Token expired = add(ALICE, YESTERDAY);

        assertThat(refusal(management.regenerate(BY_ALICE, expired.id(), Expiry.at(NOW)))
                        .reason())
                .isEqualTo(RefusalReason.EXPIRY_NEEDED);
        assertUntouched(expired);
    }

    @Test
    void regenerate_ofALiveToken_takesNoNewExpiry() {
        Token token = add(ALICE, Expiry.never());

        assertThat(refusal(management.regenerate(BY_ALICE, token.id(), TOMORROW))
                        .reason())
                .isEqualTo(RefusalReason.EXPIRY_NOT_TAKEN);
        assertUntouched(token);
    }

    @Test
    void regenerate_ofSomebodyElsesToken_withANewExpiry_findsNoToken() {
        Token bobs = add(BOB, YESTERDAY);

        assertThat(refusal(management.regenerate(BY_ALICE, bobs.id(), TOMORROW)).reason())
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
                tokens.remove(ImmutableSet.of(first.id()), Fixtures.by(ALICE));
                return listed;
            }
        };

        ImmutableSet<TokenId> removed =
                done(management(withARival, TokenManagementTest::confirm).removeAll(BY_ALICE));

        assertThat(removed).containsExactly(second.id());
        assertThat(tokens.ownedBy(ALICE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void everyChange_thatThePlatformVouchesFor_asksForNoPassword_andIsRecordedAsTheActors(Change change) {
        TokenManagement withoutPasswords = management(tokens, (account, password) -> {
            throw new AssertionError("no password is to be checked");
        });
        for (Actor actor : ImmutableList.of(Actor.owner(), Actor.platform())) {
            Token token = add(ALICE, Expiry.never());

            done(change.ask(withoutPasswords, by(actor), token.id()));

            assertThat(events().get(0).kind()).isEqualTo(change.kind);
            assertThat(events().get(0).actor()).isEqualTo(actor);
        }
    }

    @Test
    void everyChange_byPassword_isRecordedAsTheOwners() {
        done(management.generate(BY_ALICE, terms(TOMORROW)));

        assertThat(events().get(0).actor()).isEqualTo(Actor.owner());
    }

    @ParameterizedTest
    @EnumSource(
            value = Change.class,
            names = {"REMOVE", "REMOVE_ALL"})
    void removing_byAnAdministrator_isDone_andRecordedAsTheirs(Change change) {
        Token token = add(ALICE, Expiry.never());

        done(change.ask(management, by(Actor.administrator(BOB)), token.id()));

        assertThat(tokens.ownedBy(ALICE)).isEmpty();
        assertThat(events().get(0).actor()).isEqualTo(Actor.administrator(BOB));
        assertThat(events().get(0).account()).contains(ALICE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Change.class,
            names = {"GENERATE", "COPY", "EDIT", "REGENERATE"})
    void whatCanGiveARight_byAnAdministratorOrTheTokenItself_isTheProgramsMistake(Change change) {
        Token token = add(ALICE, Expiry.never());

        for (Actor actor : ImmutableList.of(Actor.administrator(BOB), Actor.ownToken())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> change.ask(management, by(actor), token.id()))
                    .withMessageContaining("can make and change no tokens");
        }

        assertUntouched(token);
    }

    @Test
    void remove_byTheTokenItself_removesNoOther() {
        Token token = add(ALICE, Expiry.never());
        Token other = add(ALICE, Expiry.never());
        ChangeRequest byToken = by(Actor.ownToken());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> management.remove(byToken, ImmutableSet.of(token.id(), other.id())));
        assertThatIllegalArgumentException().isThrownBy(() -> management.removeAll(byToken));
        assertThat(tokens.ownedBy(ALICE)).containsExactly(token, other);

        done(management.remove(byToken, ImmutableSet.of(token.id())));
        assertThat(tokens.ownedBy(ALICE)).containsExactly(other);
        assertThat(events().get(0).actor()).isEqualTo(Actor.ownToken());
    }

    @Test
    void revoke_removesTheTokenOfAValue_inWhateverState() {
        Token live = add(ALICE, Expiry.never());
        Token expired = add(ALICE, YESTERDAY);
        Token suspended = add(ALICE, Expiry.never());
        Token other = add(ALICE, Expiry.never());
        Token disabled = add(BOB, Expiry.never());
        done(management.suspend(BY_ALICE, ImmutableSet.of(suspended.id())));
        tokens.disableOwner(Fixtures.by(BOB));
        Client finder = new Client("192.0.2.9", "curl");

        for (Token token : List.of(live, expired, suspended, disabled)) {
            assertThat(management.revoke(token.fingerprint(), finder)).isTrue();
            assertThat(management.revoke(token.fingerprint(), finder)).isFalse();
            Event removed = events().get(0);
            assertThat(removed.kind()).isEqualTo(Event.Kind.REMOVED);
            assertThat(removed.token()).contains(token.id());
            assertThat(removed.account()).contains(token.owner());
            assertThat(removed.actor()).isEqualTo(Actor.ownToken());
            assertThat(removed.client()).isEqualTo(finder);
        }

        assertThat(management.revoke(newValue().fingerprint(), finder)).isFalse();
        assertThat(tokens.ownedBy(ALICE)).containsExactly(other);
        assertThat(tokens.ownedBy(BOB)).isEmpty();
    }

    @Test
    void suspendAndResume_changeAllThatAreGiven_orNone() {
        Token first = add(ALICE, Expiry.never());
        Token second = add(ALICE, YESTERDAY);
        Token other = add(ALICE, Expiry.never());
        ImmutableSet<TokenId> ids = ImmutableSet.of(first.id(), second.id());
        ImmutableSet<TokenId> oneTooMany = ImmutableSet.of(first.id(), second.id(), NEVER_WAS);

        assertThat(refusal(management.suspend(BY_ALICE, oneTooMany)).reason()).isEqualTo(RefusalReason.NO_SUCH_TOKEN);
        assertThat(states(ALICE)).containsExactly(TokenState.LIVE, TokenState.EXPIRED, TokenState.LIVE);

        assertThat(done(management.suspend(BY_ALICE, ids))).isEqualTo(ids);
        assertThat(states(ALICE)).containsExactly(TokenState.SUSPENDED, TokenState.SUSPENDED, TokenState.LIVE);
        assertThat(refusal(management.resume(BY_ALICE, oneTooMany)).detail()).isEqualTo("there is no token 4711");
        assertThat(states(ALICE)).containsExactly(TokenState.SUSPENDED, TokenState.SUSPENDED, TokenState.LIVE);

        assertThat(done(management.resume(BY_ALICE, ids))).isEqualTo(ids);
        assertThat(management.list(ALICE)).containsExactly(first, second, other);
    }

    @Test
    void resume_withAWrongPassword_isRefused() {
        Token token = add(ALICE, Expiry.never());
        done(management.suspend(BY_ALICE, ImmutableSet.of(token.id())));

        assertThat(refusal(management.resume(WITH_BOBS_PASSWORD, ImmutableSet.of(token.id())))
                        .reason())
                .isEqualTo(RefusalReason.WRONG_PASSWORD);
        assertThat(refusal(management.resumeAll(WITH_BOBS_PASSWORD)).reason()).isEqualTo(RefusalReason.WRONG_PASSWORD);

        assertThat(states(ALICE)).containsExactly(TokenState.SUSPENDED);
    }

    @Test
    void whatAnAdministratorSuspended_onlyAnAdministratorOrThePlatformResumes() {
        Token held = add(ALICE, Expiry.never());
        Token owners = add(ALICE, Expiry.never());
        ImmutableSet<TokenId> both = ImmutableSet.of(held.id(), owners.id());
        for (Actor administrating : ImmutableList.of(Actor.administrator(BOB), Actor.platform())) {
            done(management.suspend(BY_ALICE, both));
            done(management.suspend(by(administrating), ImmutableSet.of(held.id())));

            Outcome.Refused<?> refusal = refusal(management.resume(BY_ALICE, both));
            assertThat(refusal.reason()).isEqualTo(RefusalReason.SUSPENDED_BY_ADMINISTRATOR);
            assertThat(refusal.detail())
                    .isEqualTo(
                            "an administrator suspended token " + held.id() + ": only an administrator may resume it");
            assertThat(states(ALICE)).containsOnly(TokenState.SUSPENDED);

            assertThat(done(management.resumeAll(BY_ALICE))).containsExactly(owners.id());
            assertThat(states(ALICE)).containsExactly(TokenState.SUSPENDED, TokenState.LIVE);
            assertThat(done(management.resumeAll(by(administrating)))).containsExactly(held.id());
            assertThat(management.list(ALICE)).containsExactly(held, owners);
        }
    }

    @Test
    void suspendAndResume_byTheTokenItself_areTheProgramsMistake() {
        Token token = add(ALICE, Expiry.never());
        ChangeRequest byToken = by(Actor.ownToken());

        assertThatIllegalArgumentException().isThrownBy(() -> management.suspend(byToken, ImmutableSet.of(token.id())));
        assertThatIllegalArgumentException().isThrownBy(() -> management.suspendAll(byToken));
        assertThatIllegalArgumentException().isThrownBy(() -> management.resume(byToken, ImmutableSet.of(token.id())));
        assertThatIllegalArgumentException().isThrownBy(() -> management.resumeAll(byToken));

        assertUntouched(token);
    }

    @Test
    void disable_hasAllTokensDead_andNoneMade_untilItIsEnabled() {
        Token token = add(ALICE, Expiry.never());
        for (Actor administrating : ImmutableList.of(Actor.administrator(BOB), Actor.platform())) {
            management.disable(by(administrating));

            assertThat(states(ALICE)).containsExactly(TokenState.OWNER_DISABLED);
            assertThat(refusal(management.generate(BY_ALICE, terms(TOMORROW))).reason())
                    .isEqualTo(RefusalReason.OWNER_DISABLED);
            assertThat(refusal(management.copy(BY_ALICE, token.id(), TokenEdit.NOTHING))
                            .detail())
                    .isEqualTo("the account is disabled, and gets no tokens");

            management.enable(by(administrating));
            assertUntouched(token);
        }
    }

    @Test
    void disableAndEnable_byAnybodyElse_areTheProgramsMistake() {
        Token token = add(ALICE, Expiry.never());

        for (ChangeRequest request : ImmutableList.of(BY_ALICE, by(Actor.owner()), by(Actor.ownToken()))) {
            assertThatIllegalArgumentException().isThrownBy(() -> management.disable(request));
            assertThatIllegalArgumentException().isThrownBy(() -> management.enable(request));
        }

        assertUntouched(token);
    }

    @Test
    void search_byMethod_looksForTheTemplatesThatHoldIt() {
        Token custom = add(ALICE, Expiry.never());
        IssuedToken template = done(management.generate(
                BY_BOB, Fixtures.terms("All", new ApiMethodSet.OfTemplate("Extended Access"), Expiry.never())));
        done(management.generate(
                BY_BOB, Fixtures.terms("Market", new ApiMethodSet.OfTemplate("Marketplace"), Expiry.never())));

        TokenFilter filter = TokenFilter.ALL.holding(Fixtures.STOP_ENV, ImmutableSet.of());
        assertThat(management.search(filter, Optional.empty(), 9)).containsExactly(custom, template.token());
        assertThat(management.search(filter, Optional.of(custom.id()), 9)).containsExactly(template.token());
        assertThat(management.search(filter, Optional.empty(), 1)).containsExactly(custom);
        assertThat(management.search(
                        TokenFilter.ALL.holding(Fixtures.CREATE_TOKEN, ImmutableSet.of()), Optional.empty(), 9))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, TokenManagement.MOST_FOUND + 1})
    void search_withoutBound_isTheProgramsMistake(int limit) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> management.search(TokenFilter.ALL, Optional.empty(), limit));
    }

    @Test
    void regenerate_withANewExpiry_byAnAdministrator_isTheProgramsMistake() {
        Token expired = add(ALICE, YESTERDAY);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> management.regenerate(by(Actor.administrator(BOB)), expired.id(), TOMORROW));

        assertUntouched(expired);
    }

    @Test
    void generateAndCopy_whenTheAccountHasAsManyAsItMay_areRefusedInWords_andStoreNothing() {
        Token first = add(ALICE, YESTERDAY);
        for (int i = 1; i < MOST; i++) {
            done(management.generate(BY_ALICE, terms(TOMORROW)));
        }
        ImmutableList<Token> before = management.list(ALICE);

        for (Outcome<?> outcome : ImmutableList.of(
                management.generate(BY_ALICE, terms(TOMORROW)),
                management.copy(BY_ALICE, first.id(), expiring(TOMORROW)))) {
            assertThat(refusal(outcome).reason()).isEqualTo(RefusalReason.TOO_MANY_TOKENS);
            assertThat(refusal(outcome).detail())
                    .isEqualTo("the account has 5 tokens, which is as many as it may have: remove one first");
        }

        assertThat(management.list(ALICE)).isEqualTo(before).hasSize(MOST);
        assertThat(events()).hasSize(MOST);
        done(management.generate(BY_BOB, terms(TOMORROW)));
        done(management.remove(BY_ALICE, ImmutableSet.of(first.id())));
        done(management.generate(BY_ALICE, terms(TOMORROW)));
    }

    @Test
    void list_showsWhatWasNotedOfTheTokensSince() {
        LastUse use = new LastUse(NOW, new Client("192.0.2.7", "curl"));
        Token token = add(ALICE, Expiry.never());
        TokenManagement noting = new TokenManagement(
                tokens,
                () -> Fixtures.CATALOG,
                account -> false,
                each -> each.usedLast(use),
                TokenManagementTest::confirm,
                TokenFormat.TOKEN,
                new SecureRandom(),
                clock,
                MOST);

        assertThat(noting.list(ALICE)).containsExactly(token.usedLast(use));
    }

    @Test
    void regenerate_ofALiveToken_whenRefused_saysWhatToDo() {
        Token live = add(ALICE, Expiry.never());
        Token dead = add(ALICE, YESTERDAY);

        assertThat(refusal(management.regenerate(BY_ALICE, live.id(), TOMORROW)).detail())
                .isEqualTo("token " + live.id()
                        + " has not expired, so it keeps its expiry: change that by editing the token");
        assertThat(refusal(management.regenerate(BY_ALICE, dead.id())).detail())
                .isEqualTo("token " + dead.id() + " has expired: give it a new expiry");
        assertThat(refusal(management.copy(BY_ALICE, dead.id(), TokenEdit.NOTHING))
                        .detail())
                .isEqualTo("token " + dead.id() + " has expired: give the copy a new expiry");
        assertThat(refusal(management.edit(BY_ALICE, dead.id(), expiring(TOMORROW)))
                        .detail())
                .isEqualTo("token " + dead.id()
                        + " has expired, and its value stays dead: regenerate it with a new expiry");
    }

    private static ChangeRequest by(Actor actor) {
        return new ChangeRequest(ALICE, Confirmation.vouchedFor(actor), new Client("192.0.2.9", "curl"));
    }

    private TokenManagement management(Tokens store, PasswordConfirmation passwords) {
        return new TokenManagement(
                store,
                () -> Fixtures.CATALOG,
                account -> false,
                UnaryOperator.identity(),
                passwords,
                TokenFormat.TOKEN,
                new SecureRandom(),
                clock,
                MOST);
    }

    private static PasswordConfirmation.Result confirm(AccountId account, Password password) {
        String right = account.equals(ALICE) ? "correct horse" : "battery staple";
        return password.reveal().equals(right)
                ? PasswordConfirmation.Result.CONFIRMED
                : PasswordConfirmation.Result.WRONG;
    }

    private List<TokenState> states(AccountId account) {
        return management.list(account).stream()
                .map(token -> token.state(clock.instant()))
                .toList();
    }

    private Token add(AccountId owner, Expiry expiry) {
        return added(tokens, newToken(owner, newValue(), "Nightly stop", expiry));
    }

    private ImmutableList<Event> events() {
        return history(events, Events.Filter.ALL, 100);
    }

    /** That {@code only} is the one token there is, as it was made, and that nothing but its making was recorded. */
    private void assertUntouched(Token only) {
        assertThat(tokens.ownedBy(only.owner())).containsExactly(only);
        assertThat(tokens.ownedBy(only.owner().equals(ALICE) ? BOB : ALICE)).isEmpty();
        assertThat(events()).extracting(Event::kind).containsExactly(Event.Kind.GENERATED);
    }

    private static TokenTerms terms(Expiry expiry) {
        return TokenTerms.of(DESCRIPTION, METHODS, expiry);
    }

    private static TokenEdit describedAs(String text) {
        return TokenEdit.NOTHING.description(new TokenDescription(text));
    }

    private static TokenEdit withMethods(ApiMethodSet methods) {
        return TokenEdit.NOTHING.methods(methods);
    }

    private static TokenEdit expiring(Expiry expiry) {
        return TokenEdit.NOTHING.expiry(expiry);
    }
}
