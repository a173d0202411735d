-- What was done to environments, and by whom. It stays when they are deleted.
CREATE TABLE actions (
    id         INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    owner      INTEGER NOT NULL,
    env_name   VARCHAR(33) NOT NULL,
    method     VARCHAR(200) NOT NULL,
    account    INTEGER NOT NULL,
    token      INTEGER,
    started_at TIMESTAMPTZ NOT NULL,
    ended_at   TIMESTAMPTZ,
    result_code INTEGER,
    error      VARCHAR(500)
);
CREATE INDEX actions_owner ON actions (owner, id);

CREATE TABLE node_log_lines (
    id   INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    node INTEGER NOT NULL,
    path VARCHAR(100) NOT NULL,
    logged_at TIMESTAMPTZ NOT NULL,
    line VARCHAR(500) NOT NULL,
    CONSTRAINT node_log_lines_node FOREIGN KEY (node) REFERENCES nodes (id) ON DELETE CASCADE
);
CREATE INDEX node_log_lines_path ON node_log_lines (node, path, id);
