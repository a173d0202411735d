package dev.latchkey.app.administration;

import dev.latchkey.token.Password;

/**
 * Where the secrets of an administrator come from: somebody is asked for them, or they are read. Each method throws
 * {@link AdministrationException} if there is none to be had.
 */
public interface Secrets {

    /** The administrator's password. It is asked for once at most. */
    Password password();

    /** A one-time code, or a recovery code, as it was typed. */
    String code();
}
