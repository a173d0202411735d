package dev.latchkey.token;

/** Why a request was refused. */
public enum RefusalReason {
    /** The text given is not of the form that is asked for, or names something that does not exist. */
    INVALID_VALUE,
    /** The token's expiry lies in the past: a new one is needed. */
    EXPIRY_NEEDED,
    /** A new expiry was given where none is taken: for regenerating a live token, or for editing an expired one. */
    EXPIRY_NOT_TAKEN,
    /** The account has as many tokens as it may have. */
    TOO_MANY_TOKENS,
    /** The account is disabled, and gets no tokens until it is enabled. */
    OWNER_DISABLED,
    /** An administrator suspended the token, and so only an administrator may resume it. */
    SUSPENDED_BY_ADMINISTRATOR,
    /** The account has no such token. Somebody else's token and one that never was look alike. */
    NO_SUCH_TOKEN,
    /** The account has no such session. */
    NO_SUCH_SESSION,
    /** The login or the password is wrong; which of them is not told. */
    WRONG_PASSWORD,
    /** So many wrong passwords were given that for a while none is looked at. */
    TOO_MANY_PASSWORDS,
    /** More passwords are being checked than the machine can bear: ask again in a few seconds. */
    TOO_BUSY,
    /** The one-time code is wrong, or was used before. */
    WRONG_CODE,
    /** So many wrong codes were given for the account that for a while none is looked at. */
    TOO_MANY_CODES,
    /** The session is a full one, and waits for no code. */
    CODE_NOT_NEEDED,
    /** The session ended meanwhile. */
    SESSION_ENDED,
    /** A password is needed, as none was confirmed with the session lately. */
    PASSWORD_NEEDED,
    /** Only an administrator may do this, and the caller is none, or is disabled. */
    NOT_ADMINISTRATOR,
    /** There is no such account. Only administrators are told so. */
    NO_SUCH_ACCOUNT,
    /** Another account has this login. */
    LOGIN_TAKEN,
    /** An administrator may not do this to the administrator's own account. */
    OWN_ACCOUNT,
    /** The new password is one that {@code PasswordPolicy} refuses, or the present one. */
    WEAK_PASSWORD,
    /** The account has a second factor already, which has to be turned off first. */
    SECOND_FACTOR_ON,
    /** The account has no second factor. */
    SECOND_FACTOR_OFF,
    /** No second factor was prepared, or another than the one that was proved. */
    SECOND_FACTOR_NOT_PREPARED
}
