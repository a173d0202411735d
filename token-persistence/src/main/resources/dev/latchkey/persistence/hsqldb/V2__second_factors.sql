-- The secret stands here as it is, since codes are computed from it. Steps are those of RFC 6238.
ALTER TABLE accounts ADD COLUMN totp_secret VARBINARY(20);
ALTER TABLE accounts ADD COLUMN totp_step BIGINT DEFAULT 0 NOT NULL;
ALTER TABLE accounts ADD COLUMN totp_attempts INTEGER DEFAULT 0 NOT NULL;
ALTER TABLE accounts ADD COLUMN totp_attempted_at TIMESTAMP(6) WITH TIME ZONE;

-- Null for a full session.
ALTER TABLE sessions ADD COLUMN code_attempts INTEGER;
