-- The image that a node's container was made of; null where that is its software's own.
ALTER TABLE demo.nodes ADD COLUMN image_name VARCHAR(255);
ALTER TABLE demo.nodes ADD COLUMN image_tag VARCHAR(128);

-- What a deployment was made of: ARCHIVE or GIT.
ALTER TABLE demo.deployments ADD COLUMN kind VARCHAR(10) DEFAULT 'ARCHIVE' NOT NULL;

-- What was installed from the marketplace; "app" is JSON.
CREATE TABLE demo.installations (
    unique_name  VARCHAR(300) NOT NULL PRIMARY KEY,
    environment  INTEGER NOT NULL,
    app          VARCHAR(20000) NOT NULL,
    installed_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT installations_environment FOREIGN KEY (environment) REFERENCES demo.environments (id) ON DELETE CASCADE
);
CREATE INDEX installations_by_environment ON demo.installations (environment);

-- Installations were items, among others that no method tells of any more.
INSERT INTO demo.installations (unique_name, environment, app, installed_at)
    SELECT name, environment, content, created_at FROM demo.items
    WHERE kind = 'INSTALLATION' AND environment IS NOT NULL;
DROP TABLE demo.items;
