-- How often the password or the second factor was changed: a session is added only for the version that was confirmed.
ALTER TABLE latchkey.accounts ADD COLUMN credential_version INTEGER DEFAULT 0 NOT NULL;
