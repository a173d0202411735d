-- Events of accounts stand in the same table: they have no fingerprint. All tell with which program they were caused.
ALTER TABLE latchkey.token_events ADD COLUMN user_agent VARCHAR(500) DEFAULT '' NOT NULL;
ALTER TABLE latchkey.token_events ALTER COLUMN fingerprint DROP NOT NULL;
CREATE INDEX token_events_happened_at ON latchkey.token_events (happened_at);
