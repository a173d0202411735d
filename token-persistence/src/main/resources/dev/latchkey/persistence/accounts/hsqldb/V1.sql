-- The secret of the second factor stands here as it is, since codes are computed from it. Its steps are those of RFC 6238.
CREATE CACHED TABLE IF NOT EXISTS latchkey.accounts (
    id                INTEGER GENERATED ALWAYS AS IDENTITY (START WITH 1) PRIMARY KEY,
    email             VARCHAR(254) NOT NULL,
    name              VARCHAR(1000) NOT NULL,
    password_hash     VARCHAR(500) NOT NULL,
    created_at        TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    totp_secret       VARBINARY(20),
    totp_step         BIGINT DEFAULT 0 NOT NULL,
    totp_attempts     INTEGER DEFAULT 0 NOT NULL,
    totp_attempted_at TIMESTAMP(6) WITH TIME ZONE,
    CONSTRAINT accounts_email UNIQUE (email)
);

-- The code attempts are null for a full session.
CREATE CACHED TABLE IF NOT EXISTS latchkey.sessions (
    id            INTEGER GENERATED ALWAYS AS IDENTITY (START WITH 1) PRIMARY KEY,
    account       INTEGER NOT NULL,
    fingerprint   BINARY(32) NOT NULL,
    address       VARCHAR(200) NOT NULL,
    user_agent    VARCHAR(500) NOT NULL,
    created_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    last_access   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    code_attempts INTEGER,
    CONSTRAINT sessions_fingerprint UNIQUE (fingerprint)
);
CREATE INDEX IF NOT EXISTS sessions_account ON latchkey.sessions (account, id);
