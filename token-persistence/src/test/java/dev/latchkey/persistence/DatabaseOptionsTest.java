package dev.latchkey.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DatabaseOptionsTest {

    @Test
    void toString_ofAServer_showsNoPassword() {
        DatabaseOptions options =
                DatabaseOptions.at("jdbc:postgresql://db.example/latchkey?password=inTheUrl", "latchkey", "onItsOwn");

        assertThat(options.source().toString()).doesNotContain("inTheUrl").doesNotContain("onItsOwn");
    }
}
