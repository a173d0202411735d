-- A token is suspended if it has the instant, and then by whom. Whether its owner is disabled stands in its own row too, for the look-up.
ALTER TABLE latchkey.tokens ADD COLUMN IF NOT EXISTS suspended_at TIMESTAMP(6) WITH TIME ZONE;
ALTER TABLE latchkey.tokens ADD COLUMN IF NOT EXISTS suspended_by VARCHAR(20);
ALTER TABLE latchkey.tokens ADD COLUMN IF NOT EXISTS owner_disabled BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE latchkey.token_owners ADD COLUMN IF NOT EXISTS disabled BOOLEAN DEFAULT FALSE NOT NULL;

-- Events of accounts stand in the same table: they have no fingerprint. All tell with which program they were caused.
ALTER TABLE latchkey.token_events ADD COLUMN IF NOT EXISTS user_agent VARCHAR(500) DEFAULT '' NOT NULL;
ALTER TABLE latchkey.token_events ALTER COLUMN fingerprint SET NULL;
CREATE INDEX IF NOT EXISTS token_events_happened_at ON latchkey.token_events (happened_at);

-- What is told of a row's number is computed from it by a key, and numbers up to the boundary are told as they are.
CREATE CACHED TABLE IF NOT EXISTS latchkey.id_keys (
    name     VARCHAR(20) PRIMARY KEY,
    id_key   BINARY(16) NOT NULL,
    boundary BIGINT NOT NULL
);
