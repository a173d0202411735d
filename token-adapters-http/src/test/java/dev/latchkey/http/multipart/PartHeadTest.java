package dev.latchkey.http.multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PartHeadTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "filename=\"app.war\" | app.war",
                "filename=app.war | app.war",
                "filename = app.war | app.war",
                "FileName=\"app.war\"; | app.war",
                "filename=\"shop=1,2;v3.war\" | shop=1,2;v3.war",
                "filename=a=b.war | a=b.war",
                "filename=\"a\\\"b.war\" | a\"b.war",
                "filename=\"a%22b.war\" | a\"b.war",
                "filename=\"a%20b%.war\" | a%20b%.war",
                "filename=\"C:\\dir\\app.war\" | C:\\dir\\app.war",
                "filename=\"a\\\\b.war\" | a\\b.war",
                "filename=\"größe.war\" | größe.war",
                "filename*=UTF-8''gr%C3%B6%c3%9fe.war | größe.war",
                "filename=\"=?utf-8?B?eA==?=\"; filename*=utf-8''x | x",
                "filename=\"x\"; filename*=iso-8859-1''%E4 | x",
            })
    void theFileName_isRead_asTheKnownClientsWriteIt(String parameter, String name) {
        assertThat(disposition("form-data; name=\"file\"; " + parameter).fileName())
                .contains(name);
    }

    @Test
    void anEmptyFileName_isOfAFile_andNoneIsOfAField() {
        assertThat(disposition("form-data; name=f; filename=\"\"").isFile()).isTrue();
        assertThat(disposition("form-data; name=f").isFile()).isFalse();
        assertThat(disposition("form-data; name=\"%0D%0a\"").name()).isEqualTo("\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "form-data",
                "form-data; filename=x",
                "attachment; name=x",
                "form-data; name=x; name=y",
                "form-data; name=x; filename=x; filename=y",
                "form-data; name=\"x",
                "form-data; name=\"x\"y",
                "form-data; name",
                "form-data; =x",
                "form-data; name=x; filename*=utf-8''%C3",
                "form-data; name=x; filename*=utf-8''%4",
                "form-data; name=x; filename*=utf-8''%zz",
            })
    void aDispositionThatIsNotOfTheForm_isRefused(String disposition) {
        assertThatThrownBy(() -> disposition(disposition)).isInstanceOf(BrokenMultipartException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7bit", "8bit", "Binary"})
    void anEncodingThatChangesNothing_isTaken(String encoding) {
        assertThat(with("Content-Transfer-Encoding: " + encoding).name()).isEqualTo("f");
    }

    @Test
    void whatIsNotTaken_isRefusedByName() {
        assertThatThrownBy(() -> with("Content-Transfer-Encoding: base64"))
                .isInstanceOf(BrokenMultipartException.class)
                .hasMessageContaining("Content-Transfer-Encoding");
        assertThatThrownBy(() -> with("Content-Type: Multipart/mixed; boundary=x"))
                .isInstanceOf(BrokenMultipartException.class)
                .hasMessageContaining("multipart");
        assertThatThrownBy(() -> with("Content-Type: text/plain; charset=windows-1252"))
                .isInstanceOf(BrokenMultipartException.class)
                .hasMessageContaining("charset");
    }

    @Test
    void theCharset_isTheOneThatTheFieldSays() {
        assertThat(disposition("form-data; name=f").charset()).isEqualTo(StandardCharsets.UTF_8);
        assertThat(with("Content-Type: text/plain; charset=US-ASCII").charset()).isEqualTo(StandardCharsets.UTF_8);
        assertThat(with("Content-Type: text/plain; charset=ISO-8859-1").charset())
                .isEqualTo(StandardCharsets.ISO_8859_1);
    }

    private static PartHead disposition(String value) {
        return PartHead.parse(List.of("Content-Disposition: " + value));
    }

    private static PartHead with(String header) {
        return PartHead.parse(List.of("content-disposition:form-data; name=f", header));
    }
}
