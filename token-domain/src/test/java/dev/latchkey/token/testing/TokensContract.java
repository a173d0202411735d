package dev.latchkey.token.testing;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static dev.latchkey.token.testing.Fixtures.NOW;
import static dev.latchkey.token.testing.Fixtures.START_ENV;
import static dev.latchkey.token.testing.Fixtures.STOP_ENV;
import static dev.latchkey.token.testing.Fixtures.added;
import static dev.latchkey.token.testing.Fixtures.by;
import static dev.latchkey.token.testing.Fixtures.custom;
import static dev.latchkey.token.testing.Fixtures.history;
import static dev.latchkey.token.testing.Fixtures.newToken;
import static dev.latchkey.token.testing.Fixtures.newValue;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.Actor;
import dev.latchkey.token.ApiMethodSet;
import dev.latchkey.token.Client;
import dev.latchkey.token.Event;
import dev.latchkey.token.Events;
import dev.latchkey.token.Expiry;
import dev.latchkey.token.LastUse;
import dev.latchkey.token.NewToken;
import dev.latchkey.token.Origin;
import dev.latchkey.token.Token;
import dev.latchkey.token.TokenDescription;
import dev.latchkey.token.TokenEdit;
import dev.latchkey.token.TokenId;
import dev.latchkey.token.TokenTerms;
import dev.latchkey.token.TokenValue;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every store of tokens promises. An implementation's test extends it and gives an empty store for each test. */
public abstract class TokensContract extends TokenFailures {

    private static final Expiry TOMORROW = Expiry.at(NOW.plus(Duration.ofDays(1)));
    private static final Expiry YESTERDAY = Expiry.at(NOW.minus(Duration.ofDays(1)));
    private static final Client CURL = new Client("192.0.2.7", "curl/8.5.0");
    private static final Client MAVEN = new Client("192.0.2.8", "");
    private static final TokenId NOBODYS = new TokenId(Integer.MAX_VALUE);

    @Test
    public void add_givesAllThatWasStored() {
        TokenValue value = newValue();
        Token added = added(tokens(), newToken(ALICE, value, "Nightly stop", TOMORROW));

        assertThat(added.owner()).isEqualTo(ALICE);
        assertThat(added.description().text()).isEqualTo("Nightly stop");
        assertThat(added.methods()).isEqualTo(custom(STOP_ENV));
        assertThat(added.expiry()).isEqualTo(TOMORROW);
        assertThat(added.fingerprint()).isEqualTo(value.fingerprint());
        assertThat(added.hint()).isEqualTo(value.hint());
        assertThat(added.createdAt()).isEqualTo(NOW);
        assertThat(tokens().find(value.fingerprint())).contains(added);
        assertThat(tokens().find(ALICE, added.id())).contains(added);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"plain", "'; DROP TABLE tokens; --", "ünï çødé ✓", "🔑🚀", "<img src=x onerror=alert(1)>", "%_\\"
            })
    public void add_keepsEveryCharacterOfTheDescription(String description) {
        Token added = added(tokens(), newToken(ALICE, newValue(), description, Expiry.never()));

        assertThat(stored(added).description().text()).isEqualTo(description);
    }

    @Test
    public void add_keepsTheLongestDescription() {
        String longest = "🔑".repeat(TokenDescription.MAX_LENGTH / 2);

        Token added = added(tokens(), newToken(ALICE, newValue(), longest, Expiry.never()));

        assertThat(stored(added).description().text()).isEqualTo(longest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-24T23:59:59Z", "2026-11-24T10:15:30.000001Z", "9999-12-31T23:59:59Z"})
    public void add_keepsTheExpiryToTheMicrosecond(Instant instant) {
        Token added = added(tokens(), newToken(ALICE, newValue(), "Expiring", Expiry.at(instant)));

        assertThat(stored(added).expiry()).isEqualTo(Expiry.at(instant));
    }

    @Test
    public void add_keepsAnExpiryOfNever() {
        assertThat(stored(add(Expiry.never())).expiry()).isEqualTo(Expiry.never());
    }

    @Test
    public void add_keepsATemplate() {
        ApiMethodSet template = new ApiMethodSet.OfTemplate("IDE Plugins");
        TokenValue value = newValue();
        Token added = added(
                tokens(),
                new NewToken(
                        ALICE,
                        TokenTerms.of(new TokenDescription("IDE"), template, Expiry.never()),
                        value.fingerprint(),
                        value.hint(),
                        Optional.empty()));

        assertThat(stored(added).methods()).isEqualTo(template);
    }

    @Test
    public void add_givesEachTokenAnIdOfItsOwn_evenAfterARemoval() {
        Token first = add(Expiry.never());
        tokens().remove(ImmutableSet.of(first.id()), by(ALICE));

        Token second = add(Expiry.never());

        assertThat(second.id()).isNotEqualTo(first.id());
    }

    @Test
    public void find_whenTheFingerprintIsUnknown_findsNothing() {
        add(Expiry.never());

        assertThat(tokens().find(newValue().fingerprint())).isEmpty();
    }

    @Test
    public void find_whenTheTokenHasExpired_findsIt() {
        Token expired = add(YESTERDAY);

        assertThat(tokens().find(expired.fingerprint())).contains(expired);
    }

    @Test
    public void find_whenTheTokenIsSomebodyElses_findsNothing() {
        Token token = add(Expiry.never());

        assertThat(tokens().find(BOB, token.id())).isEmpty();
    }

    @Test
    public void ownedBy_listsTheOwnersTokensFromTheOldest() {
        Token first = add(Expiry.never());
        added(tokens(), newToken(BOB, newValue(), "Bob's", Expiry.never()));
        Token second = add(YESTERDAY);

        assertThat(tokens().ownedBy(ALICE)).containsExactly(first, second);
        assertThat(tokens().ownedBy(new AccountId("7"))).isEmpty();
    }

    @Test
    public void edit_changesWhatIsGivenAndNothingElse() {
        Token token = add(TOMORROW);

        Optional<Token> described = edit(token, description("Renamed"));
        Optional<Token> widened = edit(token, TokenEdit.NOTHING.methods(custom(START_ENV, STOP_ENV)));
        Optional<Token> extended = edit(token, TokenEdit.NOTHING.expiry(Expiry.never()));

        assertThat(described.orElseThrow().methods()).isEqualTo(token.methods());
        assertThat(described.orElseThrow().expiry()).isEqualTo(TOMORROW);
        assertThat(widened.orElseThrow().description().text()).isEqualTo("Renamed");
        assertThat(widened.orElseThrow().expiry()).isEqualTo(TOMORROW);
        assertThat(extended)
                .contains(new Token(
                        token.id(),
                        ALICE,
                        TokenTerms.of(new TokenDescription("Renamed"), custom(START_ENV, STOP_ENV), Expiry.never()),
                        token.fingerprint(),
                        token.hint(),
                        token.createdAt(),
                        Optional.empty()));
        assertThat(tokens().find(token.fingerprint())).isEqualTo(extended);
    }

    @Test
    public void edit_fromCustomToTemplateAndBack_keepsNothingOfTheOther() {
        Token token = add(Expiry.never());
        ApiMethodSet template = new ApiMethodSet.OfTemplate("Marketplace");

        edit(token, TokenEdit.NOTHING.methods(template));
        assertThat(stored(token).methods()).isEqualTo(template);

        edit(token, TokenEdit.NOTHING.methods(custom(START_ENV)));
        assertThat(stored(token).methods()).isEqualTo(custom(START_ENV));
    }

    @Test
    public void edit_ofTheExpiry_whenExpired_changesNothing() {
        Token yesterday = add(YESTERDAY);
        Token now = add(Expiry.at(NOW));
        TokenEdit longer = TokenEdit.NOTHING
                .description(new TokenDescription("Back again"))
                .expiry(TOMORROW);

        assertThat(edit(yesterday, longer)).isEmpty();
        assertThat(edit(now, longer)).isEmpty();
        assertThat(tokens().ownedBy(ALICE)).containsExactly(yesterday, now);
        assertThat(edit(yesterday, description("Renamed")).map(Token::expiry)).contains(YESTERDAY);
    }

    @Test
    public void edit_withNothingToChange_givesTheToken() {
        Token token = add(TOMORROW);

        assertThat(edit(token, TokenEdit.NOTHING)).contains(token);
    }

    @Test
    public void edit_whenTheTokenIsSomebodyElses_changesNothing() {
        Token token = add(Expiry.never());

        assertThat(tokens().edit(token.id(), description("Mine now"), by(BOB))).isEmpty();
        assertThat(stored(token)).isEqualTo(token);
    }

    @Test
    public void edit_whenThereIsNoSuchToken_changesNothing() {
        assertThat(tokens().edit(NOBODYS, description("?"), by(ALICE))).isEmpty();
        assertThat(kinds()).isEmpty();
    }

    @Test
    public void regenerate_replacesTheValueAndNothingElse() {
        Token token = add(TOMORROW);
        TokenValue value = newValue();

        Optional<Token> regenerated = regenerate(token, value);

        assertThat(regenerated)
                .contains(new Token(
                        token.id(),
                        ALICE,
                        TokenTerms.of(token.description(), token.methods(), TOMORROW),
                        value.fingerprint(),
                        value.hint(),
                        token.createdAt(),
                        Optional.empty()));
        assertThat(tokens().find(token.fingerprint())).isEmpty();
        assertThat(tokens().find(value.fingerprint())).isEqualTo(regenerated);
    }

    @Test
    public void revive_whenExpired_takesTheNewExpiry() {
        Token token = add(YESTERDAY);

        assertThat(revive(token, newValue(), TOMORROW).map(Token::expiry)).contains(TOMORROW);
    }

    @Test
    public void regenerate_whenExpired_changesNothing() {
        Token token = add(YESTERDAY);

        assertThat(regenerate(token, newValue())).isEmpty();
        assertThat(stored(token)).isEqualTo(token);
    }

    @Test
    public void regenerate_whenExpiringAtThisVeryInstant_isExpired() {
        Token token = add(Expiry.at(NOW));

        assertThat(regenerate(token, newValue())).isEmpty();
        assertThat(revive(token, newValue(), TOMORROW)).isPresent();
    }

    @Test
    public void revive_whenAlive_changesNothing() {
        Token never = add(Expiry.never());
        Token tomorrow = add(TOMORROW);

        assertThat(revive(never, newValue(), TOMORROW)).isEmpty();
        assertThat(revive(tomorrow, newValue(), TOMORROW)).isEmpty();
        assertThat(stored(never)).isEqualTo(never);
    }

    @Test
    public void regenerate_whenTheTokenIsSomebodyElses_changesNothing() {
        Token token = add(Expiry.never());
        TokenValue value = newValue();

        assertThat(tokens().regenerate(token.id(), value.fingerprint(), value.hint(), by(BOB)))
                .isEmpty();
        assertThat(stored(token)).isEqualTo(token);
    }

    @Test
    public void remove_removesAllThatAreGiven() {
        Token first = add(Expiry.never());
        Token second = add(YESTERDAY);
        Token kept = add(TOMORROW);

        assertThat(tokens().remove(ImmutableSet.of(first.id(), second.id()), by(ALICE)))
                .isEmpty();

        assertThat(tokens().ownedBy(ALICE)).containsExactly(kept);
        assertThat(tokens().find(first.fingerprint())).isEmpty();
    }

    @Test
    public void remove_whenOneIsMissing_removesNoneAndNamesIt() {
        Token token = add(Expiry.never());

        assertThat(tokens().remove(ImmutableSet.of(token.id(), NOBODYS), by(ALICE)))
                .containsExactly(NOBODYS);

        assertThat(tokens().ownedBy(ALICE)).containsExactly(token);
        assertThat(kinds()).containsExactly(Event.Kind.GENERATED);
    }

    @Test
    public void remove_whenOneIsSomebodyElses_removesNone() {
        Token alices = add(Expiry.never());
        Token bobs = added(tokens(), newToken(BOB, newValue(), "Bob's", Expiry.never()));

        assertThat(tokens().remove(ImmutableSet.of(alices.id(), bobs.id()), by(ALICE)))
                .containsExactly(bobs.id());

        assertThat(tokens().ownedBy(ALICE)).containsExactly(alices);
        assertThat(tokens().ownedBy(BOB)).containsExactly(bobs);
    }

    @Test
    public void remove_ofNothing_isDone() {
        assertThat(tokens().remove(ImmutableSet.of(), by(ALICE))).isEmpty();
    }

    @Test
    public void remove_byFingerprint_removesWhoseverTokenItIs_inWhateverState() {
        Token live = add(TOMORROW);
        Token expired = add(YESTERDAY);
        Token bobs = added(tokens(), newToken(BOB, newValue(), "Bob's", Expiry.never()));
        tokens().disableOwner(by(BOB));
        Token kept = add(Expiry.never());

        for (Token token : List.of(live, expired, bobs)) {
            assertThat(tokens().remove(token.fingerprint(), NOW, CURL)).isTrue();
            assertThat(tokens().remove(token.fingerprint(), NOW, CURL)).isFalse();
            assertThat(tokens().find(token.fingerprint())).isEmpty();
            assertThat(history(events(), Events.Filter.ALL, 1))
                    .containsExactly(Event.removed(token, new Origin(token.owner(), Actor.ownToken(), NOW, CURL)));
        }
        assertThat(tokens().ownedBy(ALICE)).containsExactly(kept);
    }

    @Test
    public void remove_byAFingerprintThatATokenHadBefore_removesNothing() {
        Token token = add(TOMORROW);
        Token regenerated = regenerate(token, newValue()).orElseThrow();

        assertThat(tokens().remove(token.fingerprint(), NOW, CURL)).isFalse();

        assertThat(tokens().ownedBy(ALICE)).containsExactly(regenerated);
        assertThat(kinds()).containsExactly(Event.Kind.REGENERATED, Event.Kind.GENERATED);
    }

    @Test
    public void keepLastUses_isSeenOfTheTokenFromThenOn() {
        Token used = add(Expiry.never());
        Token other = add(Expiry.never());

        tokens().keepLastUses(ImmutableMap.of(used.id(), new LastUse(NOW, CURL)));

        assertThat(used.lastUse()).isEmpty();
        assertThat(stored(used).lastUse()).contains(new LastUse(NOW, CURL));
        assertThat(tokens().ownedBy(ALICE)).extracting(Token::lastUse).contains(Optional.of(new LastUse(NOW, CURL)));
        assertThat(stored(other).lastUse()).isEmpty();

        TokenValue value = newValue();
        Token regenerated = tokens().regenerate(used.id(), value.fingerprint(), value.hint(), by(ALICE))
                .orElseThrow();
        assertThat(regenerated.lastUse()).contains(new LastUse(NOW, CURL));
    }

    @Test
    public void keepLastUses_goesForwardsOnly() {
        Token token = add(Expiry.never());
        LastUse last = new LastUse(NOW, CURL);
        tokens().keepLastUses(ImmutableMap.of(token.id(), last));

        tokens().keepLastUses(ImmutableMap.of(token.id(), new LastUse(NOW.minusSeconds(1), MAVEN)));
        tokens().keepLastUses(ImmutableMap.of(token.id(), new LastUse(NOW, MAVEN)));
        assertThat(stored(token).lastUse()).contains(last);

        LastUse later = new LastUse(NOW.plus(1, ChronoUnit.MICROS), MAVEN);
        tokens().keepLastUses(ImmutableMap.of(token.id(), later));
        assertThat(stored(token).lastUse()).contains(later);
    }

    @Test
    public void keepLastUses_passesOverATokenThatIsGone() {
        Token removed = add(Expiry.never());
        Token used = add(Expiry.never());
        tokens().remove(ImmutableSet.of(removed.id()), by(ALICE));

        tokens().keepLastUses(ImmutableMap.of(
                removed.id(),
                new LastUse(NOW, CURL),
                NOBODYS,
                new LastUse(NOW, CURL),
                used.id(),
                new LastUse(NOW, CURL)));

        assertThat(stored(used).lastUse()).contains(new LastUse(NOW, CURL));
        assertThat(tokens().find(ALICE, removed.id())).isEmpty();
        assertThat(history(events(), Events.Filter.ALL.account(ALICE).token(used.id()), 10))
                .hasSize(1);
    }

    @Test
    public void keepLastUses_takesWhateverAClientSaysOfItself() {
        Token token = add(Expiry.never());
        String agent = Strings.padEnd("\0'; DROP TABLE tokens; -- \ud800 ünï🔑", Client.MAX_USER_AGENT, 'x');
        String address = Strings.padEnd("2001:db8::1", Client.MAX_ADDRESS, 'x');

        tokens().keepLastUses(ImmutableMap.of(token.id(), new LastUse(NOW, new Client(address, agent))));

        Client kept = stored(token).lastUse().orElseThrow().client();
        assertThat(kept.address()).isEqualTo(address);
        assertThat(kept.userAgent())
                .hasSameSizeAs(agent)
                .contains("'; DROP TABLE tokens; -- ")
                .contains("ünï🔑");
    }

    @Test
    public void everyChange_isRecordedWithTheTokenItMade() {
        Token token = add(TOMORROW);
        Token copy = added(tokens(), copyOf(token));
        Token edited = edit(token, description("Renamed")).orElseThrow();
        Token regenerated = regenerate(token, newValue()).orElseThrow();
        tokens().remove(ImmutableSet.of(copy.id()), by(ALICE));

        assertThat(history(events(), Events.Filter.ALL.account(ALICE), 100))
                .containsExactly(
                        Event.removed(copy, by(ALICE)),
                        Event.regenerated(regenerated, by(ALICE)),
                        Event.edited(edited, description("Renamed"), by(ALICE)),
                        Event.added(copy, copyOf(token), by(ALICE)),
                        Event.added(token, newToken(), by(ALICE)));
    }

    @Test
    public void aChangeThatWasRefused_isNotRecorded() {
        Token token = add(YESTERDAY);

        tokens().edit(token.id(), description("Mine now"), by(BOB));
        regenerate(token, newValue());
        tokens().remove(ImmutableSet.of(token.id()), by(BOB));

        assertThat(kinds()).containsExactly(Event.Kind.GENERATED);
    }

    private Token add(Expiry expiry) {
        return added(tokens(), newToken(ALICE, newValue(), "Nightly stop", expiry));
    }

    private NewToken copyOf(Token token) {
        return NewToken.of(ALICE, token.terms(), newValue()).copiedFrom(token.id());
    }

    private Optional<Token> edit(Token token, TokenEdit edit) {
        return tokens().edit(token.id(), edit, by(ALICE));
    }

    private Optional<Token> regenerate(Token token, TokenValue value) {
        return tokens().regenerate(token.id(), value.fingerprint(), value.hint(), by(ALICE));
    }

    private Optional<Token> revive(Token token, TokenValue value, Expiry expiry) {
        return tokens().revive(token.id(), value.fingerprint(), value.hint(), expiry, by(ALICE));
    }

    private Token stored(Token token) {
        return tokens().find(token.owner(), token.id()).orElseThrow();
    }

    private ImmutableList<Event.Kind> kinds() {
        return history(events(), Events.Filter.ALL, 100).stream()
                .map(Event::kind)
                .collect(ImmutableList.toImmutableList());
    }

    private static TokenEdit description(String text) {
        return TokenEdit.NOTHING.description(new TokenDescription(text));
    }
}
