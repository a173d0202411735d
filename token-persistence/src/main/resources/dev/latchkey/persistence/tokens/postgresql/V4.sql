-- What people see of a node: what it calls itself, its version of Latchkey, and when its last beat was by the server's clock, which decides nothing.
ALTER TABLE latchkey.nodes
    ADD COLUMN name TEXT DEFAULT '' NOT NULL,
    ADD COLUMN version TEXT DEFAULT '' NOT NULL,
    ADD COLUMN last_beat_at TIMESTAMPTZ DEFAULT now() NOT NULL;
