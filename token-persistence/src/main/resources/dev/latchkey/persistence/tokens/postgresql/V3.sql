-- One row. The revision of the newest change that took a right away, and what all nodes must agree on: how long a lease is, 0 if no node
-- has said so yet, and the version of what they say to each other.
CREATE TABLE latchkey.cluster (
    one           SMALLINT PRIMARY KEY CHECK (one = 1),
    last_revision BIGINT NOT NULL,
    lease_millis  INTEGER NOT NULL,
    protocol      INTEGER NOT NULL
);
INSERT INTO latchkey.cluster (one, last_revision, lease_millis, protocol) VALUES (1, 0, 0, 1);

-- What nodes must forget: the token that had a fingerprint, or all that they keep if that is empty.
CREATE TABLE latchkey.revocations (
    revision    BIGINT NOT NULL,
    fingerprint BYTEA NOT NULL,
    PRIMARY KEY (revision, fingerprint)
);

-- The nodes that may decide calls. The fill factor leaves room in the page for the next version of a row, which touches no index then.
CREATE TABLE latchkey.nodes (
    id        UUID PRIMARY KEY,
    beat      BIGINT NOT NULL,
    confirmed BIGINT NOT NULL,
    joined_at TIMESTAMPTZ DEFAULT now() NOT NULL
) WITH (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
