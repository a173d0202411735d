-- An identity is never given twice: an id in the audit names one token for good.
-- Owners are accounts of the platform, which may keep them elsewhere: hence no foreign keys.
CREATE CACHED TABLE tokens (
    id          INTEGER GENERATED ALWAYS AS IDENTITY (START WITH 1) PRIMARY KEY,
    owner       INTEGER NOT NULL,
    description VARCHAR(500) NOT NULL,
    template    LONGVARCHAR,
    methods     LONGVARCHAR,
    expires_at  TIMESTAMP(6) WITH TIME ZONE,
    fingerprint BINARY(32) NOT NULL,
    hint        VARCHAR(20) NOT NULL,
    created_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT tokens_fingerprint UNIQUE (fingerprint),
    CONSTRAINT tokens_template_or_methods CHECK (template IS NULL AND methods IS NOT NULL
        OR template IS NOT NULL AND methods IS NULL)
);
CREATE INDEX tokens_owner ON tokens (owner, id);

CREATE CACHED TABLE token_events (
    id          BIGINT GENERATED ALWAYS AS IDENTITY (START WITH 1) PRIMARY KEY,
    kind        VARCHAR(20) NOT NULL,
    happened_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    account     INTEGER,
    token       INTEGER,
    fingerprint BINARY(32) NOT NULL,
    hint        VARCHAR(20) NOT NULL,
    address     VARCHAR(200) NOT NULL,
    detail      VARCHAR(1000) NOT NULL,
    times       INTEGER NOT NULL
);
CREATE INDEX token_events_account ON token_events (account, id);
CREATE INDEX token_events_token ON token_events (token, id);
CREATE INDEX token_events_fingerprint ON token_events (fingerprint, id);

CREATE CACHED TABLE accounts (
    id            INTEGER GENERATED ALWAYS AS IDENTITY (START WITH 1) PRIMARY KEY,
    email         VARCHAR(254) NOT NULL,
    name          VARCHAR(1000) NOT NULL,
    password_hash VARCHAR(500) NOT NULL,
    created_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT accounts_email UNIQUE (email)
);

CREATE CACHED TABLE sessions (
    id          INTEGER GENERATED ALWAYS AS IDENTITY (START WITH 1) PRIMARY KEY,
    account     INTEGER NOT NULL,
    fingerprint BINARY(32) NOT NULL,
    address     VARCHAR(200) NOT NULL,
    user_agent  VARCHAR(500) NOT NULL,
    created_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    last_access TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT sessions_fingerprint UNIQUE (fingerprint)
);
CREATE INDEX sessions_account ON sessions (account, id);
