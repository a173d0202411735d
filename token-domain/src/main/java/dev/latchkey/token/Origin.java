package dev.latchkey.token;

import java.time.Instant;

/**
 * Who changes something, when and from where: what an audit asks.
 *
 * @param address the network address that the request came from, as text
 */
public record Origin(AccountId account, Instant at, String address) {}
