-- A token is suspended if it has the instant, and then by whom. Whether its owner is disabled stands in its own row too, for the look-up.
ALTER TABLE latchkey.tokens ADD COLUMN IF NOT EXISTS suspended_at TIMESTAMP(6) WITH TIME ZONE;
ALTER TABLE latchkey.tokens ADD COLUMN IF NOT EXISTS suspended_by VARCHAR(20);
ALTER TABLE latchkey.tokens ADD COLUMN IF NOT EXISTS owner_disabled BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE latchkey.token_owners ADD COLUMN IF NOT EXISTS disabled BOOLEAN DEFAULT FALSE NOT NULL;
