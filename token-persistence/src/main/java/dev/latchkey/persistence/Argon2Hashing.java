package dev.latchkey.persistence;

import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import dev.latchkey.token.Password;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * Argon2id (RFC 9106) with the parameters that OWASP's Password Storage Cheat Sheet names first. A hash carries its
 * parameters, so that those made with others stay good.
 */
final class Argon2Hashing {

    private static final int MEMORY_KIB = 19_456;
    private static final int ITERATIONS = 2;
    private static final int PARALLELISM = 1;

    /** The hash of no known password, of the usual cost: 16 bytes of salt and 32 of hash, all of them zero. */
    static final String NOBODYS = "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
            .formatted(MEMORY_KIB, ITERATIONS, PARALLELISM, "A".repeat(22), "A".repeat(43));

    private final Argon2 argon2 = Argon2Factory.create(Argon2Types.ARGON2id);

    String hash(Password password) {
        return with(password, bytes -> argon2.hash(ITERATIONS, MEMORY_KIB, PARALLELISM, bytes));
    }

    boolean matches(String hash, Password password) {
        return with(password, bytes -> argon2.verify(hash, bytes));
    }

    /** Whether a hash was made by other parameters than those of today. */
    boolean isOutdated(String hash) {
        return argon2.needsRehash(hash, ITERATIONS, MEMORY_KIB, PARALLELISM);
    }

    private <T> T with(Password password, Function<byte[], T> use) {
        byte[] bytes = password.reveal().getBytes(StandardCharsets.UTF_8);
        try {
            return use.apply(bytes);
        } finally {
            argon2.wipeArray(bytes);
        }
    }
}
