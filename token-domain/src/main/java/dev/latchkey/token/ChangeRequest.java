package dev.latchkey.token;

/**
 * A change that an account asks for, with the password that proves its owner to be there.
 *
 * @param address the network address that it came from
 */
public record ChangeRequest(AccountId account, Password password, String address) {}
