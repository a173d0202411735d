-- A token is suspended if it has the instant, and then by whom. Whether its owner is disabled stands in its own row too, for the look-up.
ALTER TABLE latchkey.tokens ADD COLUMN suspended_at TIMESTAMPTZ;
ALTER TABLE latchkey.tokens ADD COLUMN suspended_by VARCHAR(20);
ALTER TABLE latchkey.tokens ADD COLUMN owner_disabled BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE latchkey.token_owners ADD COLUMN disabled BOOLEAN DEFAULT FALSE NOT NULL;
