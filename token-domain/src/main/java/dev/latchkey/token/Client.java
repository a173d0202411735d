package dev.latchkey.token;

/**
 * Where a call came from.
 *
 * @param address the network address, as text
 * @param userAgent the program, as it calls itself; empty where it does not
 */
public record Client(String address, String userAgent) {}
