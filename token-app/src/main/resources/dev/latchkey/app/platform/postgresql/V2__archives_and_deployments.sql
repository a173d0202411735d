-- A row's file is in the directory of archives, under "file_key".
CREATE TABLE archives (
    id          INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    file_key    VARCHAR(36) NOT NULL,
    owner       INTEGER NOT NULL,
    name        VARCHAR(255) NOT NULL,
    size        BIGINT NOT NULL,
    comment     VARCHAR(1000) NOT NULL,
    uploaded_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT archives_file_key UNIQUE (file_key)
);
CREATE INDEX archives_owner ON archives (owner, id);

CREATE TABLE deployments (
    environment INTEGER NOT NULL,
    node_group  VARCHAR(40) NOT NULL,
    context     VARCHAR(100) NOT NULL,
    archive     VARCHAR(255) NOT NULL,
    size        BIGINT NOT NULL,
    deployed_at TIMESTAMPTZ NOT NULL,
    account     INTEGER NOT NULL,
    token       INTEGER,
    PRIMARY KEY (environment, node_group, context),
    CONSTRAINT deployments_environment FOREIGN KEY (environment) REFERENCES environments (id) ON DELETE CASCADE
);
