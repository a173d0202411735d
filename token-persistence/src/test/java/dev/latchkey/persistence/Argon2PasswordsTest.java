package dev.latchkey.persistence;

import static dev.latchkey.token.testing.Fixtures.ALICE;
import static dev.latchkey.token.testing.Fixtures.BOB;
import static dev.latchkey.token.testing.Fixtures.password;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import dev.latchkey.token.AccountId;
import dev.latchkey.token.StorageException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class Argon2PasswordsTest {

    private final Argon2Hashing hashing = new Argon2Hashing();
    private final Map<AccountId, String> hashes = new HashMap<>();
    private final Argon2Passwords passwords = new Argon2Passwords(new Kept(), hashing, new HashingPlaces());
    private boolean readOnly;
    private boolean broken;

    private final class Kept implements PasswordHashes {

        @Override
        public Optional<String> of(AccountId account) {
            if (broken) {
                throw new StorageException("gone");
            }
            return Optional.ofNullable(hashes.get(account));
        }

        @Override
        public void replace(AccountId account, String present, String next) {
            if (readOnly) {
                throw new StorageException("read-only");
            }
            assertThat(hashes.replace(account, present, next)).isTrue();
        }
    }

    @Test
    void hash_namesTheParameters_andIsNeverTheSame() {
        String hash = hashing.hash(password("correct horse"));

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("horse");
        assertThat(hashing.hash(password("correct horse"))).isNotEqualTo(hash);
    }

    @Test
    void matches_whenTheHashWasMadeWithOtherParameters_stillConfirms() {
        byte[] bytes = "correct horse".getBytes(StandardCharsets.UTF_8);
        hashes.put(ALICE, Argon2Factory.create(Argon2Types.ARGON2id).hash(1, 8_192, 2, bytes));

        assertThat(passwords.matches(ALICE, password("correct horse"))).isTrue();
        assertThat(passwords.matches(ALICE, password("correct hors"))).isFalse();
    }

    @Test
    void matches_whenTheHashWasMadeWithOtherParameters_hashesAnew_onceThePasswordIsRight() {
        String old = Argon2Factory.create(Argon2Types.ARGON2id)
                .hash(1, 8_192, 2, "correct horse".getBytes(StandardCharsets.UTF_8));
        hashes.put(ALICE, old);

        assertThat(passwords.matches(ALICE, password("correct hors"))).isFalse();
        assertThat(hashes).containsEntry(ALICE, old);
        readOnly = true;
        assertThat(passwords.matches(ALICE, password("correct horse"))).isTrue();
        assertThat(hashes).containsEntry(ALICE, old);
        readOnly = false;
        assertThat(passwords.matches(ALICE, password("correct horse"))).isTrue();
        String renewed = hashes.get(ALICE);

        assertThat(renewed).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.matches(ALICE, password("correct horse"))).isTrue();
        assertThat(hashes).containsEntry(ALICE, renewed);
    }

    @Test
    void matches_whenTheAccountDoesNotExist_costsAsMuchAsForOneThatDoes() {
        hashes.put(ALICE, hashing.hash(password("correct horse")));

        Duration known = fastest(ALICE);
        Duration unknown = fastest(BOB);

        // A look-up without a hash would take a thousandth of one with it.
        assertThat(unknown).isGreaterThan(known.dividedBy(3)).isLessThan(known.multipliedBy(3));
    }

    private Duration fastest(AccountId account) {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            assertThat(passwords.matches(account, password("wrong"))).isFalse();
            fastest = Math.min(fastest, System.nanoTime() - start);
        }
        return Duration.ofNanos(fastest);
    }

    @Test
    void matches_whenTheHashCannotBeLookedUp_saysSo() {
        broken = true;

        for (int i = 0; i < 30; i++) {
            assertThatThrownBy(() -> passwords.matches(ALICE, password("correct horse")))
                    .isInstanceOf(StorageException.class)
                    .hasMessage("gone");
        }
    }
}
