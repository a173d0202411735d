package dev.latchkey.demo.environment;

import dev.latchkey.token.AccountId;
import java.time.Instant;

/**
 * An environment of an account.
 *
 * @param appid its other key: 32 hexadecimal digits
 */
public record Environment(
        int id,
        String appid,
        EnvironmentName name,
        AccountId owner,
        String displayName,
        Region region,
        Instant createdAt,
        Phase phase) {}
