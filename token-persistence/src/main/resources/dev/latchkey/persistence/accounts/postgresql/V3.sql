ALTER TABLE latchkey.accounts ADD COLUMN administrator BOOLEAN DEFAULT FALSE NOT NULL;
ALTER TABLE latchkey.accounts ADD COLUMN disabled_at TIMESTAMPTZ;

-- The secret that its owner has not proved to have yet. Wrong codes are counted in guesses: totp_attempts and totp_attempted_at are not used any more.
ALTER TABLE latchkey.accounts ADD COLUMN totp_prepared BYTEA;

-- When the password was last confirmed with the session; null for one that is older than this column.
ALTER TABLE latchkey.sessions ADD COLUMN confirmed_at TIMESTAMPTZ;
ALTER TABLE latchkey.sessions ADD COLUMN dashboard BOOLEAN DEFAULT FALSE NOT NULL;

-- What was counted of wrong passwords and codes, before they were looked at.
CREATE TABLE latchkey.guesses (
    subject    VARCHAR(120) PRIMARY KEY,
    pending    INTEGER NOT NULL,
    begun_at   TIMESTAMPTZ NOT NULL,
    failures   INTEGER NOT NULL,
    since      TIMESTAMPTZ NOT NULL,
    failed_at  TIMESTAMPTZ NOT NULL,
    in_row     INTEGER NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL
);

-- The browsers that accounts have signed in with.
CREATE TABLE latchkey.known_browsers (
    fingerprint BYTEA PRIMARY KEY,
    account     INTEGER NOT NULL,
    seen_at     TIMESTAMPTZ NOT NULL
);
CREATE INDEX known_browsers_account ON latchkey.known_browsers (account, seen_at);

CREATE TABLE latchkey.recovery_codes (
    account     INTEGER NOT NULL,
    fingerprint BYTEA NOT NULL,
    PRIMARY KEY (account, fingerprint)
);
