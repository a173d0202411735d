-- The image that a node's container was made of; null where that is its software's own.
ALTER TABLE demo.nodes ADD COLUMN IF NOT EXISTS image_name VARCHAR(255);
ALTER TABLE demo.nodes ADD COLUMN IF NOT EXISTS image_tag VARCHAR(128);

-- What a deployment was made of: ARCHIVE or GIT.
ALTER TABLE demo.deployments ADD COLUMN IF NOT EXISTS kind VARCHAR(10) DEFAULT 'ARCHIVE' NOT NULL;

-- What was installed from the marketplace; "app" is JSON.
CREATE CACHED TABLE IF NOT EXISTS demo.installations (
    unique_name  VARCHAR(300) NOT NULL PRIMARY KEY,
    environment  INTEGER NOT NULL,
    app          VARCHAR(20000) NOT NULL,
    installed_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT installations_environment FOREIGN KEY (environment) REFERENCES demo.environments (id) ON DELETE CASCADE
);

-- Installations were items, among others that no method tells of any more. The table is made if it is gone already, so that this
-- script can run again.
CREATE CACHED TABLE IF NOT EXISTS demo.items (
    environment INTEGER,
    kind        VARCHAR(20) NOT NULL,
    name        VARCHAR(300) NOT NULL,
    content     VARCHAR(20000) NOT NULL,
    created_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
INSERT INTO demo.installations (unique_name, environment, app, installed_at)
    SELECT i.name, i.environment, i.content, i.created_at FROM demo.items i
    WHERE i.kind = 'INSTALLATION' AND i.environment IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM demo.installations done WHERE done.unique_name = i.name);
DROP TABLE demo.items;
