package dev.latchkey.token;

import static dev.latchkey.token.testing.Fixtures.START_ENV;
import static dev.latchkey.token.testing.Fixtures.STOP_ENV;
import static dev.latchkey.token.testing.Fixtures.custom;
import static dev.latchkey.token.testing.Fixtures.terms;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class TokenEditTest {

    private static final Expiry LATER = Expiry.at(Instant.parse("2030-01-01T00:00:00Z"));
    private static final TokenTerms TERMS = terms("Nightly stop", custom(STOP_ENV), Expiry.never());
    private static final TokenDescription RENAMED = new TokenDescription("Renamed");

    @Test
    void nothing_leavesTheTermsAsTheyAre() {
        assertThat(TokenEdit.NOTHING.of(TERMS)).isEqualTo(TERMS);
        assertThat(TokenEdit.NOTHING.changedFields()).isEmpty();
        assertThat(TokenEdit.NOTHING.description()).isEmpty();
        assertThat(TokenEdit.NOTHING.methods()).isEmpty();
        assertThat(TokenEdit.NOTHING.expiry()).isEmpty();
    }

    @Test
    void of_changesWhatIsGivenAndNothingElse() {
        assertThat(TokenEdit.NOTHING.description(RENAMED).of(TERMS))
                .isEqualTo(terms("Renamed", TERMS.methods(), TERMS.expiry()));
        assertThat(TokenEdit.NOTHING.methods(custom(START_ENV)).of(TERMS))
                .isEqualTo(terms("Nightly stop", custom(START_ENV), TERMS.expiry()));
        assertThat(TokenEdit.NOTHING.expiry(LATER).of(TERMS)).isEqualTo(TERMS.until(LATER));
    }

    @Test
    void everyTerm_canBeGivenInAnyOrder_theLastOneCounts() {
        TokenEdit edit = TokenEdit.NOTHING
                .expiry(Expiry.never())
                .methods(custom(START_ENV))
                .description(RENAMED)
                .expiry(LATER);

        assertThat(edit.of(TERMS)).isEqualTo(terms("Renamed", custom(START_ENV), LATER));
        assertThat(edit.description()).contains(RENAMED);
        assertThat(edit.methods()).contains(custom(START_ENV));
        assertThat(edit.expiry()).contains(LATER);
    }

    @Test
    void changedFields_areNamedInTheOrderOfTheTerms() {
        TokenEdit edit = TokenEdit.NOTHING.expiry(LATER).description(RENAMED);

        assertThat(edit.changedFields()).isEqualTo("description, expiry");
        assertThat(edit).hasToString("TokenEdit[description, expiry]");
        assertThat(edit.methods(custom(START_ENV)).changedFields()).isEqualTo("description, methods, expiry");
    }

    @Test
    void equals_comparesEveryTerm() {
        TokenEdit edit =
                TokenEdit.NOTHING.description(RENAMED).methods(custom(STOP_ENV)).expiry(LATER);

        assertThat(edit)
                .isEqualTo(TokenEdit.NOTHING
                        .expiry(LATER)
                        .methods(custom(STOP_ENV))
                        .description(RENAMED))
                .hasSameHashCodeAs(TokenEdit.NOTHING
                        .expiry(LATER)
                        .methods(custom(STOP_ENV))
                        .description(RENAMED))
                .isNotEqualTo(edit.description(new TokenDescription("Another")))
                .isNotEqualTo(edit.methods(custom(START_ENV)))
                .isNotEqualTo(edit.expiry(Expiry.never()))
                .isNotEqualTo(TERMS);
    }

    @Test
    void until_changesTheExpiryAlone() {
        assertThat(TERMS.until(LATER)).isEqualTo(terms("Nightly stop", custom(STOP_ENV), LATER));
    }
}
