-- The secret of the second factor stands here as it is, since codes are computed from it. Its steps are those of RFC 6238.
CREATE TABLE latchkey.accounts (
    id                INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email             VARCHAR(254) NOT NULL,
    name              VARCHAR(1000) NOT NULL,
    password_hash     VARCHAR(500) NOT NULL,
    created_at        TIMESTAMPTZ NOT NULL,
    totp_secret       BYTEA,
    totp_step         BIGINT DEFAULT 0 NOT NULL,
    totp_attempts     INTEGER DEFAULT 0 NOT NULL,
    totp_attempted_at TIMESTAMPTZ,
    CONSTRAINT accounts_email UNIQUE (email)
);

-- The code attempts are null for a full session.
CREATE TABLE latchkey.sessions (
    id            INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account       INTEGER NOT NULL,
    fingerprint   BYTEA NOT NULL,
    address       VARCHAR(200) NOT NULL,
    user_agent    VARCHAR(500) NOT NULL,
    created_at    TIMESTAMPTZ NOT NULL,
    last_access   TIMESTAMPTZ NOT NULL,
    code_attempts INTEGER,
    CONSTRAINT sessions_fingerprint UNIQUE (fingerprint)
);
CREATE INDEX sessions_account ON latchkey.sessions (account, id);
