package dev.latchkey.demo.archive;

import dev.latchkey.token.AccountId;
import java.time.Instant;

/**
 * A file that an account uploaded, to be deployed.
 *
 * @param id what the protocol numbers it by
 * @param key what its file and its URL are named by: a random UUID
 * @param size in bytes, more than 0
 * @param comment may be empty
 */
public record Archive(
        int id, String key, AccountId owner, String name, long size, String comment, Instant uploadedAt) {}
