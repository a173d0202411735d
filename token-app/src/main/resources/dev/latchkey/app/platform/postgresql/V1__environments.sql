-- An environment is in "status" until "settles_at", and in "settles_as" from then on.
CREATE TABLE environments (
    id           INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    appid        VARCHAR(32) NOT NULL,
    name         VARCHAR(33) NOT NULL,
    owner        INTEGER NOT NULL,
    display_name VARCHAR(200) NOT NULL,
    host_group   VARCHAR(100) NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL,
    status       INTEGER NOT NULL,
    settles_as   INTEGER NOT NULL,
    settles_at   TIMESTAMPTZ NOT NULL,
    CONSTRAINT environments_appid UNIQUE (appid),
    CONSTRAINT environments_name UNIQUE (name)
);
CREATE INDEX environments_owner ON environments (owner, id);

CREATE TABLE environment_groups (
    environment INTEGER NOT NULL,
    name        VARCHAR(100) NOT NULL,
    PRIMARY KEY (environment, name),
    CONSTRAINT environment_groups_environment FOREIGN KEY (environment) REFERENCES environments (id) ON DELETE CASCADE
);

CREATE TABLE nodes (
    id                 INTEGER GENERATED ALWAYS AS IDENTITY (START WITH 1001) PRIMARY KEY,
    environment        INTEGER NOT NULL,
    node_group         VARCHAR(40) NOT NULL,
    node_type          VARCHAR(40) NOT NULL,
    fixed_cloudlets    INTEGER NOT NULL,
    flexible_cloudlets INTEGER NOT NULL,
    CONSTRAINT nodes_environment FOREIGN KEY (environment) REFERENCES environments (id) ON DELETE CASCADE
);
-- A foreign key has no index of its own here.
CREATE INDEX nodes_by_environment ON nodes (environment, id);

CREATE TABLE node_variables (
    node    INTEGER NOT NULL,
    name    VARCHAR(128) NOT NULL,
    content VARCHAR(4096) NOT NULL,
    PRIMARY KEY (node, name),
    CONSTRAINT node_variables_node FOREIGN KEY (node) REFERENCES nodes (id) ON DELETE CASCADE
);
