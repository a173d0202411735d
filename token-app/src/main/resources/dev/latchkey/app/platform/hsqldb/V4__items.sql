-- What belongs to an account (then "environment" is null), to an environment, or to a node or node group of it, which
-- "place" tells. "content" is JSON in the form of its kind.
CREATE CACHED TABLE items (
    id          INTEGER GENERATED ALWAYS AS IDENTITY (START WITH 1) PRIMARY KEY,
    owner       INTEGER NOT NULL,
    environment INTEGER,
    place       VARCHAR(80) NOT NULL,
    kind        VARCHAR(20) NOT NULL,
    name        VARCHAR(300) NOT NULL,
    content     VARCHAR(20000) NOT NULL,
    created_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT items_name UNIQUE (place, kind, name),
    CONSTRAINT items_environment FOREIGN KEY (environment) REFERENCES environments (id) ON DELETE CASCADE
);
CREATE INDEX items_owner ON items (owner, kind, id);
CREATE INDEX items_by_environment ON items (environment, kind, id);
