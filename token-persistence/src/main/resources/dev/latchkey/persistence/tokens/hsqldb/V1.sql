-- An identity is never given twice: an id in the audit names one token for good.
-- Owners are accounts of the platform, which may keep them elsewhere: hence no foreign keys.
CREATE CACHED TABLE IF NOT EXISTS latchkey.tokens (
    id             INTEGER GENERATED ALWAYS AS IDENTITY (START WITH 1) PRIMARY KEY,
    owner          VARCHAR(64) NOT NULL,
    description    VARCHAR(500) NOT NULL,
    template       LONGVARCHAR,
    methods        LONGVARCHAR,
    expires_at     TIMESTAMP(6) WITH TIME ZONE,
    fingerprint    BINARY(32) NOT NULL,
    hint           VARCHAR(20) NOT NULL,
    created_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    last_used_at   TIMESTAMP(6) WITH TIME ZONE,
    last_used_from VARCHAR(200),
    last_used_by   VARCHAR(500),
    CONSTRAINT tokens_fingerprint UNIQUE (fingerprint),
    CONSTRAINT tokens_template_or_methods CHECK (template IS NULL AND methods IS NOT NULL
        OR template IS NOT NULL AND methods IS NULL)
);
CREATE INDEX IF NOT EXISTS tokens_owner ON latchkey.tokens (owner, id);

-- A row for everybody who has or had a token, to be locked by those who count or remove the tokens of one owner.
CREATE CACHED TABLE IF NOT EXISTS latchkey.token_owners (
    owner   VARCHAR(64) PRIMARY KEY,
    touched SMALLINT NOT NULL
);

CREATE CACHED TABLE IF NOT EXISTS latchkey.token_events (
    id            BIGINT GENERATED ALWAYS AS IDENTITY (START WITH 1) PRIMARY KEY,
    kind          VARCHAR(20) NOT NULL,
    happened_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    actor         VARCHAR(20) NOT NULL,
    actor_account VARCHAR(64),
    account       VARCHAR(64),
    token         INTEGER,
    fingerprint   BINARY(32) NOT NULL,
    hint          VARCHAR(20) NOT NULL,
    address       VARCHAR(200) NOT NULL,
    detail        VARCHAR(1000) NOT NULL,
    times         INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS token_events_account ON latchkey.token_events (account, id);
CREATE INDEX IF NOT EXISTS token_events_token ON latchkey.token_events (token, id);
CREATE INDEX IF NOT EXISTS token_events_fingerprint ON latchkey.token_events (fingerprint, id);
