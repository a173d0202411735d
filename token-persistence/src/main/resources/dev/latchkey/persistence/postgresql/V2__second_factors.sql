-- The secret stands here as it is, since codes are computed from it. Steps are those of RFC 6238.
ALTER TABLE accounts ADD COLUMN totp_secret BYTEA;
ALTER TABLE accounts ADD COLUMN totp_step BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE accounts ADD COLUMN totp_attempts INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE accounts ADD COLUMN totp_attempted_at TIMESTAMPTZ;

-- Null for a full session.
ALTER TABLE sessions ADD COLUMN code_attempts INTEGER;
