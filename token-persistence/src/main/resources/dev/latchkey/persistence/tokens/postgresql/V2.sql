-- A token is suspended if it has the instant, and then by whom. Whether its owner is disabled stands in its own row too, for the look-up.
ALTER TABLE latchkey.tokens ADD COLUMN suspended_at TIMESTAMPTZ;
ALTER TABLE latchkey.tokens ADD COLUMN suspended_by VARCHAR(20);
ALTER TABLE latchkey.tokens ADD COLUMN owner_disabled BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE latchkey.token_owners ADD COLUMN disabled BOOLEAN DEFAULT FALSE NOT NULL;

-- Events of accounts stand in the same table: they have no fingerprint. All tell with which program they were caused.
ALTER TABLE latchkey.token_events ADD COLUMN user_agent VARCHAR(500) DEFAULT '' NOT NULL;
ALTER TABLE latchkey.token_events ALTER COLUMN fingerprint DROP NOT NULL;
CREATE INDEX token_events_happened_at ON latchkey.token_events (happened_at);

-- What is told of a row's number is computed from it by a key, and numbers up to the boundary are told as they are.
CREATE TABLE latchkey.id_keys (
    name     VARCHAR(20) PRIMARY KEY,
    id_key   BYTEA NOT NULL,
    boundary BIGINT NOT NULL
);
