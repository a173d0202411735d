package dev.latchkey.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MisspellingTest {

    private static final ImmutableList<String> KNOWN = ImmutableList.of(
            "id", "ids", "password", "description", "tokenTemplate", "apiList", "expiresAt", "copyFrom");

    @ParameterizedTest
    @CsvSource({
        "expires_at, expiresAt",
        "expires-at, expiresAt",
        "EXPIRES_AT, expiresAt",
        "_expires_at_, expiresAt",
        "expireAt, expiresAt",
        "expire_at, expiresAt",
        "expiresA, expiresAt",
        "xpiresAt, expiresAt",
        "expiresAtt, expiresAt",
        "eexpiresAt, expiresAt",
        "expiresOt, expiresAt",
        "wxpiresAt, expiresAt",
        "exipresAt, expiresAt",
        "expiresTa, expiresAt",
        "xepiresAt, expiresAt",
        "expiresАt, expiresAt",
        "'expiresAt ', expiresAt",
        "expires.at, expiresAt",
        "apilists, apiList",
        "api_list, apiList",
        "token_template, tokenTemplate",
        "tokenTemplates, tokenTemplate",
        "copy_from, copyFrom",
        "pasword, password",
        "i_d, id",
        "expire, expiresAt",
        "expires, expiresAt",
        "expires_in, expiresAt",
        "expiry, expiresAt",
        "expiration_date, expiresAt",
        "tokenTempl, tokenTemplate"
    })
    void meant_isTheNameThatIsAlike(String given, String meant) {
        assertThat(Misspelling.meant(given, KNOWN)).contains(meant);
    }

    /** Known names in any case, what clients of the platform add to every call, and what means something else. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "expiresAt",
                "EXPIRESAT",
                "id",
                "ids",
                "session",
                "appid",
                "ruk",
                "charset",
                "lang",
                "hx_lang",
                "actionkey",
                "uid",
                "fid",
                "sid",
                "idx",
                "kids",
                "expiersAte",
                "expi",
                "tokenName",
                "copy",
                "pxeirseAt",
                "list",
                "template",
                "note",
                ""
            })
    void meant_isNothingForOtherNames(String given) {
        assertThat(Misspelling.meant(given, KNOWN)).isEmpty();
    }

    @Test
    void check_refusesAMisspelledName_whereTheMethodDoes() {
        PlatformMethod.Declaration declared = PlatformMethod.changing("a.b.Make", "Makes")
                .takes(Parameter.optional("expiresAt", Parameter.Type.TEXT, "when it ends"));
        PlatformMethod lenient = declared.handledBy(call -> Answer.OK);
        PlatformMethod strict = declared.refusesMisspelledParameters().handledBy(call -> Answer.OK);
        Parameters misspelt = Parameters.of(List.of(Map.entry("expires_at", "31-12-2026"), Map.entry("ruk", "1")));

        misspelt.check(lenient);
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> misspelt.check(strict))
                .withMessageContainingAll("expires_at", "expiresAt")
                .withMessageNotContaining("31-12-2026");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> misspelt.check(strict.with(call -> Answer.OK)));
        Parameters.of(List.of(Map.entry("expires_at", ""), Map.entry("expiresat", "x")))
                .check(strict);
    }
}
