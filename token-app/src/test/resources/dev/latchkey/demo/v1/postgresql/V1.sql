-- An environment is in "status" until "settles_at", and in "settles_as" from then on.
CREATE TABLE demo.environments (
    id           INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    appid        VARCHAR(32) NOT NULL,
    name         VARCHAR(33) NOT NULL,
    owner        VARCHAR(64) NOT NULL,
    display_name VARCHAR(200) NOT NULL,
    host_group   VARCHAR(100) NOT NULL,
    created_at   TIMESTAMPTZ NOT NULL,
    status       INTEGER NOT NULL,
    settles_as   INTEGER NOT NULL,
    settles_at   TIMESTAMPTZ NOT NULL,
    CONSTRAINT environments_appid UNIQUE (appid),
    CONSTRAINT environments_name UNIQUE (name)
);
CREATE INDEX environments_owner ON demo.environments (owner, id);

CREATE TABLE demo.environment_groups (
    environment INTEGER NOT NULL,
    name        VARCHAR(100) NOT NULL,
    PRIMARY KEY (environment, name),
    CONSTRAINT environment_groups_environment FOREIGN KEY (environment) REFERENCES demo.environments (id) ON DELETE CASCADE
);

CREATE TABLE demo.nodes (
    id                 INTEGER GENERATED ALWAYS AS IDENTITY (START WITH 1001) PRIMARY KEY,
    environment        INTEGER NOT NULL,
    node_group         VARCHAR(40) NOT NULL,
    node_type          VARCHAR(40) NOT NULL,
    fixed_cloudlets    INTEGER NOT NULL,
    flexible_cloudlets INTEGER NOT NULL,
    CONSTRAINT nodes_environment FOREIGN KEY (environment) REFERENCES demo.environments (id) ON DELETE CASCADE
);
-- A foreign key has no index of its own here.
CREATE INDEX nodes_by_environment ON demo.nodes (environment, id);

CREATE TABLE demo.node_variables (
    node    INTEGER NOT NULL,
    name    VARCHAR(128) NOT NULL,
    content VARCHAR(4096) NOT NULL,
    PRIMARY KEY (node, name),
    CONSTRAINT node_variables_node FOREIGN KEY (node) REFERENCES demo.nodes (id) ON DELETE CASCADE
);

-- A row's file is in the directory of archives, under "file_key".
CREATE TABLE demo.archives (
    id          INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    file_key    VARCHAR(36) NOT NULL,
    owner       VARCHAR(64) NOT NULL,
    name        VARCHAR(255) NOT NULL,
    size        BIGINT NOT NULL,
    comment     VARCHAR(1000) NOT NULL,
    uploaded_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT archives_file_key UNIQUE (file_key)
);
CREATE INDEX archives_owner ON demo.archives (owner, id);

CREATE TABLE demo.deployments (
    environment INTEGER NOT NULL,
    node_group  VARCHAR(40) NOT NULL,
    context     VARCHAR(100) NOT NULL,
    archive     VARCHAR(255) NOT NULL,
    size        BIGINT NOT NULL,
    deployed_at TIMESTAMPTZ NOT NULL,
    account     VARCHAR(64) NOT NULL,
    token       INTEGER,
    PRIMARY KEY (environment, node_group, context),
    CONSTRAINT deployments_environment FOREIGN KEY (environment) REFERENCES demo.environments (id) ON DELETE CASCADE
);

-- What was done to environments, and by whom. It stays when they are deleted.
CREATE TABLE demo.actions (
    id         INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    owner      VARCHAR(64) NOT NULL,
    env_name   VARCHAR(33) NOT NULL,
    method     VARCHAR(200) NOT NULL,
    account    VARCHAR(64) NOT NULL,
    token      INTEGER,
    started_at TIMESTAMPTZ NOT NULL,
    ended_at   TIMESTAMPTZ,
    result_code INTEGER,
    error      VARCHAR(500)
);
CREATE INDEX actions_owner ON demo.actions (owner, id);

CREATE TABLE demo.node_log_lines (
    id   INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    node INTEGER NOT NULL,
    path VARCHAR(100) NOT NULL,
    logged_at TIMESTAMPTZ NOT NULL,
    line VARCHAR(500) NOT NULL,
    CONSTRAINT node_log_lines_node FOREIGN KEY (node) REFERENCES demo.nodes (id) ON DELETE CASCADE
);
CREATE INDEX node_log_lines_path ON demo.node_log_lines (node, path, id);

-- What belongs to an account (then "environment" is null), to an environment, or to a node or node group of it, which
-- "place" tells. "content" is JSON in the form of its kind.
CREATE TABLE demo.items (
    id          INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    owner       VARCHAR(64) NOT NULL,
    environment INTEGER,
    place       VARCHAR(80) NOT NULL,
    kind        VARCHAR(20) NOT NULL,
    name        VARCHAR(300) NOT NULL,
    content     VARCHAR(20000) NOT NULL,
    created_at  TIMESTAMPTZ NOT NULL,
    CONSTRAINT items_name UNIQUE (place, kind, name),
    CONSTRAINT items_environment FOREIGN KEY (environment) REFERENCES demo.environments (id) ON DELETE CASCADE
);
CREATE INDEX items_owner ON demo.items (owner, kind, id);
CREATE INDEX items_by_environment ON demo.items (environment, kind, id);
