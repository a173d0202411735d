ALTER TABLE latchkey.accounts ADD COLUMN IF NOT EXISTS administrator BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE latchkey.accounts ADD COLUMN IF NOT EXISTS disabled_at TIMESTAMP(6) WITH TIME ZONE;

-- The secret that its owner has not proved to have yet. Wrong codes are counted in guesses: totp_attempts and totp_attempted_at are not used any more.
ALTER TABLE latchkey.accounts ADD COLUMN IF NOT EXISTS totp_prepared VARBINARY(20);

-- When the password was last confirmed with the session; null for one that is older than this column.
ALTER TABLE latchkey.sessions ADD COLUMN IF NOT EXISTS confirmed_at TIMESTAMP(6) WITH TIME ZONE;
ALTER TABLE latchkey.sessions ADD COLUMN IF NOT EXISTS dashboard BOOLEAN DEFAULT FALSE NOT NULL;

-- What was counted of wrong passwords and codes, before they were looked at.
CREATE CACHED TABLE IF NOT EXISTS latchkey.guesses (
    subject    VARCHAR(120) PRIMARY KEY,
    pending    INTEGER NOT NULL,
    begun_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    failures   INTEGER NOT NULL,
    since      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    failed_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    in_row     INTEGER NOT NULL,
    changed_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

-- The browsers that accounts have signed in with.
CREATE CACHED TABLE IF NOT EXISTS latchkey.known_browsers (
    fingerprint BINARY(32) PRIMARY KEY,
    account     INTEGER NOT NULL,
    seen_at     TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX IF NOT EXISTS known_browsers_account ON latchkey.known_browsers (account, seen_at);

CREATE CACHED TABLE IF NOT EXISTS latchkey.recovery_codes (
    account     INTEGER NOT NULL,
    fingerprint BINARY(32) NOT NULL,
    PRIMARY KEY (account, fingerprint)
);
